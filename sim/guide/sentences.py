"""Sentences of the guide that stand in no description of a field."""

from __future__ import annotations

from sim.errors import Message, msg
from sim.files import MAX_TOML_MB, MAX_TOML_TABLES
from sim.guide.topics import GuideSection
from sim.register import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_FILE_MB, MAX_ROWS
from sim.scenario import COUNTED_BEFORE, ENDED_HOW, MOST_BLOCKS, MOST_ID_CHARACTERS, MOST_ROUNDS, STATUSES

TITLE = msg("Scenarios: how their files are written")
REMADE = msg(
    "*This page is written from the models in `sim/scenario` by `python -m sim.guide`; change those, "
    "not this page. An English version follows the Vietnamese one.*"
)
INTRO = (
    msg(
        "A scenario is everything a simulation starts from: the facts on one date, how long each step takes, "
        "who competes for the same desks, and what is to be reached. It is kept in three files beside each "
        "other."
    ),
    msg(
        "`housing-sim check <file>` reads them and says everything that is wrong at once: where, what stands "
        "there, what may stand there, what to do. Errors must be corrected; warnings deserve a look. In a "
        "path such as `routes.direct.steps[1].after`, positions are counted from 0: `[1]` is the second step."
    ),
)
FILE, HOLDS = msg("File"), msg("What it holds")
FILES = (
    (
        msg("scenario, `*.toml`"),
        msg("targets, calendars, pools, stocks, market, stages, routes: one file for each scenario"),
    ),
    (msg("register, `*.csv` or `*.xlsx`"), msg("one row for each project, or for each block of a project")),
    (msg("sources, `sources.toml`"), msg("the documents that numbers come from; may serve many scenarios")),
    (msg("levers, `levers/*.toml`"), msg("what a decision-maker can change: one file for each lever")),
    (msg("causes, `causes/*.toml`"), msg("what holds projects up, each stated by what would be without it")),
)
EXAMPLE_HEADING = msg("Two complete examples")
EXAMPLE_LEAD = msg(
    "The first is the smallest there can be. Both pass the check without a remark; copy one and put your own facts in. "
    "All their numbers are invented."
)
EXAMPLE_MORE = msg(
    "The second shows tenders, recalls, blocks, a stock, the market, laws to come, an overlap, a fast track and "
    "homes entered to meet a target."
)
EXAMPLE_ABOVE = msg("See the files in the Vietnamese part above: names stand there in both languages.")

DATES = msg("Ways to write a date or a span")
DATES_LEAD = msg(
    "Write what is known and no more. A month, quarter, year or span means: somewhere in it, nobody knows "
    "where; each future then draws a day. A narrow span that is wrong does more harm than a wide one that is "
    "right."
)
WRITTEN, MEANS = msg("In the register"), msg("means")
WAYS = (
    (
        ("2025-08-19", "19/08/2025"),
        msg("that day; with the year last, the day comes first, as Vietnam writes it"),
    ),
    (("2025-08", "08/2025"), msg("some day of that month")),
    (("Q4/2025", "2025-Q4", "quý IV/2025"), msg("some day of that quarter")),
    (("2025",), msg("some day of that year")),
    (
        ("2015..2017", "2025-03..2025-06", "Q2/2026..2027"),
        msg("some day from the first to the last, both included"),
    ),
)
DATES_TOML = msg(
    "In the scenario file dates are single days, written `2025-12-31` without quotes. What happens on a date "
    "happens at its beginning (00:00)."
)

SCENARIO_FIELDS = msg("Fields of the scenario file")
SCENARIO_FIELDS_LEAD = msg(
    "`<id>` stands for an id of your choice, `[…]` for a list. An unknown field is refused, so that a "
    "misspelt one cannot go unnoticed."
)
SCENARIO_FIELDS_SAME = msg(
    "A part described once (a duration, a chance, a tender) is written the same way wherever it stands."
)
TOP = msg("At the top of the file")
ALSO_SOURCED = msg("*Also takes `source`, `derivation`, `assumption`.*")
FIELD, MEANING, KIND, NEED = msg("Field"), msg("Meaning"), msg("What to write"), msg("Required?")
REQUIRED, OPTIONAL = msg("required"), msg("may be left out")
OTHERWISE, OTHERWISE_EACH = msg("otherwise {value}"), msg("otherwise {value} each")

DISTRIBUTIONS = msg("Distributions, by `family`")
DISTRIBUTIONS_LEAD = (
    msg(
        "For work by people prefer `lognormal` stated by `p10` and `p90`, as an expert says it: one case in "
        "ten is shorter, one in ten longer. `lognormal`, `gamma` and `weibull` take exactly one pair: their "
        "own two numbers, `p10` + `p90`, `median` + `p90`, or `mean` + `sd`."
    ),
    msg("Numbers are in the duration's `unit`; for `uncertain` they are factors without a unit."),
)
FAMILY, NUMBERS = msg("Family"), msg("Numbers")
COMPONENTS = msg("Each of the `components` of a `mixture`:")

