"""The rules of the model, in words.

This page and `sim.engines.reference.engine` say the same thing, one for readers and one for machines. Where a careful
reader would ask "and what if...", the answer stands here.

Time
----
Time is a float64 number of days since 00:00 of the data date. An instant at 00:00 belongs to the day it opens. So a
completion at 00:00 on 1 January counts in the new year, and the last instant that counts in a year lies before it. The
simulation stops at the horizon, the end of the day that the scenario states, else of the fifth year after the last
target year; nothing at or after that instant happens, and what has not come by then is told as later. Where no more is
asked than homes up to the end of the last target year, the horizon is that end: nothing before it depends on what comes
after.

A scenario may state what lies before its data date; moving the data date needs no other edit. Of all that holds from
dates on (laws, slots, cuts, queue rules, overlaps, the pace of starts, levers) the last that came before the data date
holds from its beginning, as if it stood there without a date. What a stock was refilled with before it has been added
to its level. A target of a year that is over is left out and brings nothing to carry over.

1. Projects
-----------
Each register row runs through its route by itself. A row is *not started*, *in progress*, *completed* or *ended* on the
data date.

* A row not started enters at its entry instant: the day's 00:00 where a day is known; where a span is given, an
  instant anywhere in it, all equally likely, drawn anew for every row and future. A span that begins before the data
  date is cut to what is left of it; an entry planned before it that has not happened happens on the data date.
* A row not started may instead belong to a stock of which a share starts every year. It waits from its first possible
  day, or the data date where that is later, until its hazard has added up to -ln(1 - u), u being its own draw; then it
  enters. The hazard is -ln(1 - share) a year of 365.25 days, the share by the state of the market, x the stock's
  unknown factor x the factor of the calendar year x the factor of the dated change in force. The factor of a year is
  lognormal with median 1 and multiplies the hazard, not the share: with a factor F, 1 - (1 - share)^F start in a whole
  year. One score is drawn for each calendar year of a future, for all projects and stocks: a fast year is fast for all,
  by as much as each stock says that years differ.
* A row of a class that may never begin does so unless its luck lies below the chance of the class; all rows of one
  project share one luck, also where they are of different classes. A row that never begins takes part in nothing: if it
  is said to be under way its stages neither hold a slot nor end, nor have they taken from a stock; it is neither
  entered nor lapsed, and is counted apart. Its homes are part of its homes group all the same. It never begins whatever
  else happens: only what names the class changes its chance.
* In a row in progress, the stages under way are those its register names; every stage that must come before them,
  directly or indirectly, is done; the stages listed as done or as finished are done, with all that come before them;
  everything else is still to do. None may be under way: stages are done (a permit is granted) and what follows has not
  begun. The dates of finished stages are kept as a record, from which durations may be learnt later, and are not
  simulated. A stage still to do whose predecessors are all done is requested at the data date. A row says how things
  stood on the date of its status, which may lie before the data date: see rule 2.
* A stage under way in a pool holds its slot on the data date, also when that makes more held slots than the pool has.
  What it needed from a stock it has taken before the data date.
* A row of 0 homes (a school, a road) runs through its route like any other: it takes its turn and holds its slots, and
  takes what its stages need from stocks for each project or hectare; for each home that is nothing. It brings nothing
  to any reading. It belongs to no homes group, and none of its stages to do takes a time that goes by homes.
* A completed row takes no time and holds nothing; it is kept so that its homes are accounted for.
* A row that ended without being completed (it was cancelled, lapsed or stopped for good) takes no time and holds
  nothing either, and its homes reach nothing from the data date on; it does not count among those that entered. Homes
  of it that were in the official statistic before stay there.
* A row that was merged into another project, or split into several, has ended too. Its homes stand in the rows of the
  projects it went into and are counted there alone: its own number is a record, and it has no homes here.
* A row that was in the official statistic before the data date never enters it again. Where several accounts of the
  statistic are possible, one is drawn for each future, for all rows together, as likely as its weight. Where the homes
  are stated that the accounts must explain, it is as likely as its weight times the chance that its homes (those of its
  rows, and those it holds outside the register) add up to them; the homes of its rows are then drawn given that they
  do, row by row in file order. Rows of other accounts keep their sizes.

2. Remaining time
-----------------
A stage under way has spent work *e*: the work its calendar allowed between its start and the data date. It is known to
have been under way at 00:00 of the date of its row's status, or, where that is later, at the last instant at which it
can have begun: by then it had spent *k*. Its whole work T is drawn given T > k, by inverse survival, and max(0, T - e)
is left: a row of which nothing has been heard since is not a late one. A stage with nothing left ends at 00:00 of the
data date; what follows it is requested then, and nothing happens before. Where a row's homes are known not to have been
counted (`counted_before` is `no`), the stage at whose end they would be (eligible or handed over, as the statistic
counts) is known to be under way on the data date itself, whatever the date of the status: k = e. Where it is `yes` or
`alternatives`, the date of the status holds.

Of the work of a stage under way a share q may be reported as done on the date of the status. The work w possible by
then speaks for a whole work of w / q, and log(w / q) lies about log T with a standard deviation that the scenario
states for all such reports. T is then drawn by its density, given the common factor, times that likelihood, above k:
by inversion, on 128 cells of its own normal score. A start known only within a span is one more unknown there (cells of
8 days or more, at most 32): T is drawn from what all starts together give it, and the start given T. The common factor
keeps its prior here too.

Time in which the work of a stage stood still (stops that are over, and one that lasts) is taken out of *e*, *k* and
*w*: a site that has stopped gains nothing from waiting. It keeps its slot. Work that stands still on the data date
goes on after a time that its stage states, drawn from the data date on. Where its investor can be recalled (rule 6) he
has stalled already: it is the first stall, told on the data date, and his period of grace has run since the stop. What
is left of it is drawn given that it was not over on the date of the status, or nothing, where it has run out since.

A start known to the day is taken at its 00:00. A start known only within a span is drawn with weight prior x survival:
each of 32 equal cells of the span weighs what the chance is of a stage begun at its middle to be still under way when
it was last known to be, and inside a cell every instant is equally likely (its middle stands for those so early that
the stage could not have lasted). A factor that nobody knows, a common factor (rule 9) and the size of the project are
settled first, so that the weights are those of that future. Both factors are drawn as if nothing were under way. Where
survival is zero (only possible when an unknown factor makes the stage impossibly short) the stage ends at once.

3. Stages
---------
A stage is requested at the instant the last of its predecessors ends. A predecessor with which it may overlap from a
date on need only have begun, where it begins on that date or later; one that began before, or was under way on the data
date, must end. What it then needs it takes in this order: a notice that is valid, its amount from a stock, a slot of
its pool; it starts when it has all. Its work is: unknown factor x (size / reference) ^ exponent x a draw from its
shape, in days of work. A row's own duration replaces the route's, which replaces the stage's; a pool and a calendar
that a route states for a stage replace the stage's there. The draw belongs to (project, block, stage): the same stage
id on another route meets the same chance. A duration on a calendar may be stated in working days, which are days of
work as they stand, or in weeks, months or years, which are turned into the work that an average span of that length
holds (2010-2040); so the stage lasts that long on average, and the season decides where in the year the work falls. A
month is 365.25 / 12 days.

What a stage needs is looked at once, when it comes to it: a notice does not expire in the queue for a slot. A notice
that a stage needs may be void: more than its validity has passed since it was issued, that is, since its stage last
started. Then it is issued again at that instant, with a fresh draw that no common factor moves, and every stage that
needs it waits for it once more. A notice issued before the data date, at a time not stated, counts from the start of
the row's oldest stage under way, or from the data date where none is.

4. Pools and stocks
-------------------
A slot is held for the stage's whole duration. A pool gives its free slots to requests in the order of its queue rule:
`first_come`, by time of request; `most_homes_first`, by homes of the row in that future, then by time of request;
`nearest_completion_first`, by the median days of work left on the row's longest path, waits aside, then by time of
request. A queue rule may hold from a date: requests made before it go first, by time of request, and the rule orders
those that follow. Remaining ties in a pool go to the row that stands first in the file, then to the stage that comes
first in the row's graph: what must come before others, else what stands first on the route; with blocks, all of them
at one stage, block by block, before the next stage, unless a crew must finish a block's later stages first; and where
two stages recalled at once go back to one tender, to the earlier of the two. A slot is given the instant it is free:
nobody waits while a slot is idle. A capacity holds from 00:00 of its date. A cut interrupts nothing: held slots
drain, and nobody is let in until fewer are held than the pool has.

A project may be put first in every queue, of pools and of stocks: its requests then go before all others, by time among
themselves, and whoever has a slot keeps it. No scenario states that; it is asked what it would change.

A stock holds a quantity, refilled at 00:00 of stated dates; a refill is stated until its level holds it. A stage takes
its whole amount at once, when there is enough. Requests are served by time, then by file order, and a large one at the
head of the queue is not passed by smaller ones behind it. What is taken is not given back, save by a project that
lapsed while it waited.

5. Tenders
----------
A stage with a tender consists of rounds; its duration is that of one round. At the end of a round an investor is found
with a likelihood that depends on the state of the market at that instant. After a round that fails comes the gap, then
the next round; after the last, the route's fallback: `assign`, an investor is assigned, or `drop_out`, the project
lapses. Where nothing else is stated an investor is assigned at that instant. Otherwise assigning is work of a duration
of its own, on the stage's calendar; its slot has been given back by then, and what follows waits until the investor is
there. Like a round it runs to its end when the project lapses meanwhile, but it is not begun in a project that has. A
law changes nothing of it. Held by the round, the slot is given back at the end of every round and asked for again
before the next; held by the loop, from the start of the first round to the end of the last, gaps included. A project in
its n-th round on the data date has n - 1 rounds behind it, and what is left of the running one is remaining time as in
rule 2. Without a tender under the law in force, the stage is a single round that succeeds.

6. Recall
---------
While a stage with a recall is under way, its investor stalls at a rate that depends on the state of the market (in
ordinary time, not in work), and that may be lower from dates on. At the stall the work stops. The grace period may be
cut from dates on: from such a date it goes by at rate 1 / (1 - share), also where it is running. After it the
investor is recalled and the slot given back. Then the project lapses, with a likelihood by the state of the market at
that instant, or the rounds of the stage named for it are held again, as in rule 5 (twice, when two stages are
recalled at once that go back to the same tender); when an investor is found the stage asks for its slot and goes on
with the work left. After as many recalls as the cap allows there are no more stalls; how often that happens is
reported. Other branches of the project go on meanwhile. When a project lapses, stages under way on its other branches
run to their end unless they stall, but nothing more is requested, no further round is held, and what it is given
while waiting it gives back at once. Homes that had reached a reading keep it. Entered = completed + lapsed + under
way, at any instant; rows that never begin, and rows that still wait to enter, stand outside.

7. Blocks
---------
A row of n blocks has its homes in n equal parts; the remainder goes to the first blocks, one home each. Stages marked
`per_block` are gone through by every block by itself. Crews build them: block b may begin when the crew of block
b - at_a_time has moved on, and no sooner than (b - 1) x stagger after the project is ready for its blocks; the stagger
is drawn anew for each block. Homes count block by block; where work or a stock's amount goes by homes or hectares, a
block's goes by its own part, and an amount for each project is shared equally by its blocks.

8. Calendars
------------
The work done between two instants is the integral of the calendar's daily rate, which is constant within a day. A
stage ends at the earliest instant at which its work is done; work within 1e-10 days of a midnight's total ends there.

* Does the first day count? The part of it that is left does: five working days from Monday 00:00 are Monday to
  Friday. They end at Saturday 00:00, which is the end of Friday. A stage requested on a day without work begins its
  work when work begins again, but it has its slot from the start.
* Work that fills 31 December ends at 00:00 on 1 January, and so in the new year.
* A stage with no work ends the instant it starts, also on a day without work.
* A make-up day is worked in full at its month's rate, though it be weekend or holiday; a closure still closes it.
* Calendars run from 1 January 2010 to 31 December 2040. A stage whose work does not fit before the end never ends
  within the horizon.
* A duration without a calendar runs through every day and night; so do gaps, grace periods and staggers.

9. Shared chance
----------------
The market is in one of its states, for all projects. It starts in the stated one and passes between them at constant
rates; a change holds from its own instant on. The number of changes of one future is capped.

A common factor moves the stages of its group in all projects: the normal score of each duration is sqrt(r) Z + sqrt(1
- r) e with Z common and r the share of variance in common, so that each duration alone keeps its stated distribution.
Z is standard normal in every future, whatever is under way: a register lists rows because they are still under way,
and how many, and for how long, says as much about when they were begun as about Z. Each start and each time left of a
stage under way is drawn given Z. So a time left is that of the duration given Z, over all Z as likely as ever, and
not T - e given T > k of the duration alone.

Unknown factors may be correlated in the same way through their normal scores.

10. The law
-----------
A stage follows the version of the law in force at the instant it starts; every round follows the version in force when
the round starts. A stage under way on the data date follows the version that came into force last before it, whenever
the stage began. A duration that a route states for itself holds whatever the law, until the route itself states another
from a date on; one that a project states for itself always holds. So does a tender that a route states for itself:
whatever the law, until the route states another from a date on. A protected wait can be shortened by nothing.

11. Fast tracks
---------------
A fast track (green lane) covers stages, on some routes or all. Of a stage's time the share s is in the hands of State
agencies; from a date on the track promises to cut a share c of that (and perhaps another share from a later date), for
all its stages alike or another for single stages; the part d of the promise is delivered, one value a future for the
whole track, whatever is promised for a stage. From the first date on the stage's work
runs at rate 1 / (1 - s c d), so work under way at that instant goes on faster, unless the track spares what began
before it (a tender: the round, or the assignment of an investor, that began before it). Where the cut is a share of
the statutory limit, s is multiplied by the limit over the time agencies really take, at most 1. What is left of a stage
under way on the data date is drawn first, at the old rate. Time in a queue is not shortened: a stage with a pool is
covered only where the track says so, a protected wait or a notice never.

12. Targets
-----------
A block's homes come all at once, when its milestone stage ends: *eligible* at the end of the stage its route names for
it, *handed over* at the end of another. The three readings are always kept apart, and no home enters one of them twice.
A year is met when its homes, with what the carry-over rule adds, reach the target. `none` adds nothing. `surplus` adds
what earlier years had beyond their targets. `cumulative` compares the sums since the first target year. Homes done
since 1 January of the data date's year, which the scenario states, count for that year; those of earlier years of a
period, which it states too, count for the period. "All years" means all of them in the same future. Percentiles of
homes are values that occurred.

13. Counting
------------
A home is *counted* when the scenario's rule says (eligible or handed over), unless it was counted before the data
date. Homes that had reached that milestone before the data date but were in no statistic enter it on the data date.

The statistic follows the target. After the last instant of each target year, and before anything that happens at 00:00
on 1 January, one push may be made for the whole city. The gap is the year's target less what rule 12 holds against it:
the homes counted in that year so far, those done since 1 January among them, and what the carry-over rule brings from
the years before, in which homes of earlier pushes count like any others. What can be entered are the homes not yet
counted of blocks whose building (the stage at whose end they are eligible) has begun by then, be it stalled; where
homes are counted when handed over, also of blocks whose building has ended. Blocks of a project that has lapsed by
then, and of a row that never begins, are left out. Where there is a gap, and a certain share of what can be entered
would fill it, the push is made with a likelihood, by the state of the market at that year's end. It enters the gap
and, beyond it, so many homes as a share of the year's own target comes to, but no more than that share of what can be
entered; a fraction of a home is left out. A push that could not fill the gap is not made, and so a year in which one
is made is met.

Homes are taken from the block whose building is furthest done (its work done, as a share of its whole work, to nine
digits), of equal ones from that which stands first in the file, then from the first block; the last block may enter in
part. They enter on 31 December. A home that has entered never enters again; the rest of its block does when the block
reaches its milestone, or in a later push. What a project does is not changed by it, and neither are the other two
readings; homes of a project that lapses afterwards stay in the statistic. The last push of a period takes homes from
the years after.

The likelihood and the share that can be entered are one value a future. Whether the push is made, and how far it goes
beyond the target, is drawn for each year, whatever the year's gap.

14. What is not known
---------------------
`spread` varies with every row and future, the factor of a year with every calendar year and future. `uncertain` is one
factor a future, shared by all rows whose duration is stated in that place, or that start at that hazard. A likelihood
stated "as sure as n cases", or the chance of a class that may never begin, is drawn once a future from a beta
distribution with its mean and that weight; its values in different states of the market move together. Homes given as a
range are whole numbers, all equally likely, drawn for the row and future (given the total of the account that holds,
rule 1); those of a homes group are rescaled to the group's total, which every future meets exactly. In a study of what
is not known, consecutive futures share one set of unknown values (factors, likelihoods, hazards, the share that a push
can enter, sizes, account of the past), and chance is drawn anew in each.

15. Indicators
--------------
An indicator is computed from homes after the run and moves none. `floor_area_per_person` at the end of a year is (S + O
t + H a m) / N: S the floor area that stood on a stated day, O the floor area that other construction adds a year, t the
years (of 365.25 days) from that day to the end of the year, H the homes of the register that reach the stated reading
from the data date to the end of the year, a the share of them in the indicator's area, m the floor area of a home, N
the inhabitants at the end of the year. What is not known of S, O, a, m and N is drawn as rule 14 says, each by itself.
Homes done before the data date stand in S, or in O. The indicator is reached where it is not below its value. Years
before that of the data date are left out.

The order of things at one instant
----------------------------------
1. Stages, rounds and waits that end, end; capacities that change, change; stocks that are refilled, are; projects that
   enter, enter; stalls happen. Then what can begin is requested, in file order and within a row in the order of its
nodes, except in projects that have lapsed by then. What needs no pool or stock starts; what has no work ends, and so
on, until nothing more happens at this instant. Where a stall and the end of its stage fall on the same instant, the
stage ends. Where an investor is assigned at the instant at which another branch has the project lapse, that stage ends
too: the order of the two does not matter. 2. All pools and stocks give out what they have, each looking at its queue as
it now stands. 3. The stages that were given what they needed go on. If any of them has no work it ends, and all of this
begins again at 1.

Requests made at one instant, in whatever round, tie on time and are told apart by file order.

Addresses
---------
Every random number has an address and depends on nothing else: see `sim.random.addresses`. Two scenarios that share a
row and a stage meet the same chance there; adding a row, a stage, a round or a future changes no other number.
"""
