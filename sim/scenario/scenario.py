"""A scenario: the complete inputs of a simulation, read and checked."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from sim.scenario.amendments import FastTrack
from sim.scenario.base import Identifier, LocalText, Model, Sourced
from sim.scenario.calendar import Calendar
from sim.scenario.counting import Counting
from sim.scenario.indicators import Indicator
from sim.scenario.market import CommonFactor, Correlation, Market
from sim.scenario.network import OwnDuration, Pool, Route, Stage
from sim.scenario.project_row import ProgressReports, ProjectRow
from sim.scenario.starts import NeverBegins, StartHazard
from sim.scenario.stocks import Stock
from sim.scenario.targets import HomeCount, OutsideView, ReferenceClass, Targets

FORMAT = 1
HASH = "^[0-9a-f]{64}$"
YEARS_BEYOND_LAST_TARGET = 5
"""Years simulated after the last target year where the scenario states no horizon."""
PUBLISHED = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


class Source(Model):
    """Where a number comes from."""

    title: LocalText = Field(description="what it is, in a few words")
    reference: str = Field(
        min_length=1, max_length=2000, description="document number, page address, or file name"
    )
    published: str = Field(
        description="date of the page or document: YYYY, YYYY-MM or YYYY-MM-DD",
        pattern=PUBLISHED,
    )
    note: LocalText | None = Field(default=None, description="what to beware of")


class HomesGroup(Sourced):
    """Projects whose sizes are unknown but whose total is known: drawn sizes are rescaled to the total."""

    homes: HomeCount = Field(description="homes of all rows of the group together")
    land_ha: Annotated[float, Field(gt=0, le=100_000)] | None = Field(
        default=None, description="land of all rows together, in hectares; shared out in proportion to homes"
    )


class TrackRecord(Model):
    """How earlier forecasts did, as `housing-sim backtest SUITE --out FILE` writes it."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(description="version of this file format: 1")
    name: LocalText = Field(description="name of the suite")
    suite: str = Field(
        pattern=HASH, description="hash of the suite, its scenarios and results, from which the scores follow"
    )
    seed: Annotated[int, Field(ge=0)] = Field(description="start of the random numbers")
    futures: Annotated[int, Field(ge=1)] = Field(description="futures of each forecast")
    outcomes: Annotated[int, Field(ge=0)] = Field(
        description="independent outcomes scored in homes: dates within one year of one place are one"
    )
    covered: Annotated[int, Field(ge=0)] = Field(
        description="outcomes between P10 and P90 of their earliest forecast"
    )
    crps: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="mean error (CRPS) of the forecasts beside which there is an official one"
    )
    official_crps: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="mean error of these official forecasts"
    )
    sha256: str = Field(
        pattern=HASH, description="checksum of everything else, so that a change by hand shows"
    )

    @property
    def checksum(self) -> str:
        """What `sha256` must be."""
        content = self.model_dump_json(exclude={"sha256"})
        return hashlib.sha256(content.encode()).hexdigest()


