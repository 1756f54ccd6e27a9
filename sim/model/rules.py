"""The rules of the model, in words.

This page and `sim.engines.reference` say the same thing, one for readers and one for machines. Where a careful
reader would ask "and what if...", the answer stands here. Numbers of rules follow docs/model.md.

Time
----
Time is a float64 number of days since 00:00 of the data date. An instant at 00:00 belongs to the day it opens. So a
completion at 00:00 on 1 January counts in the new year, and the last instant that counts in a year lies before it.
The simulation stops at the horizon, 00:00 on 1 January of the sixth year after the last target year; nothing at or
after that instant happens.

1. Projects
-----------
Each register row runs through its route by itself. A row is *not started*, *in progress* or *completed* on the data
date.

* A row not started enters at its entry instant: the day's 00:00 where a day is known; where a span is given, an
  instant anywhere in it, all equally likely, drawn anew for every row and future. Entry before the data date is moved
  to the data date.
* In a row in progress, the stages under way are those its register names; every stage that must come before them,
  directly or indirectly, is done; the stages listed as done are done, with all that come before them; everything else
  is still to do. A stage still to do whose predecessors are all done is requested at the data date.
* A stage under way in a pool holds its slot on the data date, also when that makes more held slots than the pool has.
* A completed row takes no time and holds nothing; it is kept so that its homes are accounted for.
* A row that was in the official statistic before the data date never enters it again. Where several accounts of the
  statistic are possible, one is drawn for each future, for all rows together.

2. Remaining time
-----------------
A stage under way has spent work *e*: the work its calendar allowed between its start and the data date. What is left
is drawn from T - e given T > e, by inverse survival. A start known to the day is taken at its 00:00. A start known
only within a span is drawn with weight prior x survival: each of 128 equal cells of the span weighs what the chance is
of a stage begun at its middle to be still under way, and inside a cell every instant is equally likely. A factor that
nobody knows, and the size of the project, are settled first, so that the weights are those of that future. The
unknown factor itself is drawn as the scenario states it: its author states it knowing what stands on the data date.
Where survival is zero (only possible when an unknown factor makes the stage impossibly short) the stage ends at once.

3. Stages
---------
A stage is requested at the instant the last of its predecessors ends. Without a pool it starts at that instant; with
one it starts when it is given a slot, and holds it until it ends. Its work is: unknown factor x (size / reference) ^
exponent x a draw from its shape, in days of work. A row's own duration replaces the route's, which replaces the
stage's. The draw belongs to (project, block, stage): the same stage id on another route meets the same chance. A
duration on a calendar may be stated in working days, which are days of work as they stand, or in weeks, months or
years, which are turned into the work that an average span of that length holds (2010-2040); so the stage lasts that
long on average, and the season decides where in the year the work falls. A month is 365.25 / 12 days.

4. Pools
--------
A pool gives its free slots to requests in the order of its queue rule: `first_come`, by time of request;
`most_homes_first`, by homes of the row in that future, then by time of request; `nearest_completion_first`, by the
median days of work left on the row's longest path, waits aside, then by time of request. Remaining ties go to the row
that stands first in the file, then to the stage that comes first on its route. A slot is given the instant it is
free: nobody waits while a slot is idle. A capacity holds from 00:00 of its date. A cut interrupts nothing: held slots
drain, and nobody is let in until fewer are held than the pool has.

8. Calendars
------------
The work done between two instants is the integral of the calendar's daily rate, which is constant within a day. A
stage ends at the earliest instant at which its work is done.

* Does the first day count? The part of it that is left does: five working days from Monday 00:00 are Monday to
  Friday. They end at Saturday 00:00, which is the end of Friday. A stage requested on a day without work begins its
  work when work begins again, but it has its slot from the start.
* Work that fills 31 December ends at 00:00 on 1 January, and so in the new year.
* A stage with no work ends the instant it starts, also on a day without work.
* A make-up day is worked in full at its month's rate, though it be weekend or holiday; a closure still closes it.
* Calendars run from 1 January 2010 to 31 December 2040. A stage whose work does not fit before the end never ends
  within the horizon.
* A duration without a calendar runs through every day and night.

12. Targets
-----------
A row's homes come all at once, when its milestone stage ends: *eligible* at the end of the stage its route names for
it, *handed over* at the end of another. A home is *counted* when the scenario's counting rule says (eligible or handed
over), unless it was counted before the data date; homes that had reached that milestone before the data date but
were in no statistic enter it on the data date. The three readings are always kept apart, and no home enters one of
them twice. A year is met when its homes, with what the carry-over rule adds, reach the target. `none` adds nothing.
`surplus` adds what earlier years had beyond their targets. `cumulative` compares the sums since the first target year.
"All years" means all of them in the same future. Percentiles of homes are values that occurred.

14. What is not known
---------------------
`spread` varies with every row and future. `uncertain` is one factor a future, shared by all rows whose duration is
stated in that place. Homes given as a range are whole numbers, all equally likely, drawn for the row and future; those
of a homes group are rescaled to the group's total, which every future meets exactly.

The order of things at one instant
----------------------------------
1. Stages that end, end; capacities that change, change; projects that enter, enter. Stages without a pool that are
   thereby requested, start; those without work end, and so on, until nothing more happens at this instant.
2. All pools give out their free slots, each looking at its queue as it now stands.
3. The stages that were given slots start. If any of them has no work it ends, and all of this begins again at 1.

Requests made at one instant, in whatever round, tie on time and are told apart by file order.

Addresses
---------
Every random number has an address and depends on nothing else: see `sim.model.addresses`. Two scenarios that share a
row and a stage meet the same chance there; adding a row, a stage or a future changes no other number.
"""
