"""Suite files -> suites, with everything that was not known then refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sim.backtest.cases import Case, LoadedSuite, kept_cases
from sim.backtest.leaks import Known, known_plans, leaks
from sim.backtest.ledger import NotScored
from sim.backtest.suite import Forecast, Suite, YearOutcome
from sim.errors import Problem, ScenarioError, msg
from sim.files import (
    SHIPPED_SCENARIOS,
    as_json,
    check_scenario,
    file_beside,
    leads_elsewhere,
    load_plans,
    load_toml,
    problems_of,
    unknown_name,
)
from sim.scenario import Identifier, OutsideView, Scenario, Source, Sourced

SHIPPED_HISTORY = SHIPPED_SCENARIOS / "history"
_SOURCES = TypeAdapter(dict[Identifier, Source])
_PLANS = SHIPPED_SCENARIOS / str(OutsideView.model_fields["file"].default)


def shipped_suites() -> tuple[Path, ...]:
    """Suites that come with the program."""
    return tuple(sorted(path for path in SHIPPED_HISTORY.glob("*.toml") if path.name != "sources.toml"))


def load_suite(path: str | Path) -> LoadedSuite:
    """Read a suite and the scenarios it names.

    Parameters
    ----------
    path : str or Path
        The suite file (TOML).

    Returns
    -------
    LoadedSuite

    Raises
    ------
    ScenarioError
        With everything wrong in it, and everything in its scenarios that was not known on the as-of date.
    """
    file, display = Path(path), str(path)
    toml = load_toml(file, display)
    if toml.content is None:
        raise ScenarioError(() if toml.problem is None else (toml.problem,))
    try:
        suite = Suite.model_validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, Suite, toml.content, display)) from None
    problems: list[Problem] = []
    sources = _sources(file, suite, problems)
    parsed = load_plans(_PLANS, _PLANS.name)
    problems += parsed.problems
    problems += _unknown_names(suite, sources, frozenset(parsed.used), display)
    if problems:
        raise ScenarioError(problems)
    outcomes = {outcome.id: outcome for outcome in suite.outcomes}
    plans = parsed.used[suite.reference_class]
    cases = []
    for position, forecast in enumerate(suite.forecasts):
        at = f"forecasts[{position}]"
        outcome = outcomes[forecast.outcome]
        known = Known(forecast.as_of, outcome.place)
        problems += _late_rivals(forecast, display, at)
        scenario = _scenario(file, forecast, known, outcome, (display, at), problems)
        if scenario is not None:
            cases.append(
                Case(
                    outcome,
                    forecast.as_of,
                    _target(scenario, outcome),
                    scenario.settings.name,
                    scenario.fingerprint,
                    forecast.rivals,
                    known_plans(plans, known),
                    forecast.note,
                    scenario,
                )
            )
    left_out: list[NotScored] = []
    for position, outcome in enumerate(suite.outcomes):
        if outcome.kept is not None:
            folder = file_beside(file.parent, outcome.kept)
            if folder is None:
                problems.append(leads_elsewhere(display, f"outcomes[{position}].kept", outcome.kept))
            else:
                cases += kept_cases(folder, outcome, plans, left_out)
    if not problems and not suite.forecasts and all(outcome.kept is None for outcome in suite.outcomes):
        problems.append(_nothing_to_score(display))
    if problems:
        raise ScenarioError(problems)
    beside = {name: parsed.used[name] for name in suite.beside}
    return LoadedSuite(suite, tuple(cases), beside, tuple({each.file: each for each in left_out}.values()))


def _sources(file: Path, suite: Suite, problems: list[Problem]) -> Mapping[str, Source]:
    path = file_beside(file.parent, suite.sources)
    if path is None:
        problems.append(leads_elsewhere(str(file), "sources", suite.sources))
        return {}
    toml = load_toml(path, suite.sources)
    if toml.content is None:
        problems += [] if toml.problem is None else [toml.problem]
        return {}
    try:
        return _SOURCES.validate_json(as_json(toml.content), strict=True)
    except ValidationError as error:
        problems += problems_of(error, dict[Identifier, Source], toml.content, suite.sources)
        return {}


def _unknown_names(
    suite: Suite, sources: Mapping[str, Source], classes: frozenset[str], display: str
) -> list[Problem]:
    ids = [outcome.id for outcome in suite.outcomes]
    found = [
        unknown_name(display, f"forecasts[{position}].outcome", forecast.outcome, ids, msg("outcome"))
        for position, forecast in enumerate(suite.forecasts)
        if forecast.outcome not in ids
    ]
    kind = msg("class in the list of finished plans")
    named = [("class", suite.reference_class), *(("beside", name) for name in suite.beside)]
    found += [unknown_name(display, path, name, classes, kind) for path, name in named if name not in classes]
    if len(set(ids)) < len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        found.append(
            Problem(
                display,
                msg("the outcome `{name}` twice", name=twice),
                msg("each id once"),
                msg("rename one of the two"),
                path="outcomes",
            )
        )
    parts: list[tuple[str, Sourced]] = [
        (f"outcomes[{position}].result", outcome.result)
        for position, outcome in enumerate(suite.outcomes)
        if outcome.result is not None
    ]
    parts += [
        (f"forecasts[{position}].rivals[{each}]", rival)
        for position, forecast in enumerate(suite.forecasts)
        for each, rival in enumerate(forecast.rivals)
    ]
    parts += [
        (f"outcomes[{position}].rivals[{each}]", rival)
        for position, outcome in enumerate(suite.outcomes)
        for each, rival in enumerate(outcome.rivals)
    ]
    found += [
        unknown_name(display, f"{path}.source", name, sources, msg("source"))
        for path, part in parts
        for name in part.source
        if name not in sources
    ]
    return found


def _late_rivals(forecast: Forecast, display: str, at: str) -> list[Problem]:
    """A rival is judged by the day on which it was made: a later page may tell of it, but nothing of it enters ours."""
    return [
        Problem(
            display,
            msg("a rival made on {day}", day=rival.made_on),
            msg("what was public by {day}, the as-of date", day=forecast.as_of),
            msg("leave it out, or score it with a forecast of a later date"),
            path=f"{at}.rivals[{position}].made_on",
        )
        for position, rival in enumerate(forecast.rivals)
        if rival.made_on > forecast.as_of
    ]


def _scenario(
    file: Path,
    forecast: Forecast,
    known: Known,
    outcome: YearOutcome,
    at: tuple[str, str],
    problems: list[Problem],
) -> Scenario | None:
    display, path = at
    beside = file_beside(file.parent, forecast.scenario)
    if beside is None:
        problems.append(leads_elsewhere(display, f"{path}.scenario", forecast.scenario))
        return None
    parsed = check_scenario(beside)
    if parsed.scenario is None:
        problems += [problem for problem in parsed.problems if problem.severity == "error"]
        return None
    problems += leaks(parsed.scenario, known, str(beside))
    years = [each.year for each in parsed.scenario.settings.targets.years]
    if outcome.year not in years:
        problems.append(
            Problem(
                display,
                msg("a scenario with targets for {years}", years=", ".join(str(year) for year in years)),
                msg("a scenario with a target for {year}, the year of the outcome", year=str(outcome.year)),
                msg("name another scenario, or correct the year"),
                path=f"{path}.scenario",
            )
        )
    return parsed.scenario


def _target(scenario: Scenario, outcome: YearOutcome) -> int:
    years = scenario.settings.targets.years
    return next((each.homes for each in years if each.year == outcome.year), 0)


def _nothing_to_score(display: str) -> Problem:
    return Problem(
        display,
        msg("no forecast"),
        msg("`[[forecasts]]`, or `kept` of an outcome"),
        msg("add a forecast, or name the folder in which `run --keep` keeps them"),
        path="forecasts",
    )