class Settings(Model):
    """The scenario file (TOML)."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(description="version of this file format: 1")
    name: LocalText = Field(description="name shown to readers")
    description: LocalText | None = Field(
        default=None, description="what this scenario assumes, in a few sentences"
    )
    data_date: date = Field(
        description="the date whose facts the scenario states; the simulation begins at its 00:00"
    )
    known_until: date | None = Field(
        default=None,
        description="last day whose data may stand behind fitted numbers, after the data date; otherwise the data date",
    )
    register_file: str = Field(
        alias="register",
        description="project register, a CSV or XLSX file beside this one",
        min_length=1,
        max_length=255,
    )
    sources_file: str = Field(
        alias="sources",
        default="sources.toml",
        description="list of sources, a TOML file beside this one",
        max_length=255,
    )
    horizon: date | None = Field(
        default=None,
        description="last day simulated, 31 December of the last target year or of a later one; otherwise that of the "
        "fifth year after it",
    )
    targets: Targets = Field(description="what is to be reached")
    counting: Counting = Field(description="what puts a home in the statistic")
    outside_view: OutsideView | None = Field(
        default=None,
        description="finished plans of others, beside which the period is told; otherwise those that come with the "
        "program",
    )
    indicators: dict[Identifier, Indicator] = Field(
        default={}, description="yearly indicators that homes help to reach, by id; they move no home"
    )
    track_record_file: str | None = Field(
        alias="track_record",
        default=None,
        min_length=1,
        max_length=255,
        description="how earlier forecasts did, a file that `backtest SUITE --out` wrote, beside this one or below it; "
        "none: they have not been tested",
    )
    calendars: dict[Identifier, Calendar] = Field(default={}, description="calendars by id")
    pools: dict[Identifier, Pool] = Field(default={}, description="capacity pools by id")
    stocks: dict[Identifier, Stock] = Field(default={}, description="stocks by id")
    market: Market | None = Field(default=None, description="the state of the market")
    factors: dict[Identifier, CommonFactor] = Field(
        default={}, description="common factors of durations, by id"
    )
    correlations: tuple[Correlation, ...] = Field(
        default=(), max_length=50, description="unknown factors that belong together"
    )
    stages: dict[Identifier, Stage] = Field(min_length=1, description="stages by id")
    routes: dict[Identifier, Route] = Field(min_length=1, description="routes by id")
    fast_tracks: dict[Identifier, FastTrack] = Field(
        default={}, description="procedures that go faster from a date on, by id"
    )
    homes_groups: dict[Identifier, HomesGroup] = Field(
        default={}, description="groups of register rows whose total of homes is known, by id"
    )
    never_begins: dict[Identifier, NeverBegins] = Field(
        default={}, description="classes of projects of which some never begin, by id"
    )
    start_hazards: dict[Identifier, StartHazard] = Field(
        default={}, description="stocks of projects of which a share starts every year, by id"
    )
    progress: ProgressReports | None = Field(
        default=None,
        description="how far shares of work done that the register states (column progress) may be off; required where "
        "a row states one",
    )
    own_durations: tuple[OwnDuration, ...] = Field(
        default=(), max_length=20_000, description="durations that particular projects state for themselves"
    )
    ask_of: dict[str, LocalText] = Field(
        default={},
        max_length=1000,
        description="the record or office that has the answer, by the path of the unknown number "
        "(`housing-sim ask --format json` lists the paths); no future depends on it",
    )

    @property
    def years_beyond(self) -> int:
        """Years simulated after the last target year, unless less is asked for: to the horizon where one is stated."""
        last = self.targets.years[-1].year
        return YEARS_BEYOND_LAST_TARGET if self.horizon is None else self.horizon.year - last


class ScenarioFile(Settings):
    """The scenario file (TOML), whole or based on another one."""

    based_on: str | None = Field(
        default=None,
        description="scenario file beside this one that holds everything this one does not state",
        min_length=1,
        max_length=255,
    )


class Scenario(Model):
    """The complete inputs: settings, register rows and the sources they name.

    Two scenarios with the same content have the same `fingerprint`, whatever the layout of their files.
    `reference_class` is None where there is no target of a period, and in a scenario that was made without files.
    """

    settings: Settings
    rows: tuple[ProjectRow, ...]
    sources: dict[Identifier, Source]
    reference_class: ReferenceClass | None = None
    track_record: TrackRecord | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the content, 64 hexadecimal digits; a field left at its default does not enter.

        Nor does a list of finished plans that comes with the program: it is no part of the scenario's files; nor the
        track record or who has an answer, which no future depends on.
        """
        own_list = self.reference_class is not None and self.reference_class.own_list
        left_out: dict[str, Any] = {
            "track_record": True,
            "settings": {"track_record_file": True, "ask_of": True},
        }
        if not own_list:
            left_out["reference_class"] = True
        content = self.model_dump_json(by_alias=True, exclude_defaults=True, exclude=left_out)
        return hashlib.sha256(content.encode()).hexdigest()
