"""Sections of the guide that come before the lists of fields, one for each idea a writer of scenarios must know."""

from __future__ import annotations

from dataclasses import dataclass

from sim.errors import Message, msg


@dataclass(frozen=True)
class GuideSection:
    """A heading and its paragraphs."""

    title: Message
    paragraphs: tuple[Message, ...]


_CHANCE = GuideSection(
    msg("Chance and ignorance: `spread` and `uncertain`"),
    (
        msg(
            "**`spread`** is chance: the same work takes longer here than there. Each project in each future "
            "draws its own value, and over many projects long and short cases partly cancel out."
        ),
        msg(
            "**`uncertain`** is ignorance: nobody knows whether the whole estimate is right. It is a factor "
            "on the duration (1 = as stated; 1.2 = a fifth longer), drawn once for each future and shared by "
            "all projects, so that it does not cancel out: if permits are slower than thought, all permits "
            "are. Leaving it out makes yearly results look more certain than they are."
        ),
        msg(
            "Example: building takes 18 months in half of the cases and over 28 in one case of ten "
            "(`spread`); and the estimate as a whole may be 10 % too long or 40 % too short (`uncertain` from "
            "0.9 to 1.4)."
        ),
    ),
)
_SOURCES = GuideSection(
    msg("Where numbers come from: `source`, `derivation`, `assumption`"),
    (
        msg(
            "Every part that holds numbers says where they come from. *Published*: `source` alone, an id of "
            "the sources file. *Derived*: `source` with `derivation`, the arithmetic. *Assumption*: "
            "`assumption` with the reasoning; a `source` may stand beside it as evidence. A part with neither "
            "source nor assumption is refused."
        ),
        msg(
            'Texts for readers are written once for both languages (`name = "…"`) or as a table with `vi` and `en`.'
        ),
    ),
)
_TIME = GuideSection(
    msg("Durations and calendars"),
    (
        msg(
            "A stage without a calendar runs every day. What the work is decides which calendar a stage names: work of "
            "an agency that of offices, work on the building site that of the site; a wait set by law names none. "
            "A stage with a calendar works as much each day as the "
            "calendar says. `working_days` are days of full work on it; days, weeks, months and years mean a "
            "span of that length in an average season: six months of building begun before the rains end "
            "later than six begun after."
        ),
        msg(
            "A project's own duration goes before its route's, and that before the stage's. With `scale`, a "
            "duration is multiplied by (size / reference) ^ exponent."
        ),
    ),
)

_BASED_ON = GuideSection(
    msg("A scenario based on another: `based_on`"),
    (
        msg(
            'With `based_on = "city-2026.toml"` a file states only what differs from that scenario, which stands '
            "beside it or in a folder below. The other may be based on a third; a circle is refused."
        ),
        msg(
            "**Tables are laid over each other key by key**, at every depth. **Anything else replaces the value of the "
            "base whole**: a number, a text (with both its languages), a distribution, a list, also a list of tables "
            "such as `steps` or `law`. Nothing can be removed."
        ),
        msg(
            "A table in which a value is stated states anew where its numbers come from: `source`, `derivation` and "
            "`assumption` of the base are not taken over there, so that no old reason stands beside a new number. "
            "Tables inside it are judged for themselves."
        ),
        msg(
            "Register and sources stand beside the file that names them. The sources of all the files count "
            "together: a file lists only those it adds. The check names, for every value, the file that states it."
        ),
    ),
)

