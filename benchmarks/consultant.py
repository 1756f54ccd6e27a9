"""The same city as a planner's consultant would write it: an ordinary SimPy model, one process a stage.

It reads the same scenario and holds the same register, routes, blocks and crews, pools, stocks with their refills,
tenders in rounds, recalls, a market that changes state, laws by date, sizes and factors that nobody knows, and work
under way, whose duration is drawn again, at most 100 times, until it is longer than the time already spent.

It lacks: addresses (draws come off one generator in the order of events, so two scenarios share no chance); calendars
(a working day is stretched by the calendar's mean rate: no seasons, holidays or Tet); common factors, correlations and
what stages under way say about them; start dates weighted by survival; chances that are not known; durations that a
project states for itself; notices that expire; a hazard that changes with the market during a stage; queue rules other
than first come, dated capacities, a rule for ties; rounds behind a tender under way; whole homes; the counting law
(homes are eligible and handed over, not counted); and the event log.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Generator
from datetime import date
from typing import Any

import simpy

from sim import scenario as given
from sim.distributions import Distribution, Fixed, Lognormal, Mixture
from sim.scenario import UNIT_DAYS

Process = Generator[simpy.Event, Any, Any]
Homes = defaultdict[tuple[str, int], float]
YEAR_DAYS = 365.25


class Model:
    """What all futures share; shapes are made once and known by the identity of what states them."""

    def __init__(self, scenario: given.Scenario) -> None:
        self.settings, self.rows = scenario.settings, scenario.rows
        calendars = {key: c.table(key, self.settings.data_date) for key, c in self.settings.calendars.items()}
        self.mean_rates = {None: 1.0} | {key: table.mean_rate for key, table in calendars.items()}
        self.horizon = self.day(date(self.settings.targets.years[-1].year + 6, 1, 1))
        self.shapes: dict[int, Distribution] = {}

    def simulate(self, futures: int, seed: int) -> list[Homes]:
        """Homes of each future by reading ("eligible", "handed_over") and calendar year."""
        rng = random.Random(seed)
        return [City(self, rng).homes for _ in range(futures)]

    def day(self, when: date) -> float:
        return float((when - self.settings.data_date).days)

    def shape(self, stated: Any) -> Distribution:
        if id(stated) not in self.shapes:
            self.shapes[id(stated)] = stated.distribution()
        return self.shapes[id(stated)]


class City:
    """One future of the city, simulated as it is made."""

    def __init__(self, model: Model, rng: random.Random) -> None:
        self.model, self.settings, self.rng = model, model.settings, rng
        self.env = simpy.Environment()
        pools, stocks = self.settings.pools.items(), self.settings.stocks.items()
        self.pools: Any = {key: simpy.Resource(self.env, pool.slots) for key, pool in pools}
        self.stocks = {key: simpy.Container(self.env, init=stock.level) for key, stock in stocks}
        self.market = ""
        self.factors: dict[int, float] = {}
        self.homes: Homes = defaultdict(float)
        if self.settings.market is not None:
            self.env.process(self.changes(self.settings.market))
        for key, stock in stocks:
            for refill in stock.refills:
                self.env.process(self.refill(self.stocks[key], model.day(refill.on), refill.amount))
        sizes = self.sizes()
        # Work under way comes first, so that it holds its slots before anybody asks for one.
        for row in sorted(model.rows, key=lambda row: row.status != "in_progress"):
            if row.status != "completed":
                Project(self, row, *sizes[row.key])
        self.env.run(until=model.horizon)

    def changes(self, market: given.Market) -> Process:
        self.market = market.initial
        while ways := [switch for switch in market.switches if switch.from_state == self.market]:
            rates = [switch.per_year / YEAR_DAYS for switch in ways]
            yield self.env.timeout(self.rng.expovariate(sum(rates)))
            self.market = self.rng.choices(ways, rates)[0].to_state

    def refill(self, stock: simpy.Container, when: float, amount: float) -> Process:
        yield self.env.timeout(when)
        yield stock.put(amount)

    def sizes(self) -> dict[str, tuple[float, float]]:
        """Homes and hectares of each row; those of a group add up to its totals."""
        drawn = {}
        for row in self.model.rows:
            land = self.rng.uniform(row.land_ha.low, row.land_ha.high) if row.land_ha else math.nan
            drawn[row.key] = (self.rng.uniform(row.homes.low, row.homes.high), land)
        for key, group in self.settings.homes_groups.items():
            members = [row.key for row in self.model.rows if row.homes_group == key]
            total = sum(drawn[member][0] for member in members)
            for member in members:
                share = drawn[member][0] / total
                drawn[member] = (share * group.homes, share * (group.land_ha or math.nan))
        return drawn

    def sample(self, shape: Distribution) -> float:
        match shape:
            case Lognormal():
                return self.rng.lognormvariate(math.log(shape.median), shape.sigma_log)
            case Mixture():
                return self.sample(self.rng.choices(shape.components, shape.weights)[0])
            case Fixed():
                return shape.value
        return float(shape.quantile(self.rng.random()))

    def factor(self, uncertain: Any) -> float:
        """A factor nobody knows, the same all through a future."""
        if uncertain is None:
            return 1.0
        if id(uncertain) not in self.factors:
            self.factors[id(uncertain)] = self.sample(self.model.shape(uncertain))
        return self.factors[id(uncertain)]

    def now(self, value: Any) -> float:
        return float(value[self.market] if isinstance(value, dict) else value)


class Project:
    """One row of the register: a process for each stage, and for each block where blocks go through it."""

    def __init__(self, city: City, row: given.ProjectRow, homes: float, land_ha: float) -> None:
        self.city, self.env, self.row, self.lapsed = city, city.env, row, False
        self.size = {"homes": homes, "land_ha": land_ha, "project": 1.0}
        self.route: Any = city.settings.routes[row.route]
        self.steps = {step.stage: step for step in self.route.steps}
        self.crews = simpy.Resource(self.env, self.route.blocks.at_a_time if self.route.blocks else 1)
        self.crew_of: dict[int, Any] = {}
        running = {part.stage: part.start for part in row.under_way}
        done = {before for stage in (*running, *row.done) for before in self.all_before(stage)} | {*row.done}
        pairs = [(step, block) for step in self.route.steps for block in range(self.blocks(step))]
        self.ends = {(step.stage, block): self.env.event() for step, block in pairs}
        for step, block in pairs:
            spent = -self.some_day(running[step.stage]) if step.stage in running and block == 0 else None
            if step.stage in done:
                self.ends[step.stage, block].succeed()
            else:
                self.env.process(self.stage(step, block, spent))

    def some_day(self, span: given.DateRange) -> float:
        """Any instant of a span; none that crosses the data date."""
        low, high = self.city.model.day(span.first), self.city.model.day(span.last) + 1.0
        return self.city.rng.uniform(max(low, 0.0), high) if high > 0 else self.city.rng.uniform(low, high)

    def blocks(self, step: given.Step) -> int:
        return self.row.blocks if step.per_block else 1

    def all_before(self, stage: str) -> set[str]:
        after = {*self.steps[stage].after}
        return after.union(*map(self.all_before, after))

    def stage(self, step: given.Step, block: int, spent: float | None) -> Process:
        """Wait for what comes before, take stock and slot, do the work, and let go."""
        stage, part = self.city.settings.stages[step.stage], self.blocks(step)
        if spent is None:
            yield from self.turn(step, block)
            if stage.stock is not None:
                amount = stage.stock.amount * self.size[stage.stock.per] / part
                yield self.city.stocks[stage.stock.id].get(amount)
        slot = self.city.pools[stage.pool].request() if stage.pool else None
        if slot is not None:
            yield slot
        laws = [law for law in stage.law if not spent and self.city.model.day(law.from_date) <= self.env.now]
        law: Any = laws[-1] if laws else stage
        duration = step.duration or law.duration
        if law.tender is not None and not self.lapsed:
            yield from self.call(law.tender, duration, step)
        elif not self.lapsed:
            yield from self.work(step.recall, self.days(duration, stage.calendar, part, spent))
        if slot is not None:
            self.city.pools[stage.pool].release(slot)
        if not self.lapsed:
            self.end(step, block)

    def turn(self, step: given.Step, block: int) -> Process:
        """Entry, predecessors, and a crew for the first stage of a block."""
        if not step.after and self.row.entry is not None:
            yield self.env.timeout(self.some_day(self.row.entry))
        for before in step.after:
            every = range(self.blocks(self.steps[before]))
            same = step.per_block and len(every) > 1
            yield self.env.all_of([self.ends[before, b] for b in every if b == block or not same])
        if self.blocks(step) > 1 and not any(self.steps[before].per_block for before in step.after):
            yield self.env.timeout(block * self.days(self.route.blocks.stagger))
            self.crew_of[block] = self.crews.request()
            yield self.crew_of[block]

    def call(self, tender: given.Tender | None, duration: given.Duration, step: given.Step) -> Process:
        """Rounds until an investor is found or the last has failed; a single one where there is no tender."""
        calendar = self.city.settings.stages[step.stage].calendar
        for number in range(tender.rounds if tender else 1):
            if number > 0 and tender and tender.gap:
                yield self.env.timeout(self.days(tender.gap))
            yield self.env.timeout(self.days(duration, calendar))
            if tender is None or self.city.rng.random() < self.city.now(tender.success.chance):
                return
        self.lapsed |= step.fallback != "assign"

    def work(self, recall: Any, left: float) -> Process:
        """Work of an investor who may stall: grace, then the project lapses or is tendered again and resumed."""
        for _ in range(recall.cap if recall else 0):
            per_year = self.city.now(recall.hazard.per_year) * self.city.factor(recall.hazard.uncertain)
            stall = self.city.rng.expovariate(per_year / YEAR_DAYS)
            if stall >= left:
                break
            yield self.env.timeout(stall + self.days(recall.grace))
            left -= stall
            self.lapsed |= self.city.rng.random() < self.city.now(recall.lapse.chance)
            if not self.lapsed:
                again, stage = self.steps[recall.tender_again], self.city.settings.stages[recall.tender_again]
                yield from self.call(stage.tender, again.duration or stage.duration, again)
            if self.lapsed:
                return
        yield self.env.timeout(left)

    def days(self, duration: given.Duration, calendar: Any = None, of: int = 1, spent: Any = None) -> float:
        """Days of a stage; of one under way the days left, drawn again until it outlasts the time spent."""
        city, scale, size = self.city, duration.scale, 1.0
        if scale is not None:
            size = (self.size[scale.by] / of / scale.reference) ** scale.exponent
        rate = city.model.mean_rates[calendar] if duration.unit == "working_days" else 1.0
        unit = UNIT_DAYS[duration.unit] / rate * size * city.factor(duration.uncertain)
        for _ in range(100):
            whole = unit * city.sample(city.model.shape(duration.spread))
            if spent is None or whole > spent:
                return whole - (spent or 0.0)
        return 0.0

    def end(self, step: given.Step, block: int) -> None:
        year = self.city.settings.data_date.year + int(self.env.now / YEAR_DAYS)
        for reading in ("eligible", "handed_over"):
            if step.stage == getattr(self.route, f"{reading}_after"):
                self.city.homes[reading, year] += self.size["homes"] / self.row.blocks
        if block in self.crew_of and step.stage == self.route.blocks.until:
            self.crews.release(self.crew_of[block])
        self.ends[step.stage, block].succeed()