REGISTER_COLUMNS = msg("Columns of the project register")
REGISTER_LEAD = (
    msg(
        "The first row holds the column names, in any order. A project whose blocks differ in size or state has a row "
        "for each block, with the same `project_id`. A project not started needs `entry` or `start_hazard`; one "
        "in progress `stage` and `stage_start`, or `finished` or `done` where what follows has not begun; a completed "
        "one `completed_on`; one that ended without being completed `ended_as`. Every row needs a `source` or an "
        "`assumption`."
    ),
)
COLUMN = msg("Column")
_ID = msg("an id")
_TEXT = msg("text")
_SPAN = msg("a date or span")
COLUMN_CONTENTS: dict[str, tuple[Message, Message | None]] = {
    "project_id": (msg("an id as the department writes it: CT01, 12.5, 34/NOXH"), None),
    "block": (_TEXT, None),
    "name": (_TEXT, None),
    "place": (_TEXT, None),
    "investor": (_TEXT, None),
    "route": (_ID, None),
    "homes": (msg("683, or 400..600, or 0"), None),
    "homes_group": (_ID, None),
    "blocks": (msg("a whole number from 1 to {most}", most=MOST_BLOCKS), None),
    "land_ha": (msg("13.21 or 13,21, or 4..6"), None),
    "status": (msg("one of: {choices}", choices=STATUSES), None),
    "entry": (_SPAN, None),
    "start_hazard": (_ID, None),
    "stage": (msg("an id, or several with ; between"), msg("in_progress: the stages under way")),
    "stage_start": (
        msg("a date or span, or as many as stages, with ; between"),
        msg("in_progress: when each stage under way began, in the order of `stage`"),
    ),
    "progress": (
        msg("0.6 or 60%, or as many as stages, with ; between, - where it is not known"),
        msg(
            "in_progress: share of each stage's work that was done on the date of the status, in the order of `stage`; "
            "needs the table [progress]"
        ),
    ),
    "stopped_since": (
        msg("a day or a month, or as many as stages, with ; between, - where the work goes on"),
        msg(
            "in_progress: day since which the work of each stage has stood still, in the order of `stage`; of a month "
            "its first day counts, so that less work done is assumed"
        ),
    ),
    "stops": (
        msg("spans with , between; for several stages with ; between, - for none"),
        msg(
            "in_progress: spans over by now in which the work of each stage stood still, in the order of `stage`"
        ),
    ),
    "tender_round": (msg("a whole number from 1 to {most}", most=MOST_ROUNDS), None),
    "done": (msg("an id, or several with ; between"), None),
    "finished": (
        msg("stage: end, or stage: begin/end, several with ; between, each date a day or a span"),
        None,
    ),
    "never_begins": (_ID, None),
    "completed_on": (_SPAN, None),
    "ended_as": (
        msg("one of {choices}, and a date or span: cancelled 2024-05", choices=ENDED_HOW),
        msg("ended: how it ended without being completed, and when"),
    ),
    "ended_into": (
        msg("the id of a project, or several with ; between"),
        msg("ended, merged or split: the projects that it went into, in whose rows its homes stand"),
    ),
    "ended_reason": (_TEXT, msg("ended: why, as the decision says")),
    "counted_before": (msg("one of: {choices}", choices=COUNTED_BEFORE), None),
    "status_as_of": (msg("a single day"), None),
    "source": (msg("an id, or several with ; between"), None),
    "assumption": (_TEXT, None),
    "assumption_en": (_TEXT, None),
    "note": (_TEXT, None),
}
"""Column of the register -> what to write in its cells, and its meaning where the description of `ProjectRow`'s field
does not say it."""
REGISTER_NOTES = (
    msg(
        "A stage under way means that all stages before it are done; `done` names only further ones, such as "
        "a design finished while land is still being cleared; `finished` says the same with its dates: "
        "when it ended (`permit: 2026-03-12`), or when it began and ended (`clearance: 2024-03/2025-01..2025-06`). A "
        "ground-breaking ceremony is not a start: write when work began."
    ),
    msg(
        "Permit granted, works not begun: leave `stage` empty and write the stages done (`planning: 2025-06; permit: "
        "2026-03-12`); what follows is requested on the data date. The dates must fit the order of the route and "
        "the stage under way, and lie before the data date. They are kept and shown (`projects`), not simulated: later "
        "fits of durations use them."
    ),
    msg(
        "A site that has stopped gains nothing from waiting: time in which its work stood still is no time worked "
        "(`stopped_since`, `stops`). Where its investor can be recalled the period of grace has run since the stop; "
        "otherwise the stage says in `resumes` how long from the data date it takes until work goes on."
    ),
    msg(
        "A project merged into another, or split, is kept with its date, its reason and the projects it "
        "went into (`ended_as`: `merged 2025-06`; `ended_into`: `CT02`). Its homes stand in the rows of these and are "
        "counted there alone; its own number is a record."
    ),
    msg(
        "`counted_before` keeps a home from being counted twice. Where accounts differ, write `alternatives` "
        "and let each account in `[[counting.alternatives]]` name the rows that it holds counted, with its "
        "weight."
    ),
)

SOURCES_FIELDS = msg("Fields of the sources file")
SOURCES_FIELDS_LEAD = msg("One table for each source; its name is the id that other files write.")
LIMITS = GuideSection(
    msg("Limits"),
    (
        msg(
            "Scenario and sources: {toml_megabytes} MB and {tables} tables each, UTF-8. Register: {megabytes} MB, "
            "{rows} rows, {columns} columns, {characters} characters a cell. The register and the sources stand in the "
            "folder of the scenario or below it. Data dates lie from 2010 to 2035, targets from 2011 to 2035; "
            "calendars reach from 2010 to 2040.",
            toml_megabytes=MAX_TOML_MB,
            tables=MAX_TOML_TABLES,
            megabytes=MAX_FILE_MB,
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
            characters=MAX_CELL_CHARACTERS,
        ),
        msg(
            "An id begins with a letter a–z, then letters, digits, - or _, at most {most} in all. The id of a project "
            "is kept as its department writes it: at most {most} characters, without # and ;, not beginning with @.",
            most=MOST_ID_CHARACTERS,
        ),
    ),
)