_INVESTORS = GuideSection(
    msg("Tenders, recalls, notices and blocks"),
    (
        msg(
            "A stage with `tender` is a round: when it ends, an investor is found with the chance `success`, or the "
            "next round follows after `gap`. When the last round fails, `fallback` of the route's step decides: "
            "`assign` (which takes `assign_duration`, where that is stated) or `drop_out`. The chance may differ with "
            "the state of the market."
        ),
        msg(
            "What holds on one route alone stands at its step: `pool`, `calendar` and `tender` there replace those of "
            "the stage. What only some routes have is stated at their steps and not at the stage: a step cannot take "
            "away what its stage has."
        ),
        msg(
            "A step with `recall` can lose its investor: at the stall the work stops, after `grace` the investor is "
            "recalled, the project lapses with the chance `lapse`, or the rounds of the stage `tender_again` are held "
            "again and the work goes on where it stopped. A stage named there that is no tender is gone through once "
            "more, and an investor is found."
        ),
        msg(
            "A step with `needs_valid` starts only while a notice issued by an earlier stage is valid; a void one is "
            "issued again first."
        ),
        msg(
            "A row of the register may state several `blocks`. Steps marked `per_block` are then gone through by each "
            "block by itself, `at_a_time` of them at once, each beginning at least `stagger` after the one before; "
            "homes count block by block. Once a block has begun, give every block a row of its own."
        ),
    ),
)
_STARTS = GuideSection(
    msg("Projects that never begin, and stocks that wait for their start"),
    (
        msg(
            "A row of the register may name a class of `[never_begins.<id>]`: with that chance its project never "
            "begins, also where it is listed as under way. Then it holds no slot, takes no stock and ends no stage; "
            "results tell these projects apart from those that lapse. A project takes this luck once, for all its "
            "rows."
        ),
        msg(
            "Where a share of what waits starts every year and nobody can say which, a row names a hazard of "
            "`[start_hazards.<id>]` instead of a span of days: `share_a_year`, perhaps by state of the market; "
            "`year_factor` lets good and bad years come for all at once; `changes` make starts faster or slower from "
            "dates on. `entry` is then the first day on which it can begin, or empty. Do not count the same wait "
            "twice: no stage of the route may stand for it too."
        ),
    ),
)
_SHARED = GuideSection(
    msg("What projects share: stocks, the market, common factors"),
    (
        msg(
            "A stage with `stock` takes an amount (resettlement plots, money of the yearly budget) before it starts, "
            "and waits until there is enough. Requests are served by time; a large one is not passed by smaller ones."
        ),
        msg(
            "`[market]` describes states such as quiet, ordinary and warm, and how often the market passes from one to "
            "another. Chances and rates by state are written for every state: `chance.quiet = 0.4`, "
            "`chance.warm = 0.8`."
        ),
        msg(
            "`[factors.<id>]` names stages whose durations go up and down together in all projects, because of the "
            "same prices, the same offices, the same shortage of workers. `[[correlations]]` joins unknown factors "
            "(`uncertain`) that are probably wrong in the same direction. Leaving both out makes yearly totals look "
            "more certain than they are."
        ),
    ),
)
_LAWS = GuideSection(
    msg("Laws to come, protected waits, homes entered to meet a target"),
    (
        msg(
            "`[[stages.<id>.law]]` says what a law already made turns the stage into from its date on; it belongs to "
            "the baseline and is no lever. Work under way on the data date follows the law as it stood. A duration "
            "that a route or a project states for itself holds whatever the law."
        ),
        msg(
            "`protected` marks waits that the law protects, such as notices to land users; `agency_share` says how "
            "much of a stage is in the hands of State agencies. Both change nothing by themselves: levers respect them."
        ),
        msg(
            "`counting.push` describes homes under construction that are entered in the statistic at the end of a year "
            "because its target is not met yet. It says how likely that is, which share of them can be entered "
            "(neither is known: each is drawn once a future), and how far beyond the target it goes (drawn for each "
            "year)."
        ),
        msg(
            "Numbers fitted to data (`counting.push`, `[never_begins.<id>]`, `[start_hazards.<id>]`) carry the date of "
            "the newest, `data_as_of`; where it is later than the data date, a vague prior must be stated instead. A "
            "scenario that says what became known afterwards states its own last day of knowledge, `known_until`."
        ),
    ),
)

_REACHED = GuideSection(
    msg("Hypothetical targets, and indicators"),
    (
        msg(
            "A target that nobody has published is marked `hypothetical = true`: in its year, in `period` or in "
            "`programme`. Answers then say beside it that it is hypothetical; nothing else changes."
        ),
        msg(
            "`[indicators.<id>]` states what a programme asks for beside homes, such as floor area a person. It is "
            "computed from the homes after the run and moves none. `counts` says which homes are completed; "
            "dwellings built outside the register come in as `other_construction`, an assumption with a wide "
            "`uncertain`, never in silence: answers say how much rests on them. Each input has its own source or "
            "assumption, and may have its own unknown."
        ),
    ),
)

TOPICS = (_CHANCE, _SOURCES, _BASED_ON, _TIME, _STARTS, _INVESTORS, _SHARED, _LAWS, _REACHED)
