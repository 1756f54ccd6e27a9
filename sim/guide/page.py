"""The page that explains every file of a scenario, made from the models: `python -m sim.guide`."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.backtest import Suite
from sim.distributions import Component, DistributionSpec
from sim.errors import Message, msg
from sim.files import (
    PLAN_COLUMNS,
    REQUIRED_PLAN_COLUMNS,
    SHIPPED_SCENARIOS,
    annotation_of,
    bare,
    fields_of,
    inner,
    is_model,
    limits_of,
    shown,
    tag_of,
    tagged_models,
    type_in_words,
)
from sim.guide import example, example_full, list_forms, plan_columns, sentences, shipped
from sim.guide import lever_topics as levers
from sim.guide.suite_topic import DURATION_CLASSES, SUITES, TRACK_RECORD
from sim.guide.topics import TOPICS, GuideSection
from sim.learning import DurationClass
from sim.levers import MECHANISMS, Cause, Change, Lever, Package
from sim.register import COLUMNS, REQUIRED
from sim.scenario import Grounded, ProjectRow, ScenarioFile, Source, TrackRecord, Words
from sim.text import Text

README = SHIPPED_SCENARIOS / "README.md"


class GuideColumn(NamedTuple):
    """What a column of the register holds."""

    name: str
    meaning: Message
    written: Message
    required: bool


def field_guide() -> str:
    """Return the whole guide in Markdown, Vietnamese first, then English."""
    both = [guide_in(Text("vi"), with_example=True), guide_in(Text("en"), with_example=False)]
    return "\n---\n\n".join(both)


def guide_in(t: Text, *, with_example: bool) -> str:
    """Return the guide in one language.

    Parameters
    ----------
    t : Text
        The language.
    with_example : bool
        Whether the example files are printed, or only pointed to.
    """
    pieces = [
        *_lead(t, with_example=with_example),
        *_dates(t),
        *(line for topic in (*TOPICS, levers.CHANGES_ON_DATES) for line in _section(t, topic)),
        f"## {t(sentences.SCENARIO_FIELDS)}\n",
        t(sentences.SCENARIO_FIELDS_LEAD) + "\n",
        t(sentences.SCENARIO_FIELDS_SAME) + "\n",
        *_models(t),
        *_distributions(t),
        *_levers(t),
        *_suites(t),
        *_columns(t),
        *_plan_columns(t),
        f"## {t(sentences.SOURCES_FIELDS)}\n",
        t(sentences.SOURCES_FIELDS_LEAD) + "\n",
        _field_table(t, Source),
        *_section(t, sentences.LIMITS),
    ]
    return "\n".join(pieces)


def _lead(t: Text, *, with_example: bool) -> Iterator[str]:
    yield f"# {t(sentences.TITLE)}\n"
    if with_example:
        yield t(sentences.REMADE) + "\n"
    yield from (t(paragraph) + "\n" for paragraph in sentences.INTRO)
    yield _table(
        (t(sentences.FILE), t(sentences.HOLDS)), [(t(name), t(holds)) for name, holds in sentences.FILES]
    )
    yield f"## {t(shipped.AT_HAND)}\n"
    yield t(shipped.AT_HAND_LEAD) + "\n"
    listed = [(f"`{file}`", t(name)) for file, name in shipped.shipped_scenarios()]
    yield _table((t(sentences.FILE), t(shipped.ITS_NAME)), listed)
    yield f"## {t(sentences.EXAMPLE_HEADING)}\n"
    if not with_example:
        yield t(sentences.EXAMPLE_ABOVE) + "\n"
        return
    for lead, files in (
        (sentences.EXAMPLE_LEAD, example.EXAMPLE_FILES),
        (sentences.EXAMPLE_MORE, example_full.FULL_FILES),
    ):
        yield t(lead) + "\n"
        for name, content in files.items():
            yield f"`{name}`\n\n```{name.rpartition('.')[2]}\n{content}```\n"


def _dates(t: Text) -> Iterator[str]:
    yield f"## {t(sentences.DATES)}\n"
    yield t(sentences.DATES_LEAD) + "\n"
    rows = [(", ".join(f"`{way}`" for way in ways), t(meaning)) for ways, meaning in sentences.WAYS]
    yield _table((t(sentences.WRITTEN), t(sentences.MEANS)), rows)
    yield t(sentences.DATES_TOML) + "\n"


def _section(t: Text, section: GuideSection) -> Iterator[str]:
    yield f"## {t(section.title)}\n"
    yield from (t(paragraph) + "\n" for paragraph in section.paragraphs)


def _models(t: Text) -> Iterator[str]:
    for path, model in _in_order(ScenarioFile):
        yield f"### {f'`{path}`' if path else t(sentences.TOP)}\n"
        yield _about(t, model) + "\n"
        yield _field_table(t, model)


def _about(t: Text, model: type[BaseModel]) -> str:
    first = (inspect.getdoc(model) or "").split("\n\n")[0]
    about = t(" ".join(first.split()))
    return f"{about} {t(sentences.ALSO_SOURCED)}" if issubclass(model, Grounded) else about


def _in_order(root: type[BaseModel], *told: type[BaseModel]) -> list[tuple[str, type[BaseModel]]]:
    """Models of a file, each where it first stands, unions aside and what was told before."""
    found: dict[type[BaseModel], str] = {}

    def visit(path: str, model: type[BaseModel]) -> None:
        if model in found or model is Words or model in told:
            return
        found[model] = path
        for name, field in fields_of(model).items():
            if not tagged_models(field.annotation):
                below = ".".join((path, name)) if path else name
                visit_inside(below, annotation_of(field))

    def visit_inside(path: str, kind: Any) -> None:
        core = bare(kind)
        if is_model(core):
            visit(path, core)
        elif hasattr(core, "__origin__") and is_model(bare(inner(core))):
            visit(path + (".<id>" if core.__origin__ is dict else "[…]"), bare(inner(core)))

    visit("", root)
    return [(path, model) for model, path in found.items()]


def _field_table(t: Text, model: type[BaseModel]) -> str:
    hidden = set(Grounded.model_fields) if issubclass(model, Grounded) else set()
    rows = [
        (f"`{name}`", t(field.description or ""), _kind(t, field), _need(t, field))
        for name, field in fields_of(model).items()
        if name not in hidden
    ]
    return _table((t(sentences.FIELD), t(sentences.MEANING), t(sentences.KIND), t(sentences.NEED)), rows)


def _kind(t: Text, field: FieldInfo) -> str:
    kind = (
        msg("a distribution") if tag_of(field.annotation) == "family" else type_in_words(annotation_of(field))
    )
    return "; ".join(t(part) for part in (kind, *limits_of(field)))


def _need(t: Text, field: FieldInfo) -> str:
    if field.is_required():
        return f"**{t(sentences.REQUIRED)}**"
    default = field.default
    if default is None or default in ((), {}):
        return t(sentences.OPTIONAL)
    if isinstance(default, tuple):
        return t(sentences.OTHERWISE_EACH, value=default[0])
    plain_number = isinstance(default, int | float) and not isinstance(default, bool)
    return t(sentences.OTHERWISE, value=default if plain_number else shown(default))


def _distributions(t: Text) -> Iterator[str]:
    yield f"## {t(sentences.DISTRIBUTIONS)}\n"
    yield from (t(paragraph) + "\n" for paragraph in sentences.DISTRIBUTIONS_LEAD)
    yield _by_tag(t, DistributionSpec, (sentences.FAMILY, sentences.MEANING, sentences.NUMBERS))
    yield t(sentences.COMPONENTS) + "\n"
    yield _field_table(t, Component)


def _by_tag(t: Text, union: Any, head: tuple[Message, Message, Message]) -> str:
    tag = tag_of(union)
    rows = []
    for name, model in tagged_models(union).items():
        own = {key: field for key, field in fields_of(model).items() if key != tag}
        said = "<br>".join(f"`{key}`: {t(field.description or '')}" for key, field in own.items())
        rows.append((f"`{name}`", _about(t, model), said))
    return _table((t(part) for part in head), rows)


def _levers(t: Text) -> Iterator[str]:
    yield from _section(t, levers.LEVER_TOPICS)
    for title, model in (
        (levers.LEVER_FIELDS, Lever),
        (levers.CAUSE_FIELDS, Cause),
        (levers.PACKAGE_FIELDS, Package),
    ):
        if model is Cause:
            yield f"### {t(levers.KINDS)}\n"
            yield _by_tag(t, Change, (levers.KIND_OF_CHANGE, sentences.MEANING, levers.ITS_FIELDS))
            for mechanism in MECHANISMS:
                for field, part in _in_order(mechanism)[1:]:
                    yield t(levers.TABLE_OF_A_KIND, field=field, kind=mechanism.kind_written()) + "\n"
                    yield _field_table(t, part)
            yield from _section(t, levers.CAUSE_TOPICS)
        for path, part in _in_order(model, Source):
            yield f"### {t(title)}{f': `{path}`' if path else ''}\n"
            yield _about(t, part) + "\n"
            yield _field_table(t, part)


def _suites(t: Text) -> Iterator[str]:
    yield from _section(t, SUITES)
    for path, model in _in_order(Suite):
        yield f"### {f'`{path}`' if path else t(sentences.TOP)}\n"
        yield _about(t, model) + "\n"
        yield _field_table(t, model)
    yield f"### {t(DURATION_CLASSES)}\n"
    for path, model in _in_order(DurationClass):
        yield (f"`{path}`: " if path else "") + _about(t, model) + "\n"
        yield _field_table(t, model)
    yield f"### {t(TRACK_RECORD)}\n"
    yield _about(t, TrackRecord) + "\n"
    yield _field_table(t, TrackRecord)


def register_columns() -> Iterator[GuideColumn]:
    """Columns of the register, in the order in which its files hold them."""
    for name in COLUMNS:
        written, meaning = sentences.COLUMN_CONTENTS[name]
        said = meaning or Message(ProjectRow.model_fields[name].description or "")
        yield GuideColumn(name, said, written, name in REQUIRED)


def _columns(t: Text) -> Iterator[str]:
    yield f"## {t(sentences.REGISTER_COLUMNS)}\n"
    yield from (t(paragraph) + "\n" for paragraph in sentences.REGISTER_LEAD)
    rows = []
    for column in register_columns():
        need = f"**{t(sentences.REQUIRED)}**" if column.required else t(sentences.OPTIONAL)
        rows.append((f"`{column.name}`", t(column.meaning), t(column.written), need))
    yield _table((t(sentences.COLUMN), t(sentences.MEANING), t(sentences.KIND), t(sentences.NEED)), rows)
    yield from (t(paragraph) + "\n" for paragraph in sentences.REGISTER_NOTES)
    for above, head, lines in list_forms.list_tables(t):
        yield above
        yield _table(head, lines)


def _plan_columns(t: Text) -> Iterator[str]:
    yield from _section(t, plan_columns.OUTSIDE_VIEW)
    yield f"### {t(plan_columns.PLAN_COLUMNS_HEADING)}\n"
    rows = []
    for name in PLAN_COLUMNS:
        meaning, written = plan_columns.PLAN_CONTENTS[name]
        need = f"**{t(sentences.REQUIRED)}**" if name in REQUIRED_PLAN_COLUMNS else t(sentences.OPTIONAL)
        rows.append((f"`{name}`", t(meaning), t(written), need))
    yield _table((t(sentences.COLUMN), t(sentences.MEANING), t(sentences.KIND), t(sentences.NEED)), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head)]
    lines.append(("---",) * len(lines[0]))
    lines += [tuple(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_guide() -> None:
    """Write the guide to scenarios/README.md."""
    README.parent.mkdir(exist_ok=True)
    README.write_text(field_guide(), encoding="utf-8")
