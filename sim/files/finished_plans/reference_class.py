"""Which finished plans a scenario is compared with: its own table and list, or those that come with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sim.errors import Problem, msg, msg_n
from sim.files.common_problems import leads_elsewhere, unknown_name
from sim.files.finished_plans.plan_list import load_plans
from sim.files.partial import PartialScenario
from sim.files.shipped import SHIPPED_OUTSIDE_VIEW, SHIPPED_SCENARIOS
from sim.files.toml_file import as_json, file_beside, load_toml
from sim.scenario import NAMED_CLASSES, FinishedPlan, OutsideView, PeriodTarget, ReferenceClass

FEWEST_PLANS = 5
"""Finished plans below which they say next to nothing: where all 4 of 4 failed, 44 in 100 may yet be reached."""


def reference_class_of(
    partial: PartialScenario, folder: Path
) -> tuple[ReferenceClass | None, tuple[Problem, ...]]:
    """Find the finished plans that the target of the period is held against.

    Parameters
    ----------
    partial : PartialScenario
        Its `[outside_view]` and its period decide; without a table of its own the one that comes with the program does.
    folder : Path
        Of the scenario: a list there goes before the one of the same name that comes with the program.

    Returns
    -------
    (ReferenceClass or None, tuple of Problem)
        None where the scenario sets no target of a period, and where something is wrong.
    """
    targets, own = partial.targets, partial.outside_view
    if own is None and (targets is None or targets.period is None):
        return None, ()
    view = _shipped_view() if own is None else own
    shipped = SHIPPED_SCENARIOS / view.file
    beside = file_beside(folder, view.file)
    if beside is None:
        return None, (leads_elsewhere(partial.file, "outside_view.file", view.file),)
    path = beside if beside.exists() else shipped
    if not path.exists():
        return None, (_no_such_list(partial.file, view.file),)
    parsed = load_plans(path, view.file)
    if targets is None or targets.period is None:
        # Where the targets themselves are at fault, that is said elsewhere.
        return None, (*parsed.problems, *(() if targets is None else (_no_period(partial.file),)))
    class_id = view.reference_class or _class_for(targets.period)
    found = list(parsed.problems)
    if not parsed.problems:
        found += _class_problems(partial.file, view, targets.period, class_id, parsed.used)
    if class_id not in NAMED_CLASSES and view.name is None:
        found.append(_no_name(partial.file, class_id))
    if found:
        return None, tuple(found)
    return ReferenceClass(
        id=class_id,
        view=view,
        own_list=path.resolve() != shipped.resolve(),
        plans=parsed.used[class_id],
    ), ()


def _years(period: PeriodTarget) -> int:
    return period.last_year - period.first_year + 1


def _class_for(period: PeriodTarget) -> str:
    """Class whose plans are as long as the period."""
    return "one_year" if _years(period) == 1 else "several_years"


def _shipped_view() -> OutsideView:
    content = load_toml(SHIPPED_OUTSIDE_VIEW, SHIPPED_OUTSIDE_VIEW.name).content
    return OutsideView.model_validate_json(as_json(content), strict=True)


def _class_problems(
    file: str,
    view: OutsideView,
    period: PeriodTarget,
    class_id: str,
    used: Mapping[str, tuple[FinishedPlan, ...]],
) -> Iterator[Problem]:
    path = "outside_view.class"
    if class_id in used:
        if len(used[class_id]) < FEWEST_PLANS:
            yield Problem(
                view.file,
                msg_n(
                    "{count} plan of class `{name}` that may be used",
                    "{count} plans of class `{name}` that may be used",
                    len(used[class_id]),
                    name=class_id,
                ),
                msg("at least {fewest}: the share of fewer says next to nothing", fewest=FEWEST_PLANS),
                msg("add finished plans of this class, or name another class in `[outside_view]`"),
                column="class",
            )
    elif view.reference_class is not None:
        yield unknown_name(file, path, class_id, used, msg("class in the list of finished plans"))
    else:
        yield Problem(
            file,
            msg_n(
                "no class, and none named `{name}` in the list, which a period of {count} year is compared with",
                "no class, and none named `{name}` in the list, which a period of {count} years is compared with",
                _years(period),
                name=class_id,
            ),
            msg("the name of a class in the list, or plans of class `{name}`", name=class_id),
            msg("write `class`, or add plans of that class to the list"),
            path=path,
        )


def _no_name(file: str, class_id: str) -> Problem:
    return Problem(
        file,
        msg("no name for the plans of class `{name}`", name=class_id),
        msg("`name`, as sentences call these plans in Vietnamese and English"),
        msg("write `name`; only the classes {names} have one already", names=", ".join(NAMED_CLASSES)),
        path="outside_view.name",
    )


def _no_such_list(file: str, name: str) -> Problem:
    return Problem(
        file,
        msg(
            "`{name}`, which stands neither beside the scenario nor among the files of the program", name=name
        ),
        msg(
            "a CSV file of finished plans beside the scenario, or no `file` for the list that comes with the program"
        ),
        msg("correct the name, or put the list there"),
        path="outside_view.file",
    )


def _no_period(file: str) -> Problem:
    return Problem(
        file,
        msg("`[outside_view]` without a target of a period"),
        msg("`period` in `[targets]`: the outside view is held against it"),
        msg("state the period, or remove `[outside_view]`"),
        path="outside_view",
        severity="warning",
    )
