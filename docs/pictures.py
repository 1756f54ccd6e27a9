"""Remake the pictures of README.md and of docs/: ``python docs/pictures.py`` (some ten seconds)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"

WIDTH, MARGIN, ROW, BOX_WIDTH, BOX_HEIGHT = 810, 24, 96, 290, 58
"""Pixels: of the picture, its edge, from one box to the next, and of a box."""
SENTENCE_X, BRACKET_X = 358, 772
INK, MUTED, BLUE, PALE, ORANGE = "#1b2733", "#5b6b7a", "#0b4f8a", "#eaf2f9", "#b8500c"
SANS = "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"
MONO = "'Source Code Pro', Menlo, Consolas, monospace, sans-serif"


@dataclass(frozen=True)
class Step:
    """A box of the flow: its name, the rooms that do it, one sentence in lines, and the type that leaves it."""

    name: str
    rooms: str
    sentence: tuple[str, ...]
    leaves: str


FLOW = (
    Step(
        "files",
        "sim/files, register",
        ("Reads a TOML file and a project register,", "and tells every problem with its place."),
        "ParsedScenario",
    ),
    Step(
        "scenario",
        "sim/scenario, levers",
        ("Holds everything about the city as checked values.", "A lever makes another scenario of it."),
        "Scenario",
    ),
    Step(
        "plan",
        "sim/plan",
        ("Lays projects, stages and rules out in arrays,", "once for all futures."),
        "Plan",
    ),
    Step(
        "draws",
        "sim/model, random",
        (
            "Turns the random numbers of a future, each found",
            "by its address, into days, starts and successes.",
        ),
        "Draws",
    ),
    Step(
        "events",
        "sim/engines",
        (
            "Lets every project go through its stages, wait for",
            "what is shared, stall, be recalled or finish.",
        ),
        "Trace",
    ),
    Step(
        "outcomes",
        "sim/model, experiment",
        ("Counts homes by quarter in each of three readings,", "and gathers the futures of a run."),
        "Results",
    ),
    Step(
        "answers",
        "sim/analysis",
        ("Holds the futures against the targets, or one run", "against another."),
        "Board, Comparison, …",
    ),
    Step(
        "page",
        "sim/questions, words, charts, cli, ui",
        ("Says the answer in Vietnamese or English, as", "sentence, table, figure and JSON."),
        "",
    ),
)
TOGETHER = ("draws", "outcomes")
"""First and last of the steps that the compiled engine does in one pass."""


def flow_picture() -> str:
    """Draw the flow from files to page as an SVG."""
    height = 2 * MARGIN + ROW * (len(FLOW) - 1) + BOX_HEIGHT
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Flow from files to page">'
    )
    arrow = (
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        f'orient="auto"><path d="M0 0L10 5L0 10z" fill="{MUTED}"/></marker></defs>'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    steps = [line for position, step in enumerate(FLOW) for line in _step(step, MARGIN + ROW * position)]
    return "\n".join([head, arrow, ground, *steps, *_lever_loop(), *_bracket(), "</svg>"]) + "\n"


def _step(step: Step, top: int) -> list[str]:
    middle = MARGIN + BOX_WIDTH // 2
    lines = [
        f'<rect x="{MARGIN}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8" fill="{PALE}" '
        f'stroke="{BLUE}" stroke-width="1.5"/>',
        _text(middle, top + 25, step.name, size=19, weight=700, colour=BLUE, anchor="middle"),
        _text(middle, top + 45, step.rooms, size=12, family=MONO, colour=MUTED, anchor="middle"),
        *(
            _text(SENTENCE_X, top + 25 + 21 * line, words, size=16)
            for line, words in enumerate(step.sentence)
        ),
    ]
    if step.leaves:
        bottom = top + BOX_HEIGHT
        lines += [
            _line(f"M{middle} {bottom}V{top + ROW - 2}", arrow=True),
            _text(middle + 12, bottom + 24, step.leaves, size=14, family=MONO, colour=ORANGE, weight=600),
        ]
    return lines


def _lever_loop() -> list[str]:
    """Draw the arrow from the scenario back to itself."""
    top = MARGIN + ROW * [step.name for step in FLOW].index("scenario")
    right = MARGIN + BOX_WIDTH
    return [_line(f"M{right} {top + 42}h24v-26h-22", arrow=True)]


def _bracket() -> list[str]:
    """Draw what the compiled engine does at once."""
    names = [step.name for step in FLOW]
    first, last = (MARGIN + ROW * names.index(name) for name in TOGETHER)
    middle = (first + last + BOX_HEIGHT) // 2
    turned = f'transform="rotate(-90 {BRACKET_X + 18} {middle})"'
    return [
        _line(f"M{BRACKET_X - 14} {first}h10V{last + BOX_HEIGHT}h-10", arrow=False),
        _text(
            BRACKET_X + 18,
            middle,
            "one pass in the compiled engine",
            size=14,
            colour=MUTED,
            anchor="middle",
            more=turned,
        ),
    ]


def _line(path: str, *, arrow: bool) -> str:
    end = ' marker-end="url(#arrow)"' if arrow else ""
    return f'<path d="{path}" fill="none" stroke="{MUTED}" stroke-width="1.5"{end}/>'


def _text(
    x: int,
    y: int,
    words: str,
    *,
    size: int,
    family: str = SANS,
    colour: str = INK,
    weight: int = 400,
    anchor: str = "start",
    more: str = "",
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}" {more}>{escape(words)}</text>'
    )


def answer_pictures() -> dict[str, bytes]:
    """Draw the two figures of the board that README.md quotes, as PNG files by name."""
    import sim
    from sim.analysis.board import fan_of
    from sim.charts import chance_chart, fan_chart, figure_file
    from sim.experiment import FUTURES_PER_SET

    scenario = sim.load_scenario(ROOT / "scenarios" / "can-tho-2026.toml")
    results = sim.run(scenario, futures_per_set=FUTURES_PER_SET)
    text = sim.Text("en")
    chance = chance_chart(sim.judge(results, "counted"), text, width=380, height=260)
    fan = fan_chart(fan_of(results, "counted"), text, width=480, height=300)
    return {
        "answer-chance-en.png": figure_file(chance, "png"),
        "answer-homes-en.png": figure_file(fan, "png"),
    }


def fit_picture() -> bytes:
    """Draw what `housing-sim fit` makes of the shipped records, with the prior of docs/records.md, as PNG."""
    import sim
    from sim.charts import figure_file, fitted_chart
    from sim.learning import load_duration_class

    records = sim.load_records(ROOT / "scenarios" / "records" / "vietnam-building.csv").records
    one_place = [replace(record, place="") for record in records if record.used]
    (fit,) = sim.fit_records(one_place, sim.FitRequest(prior=load_duration_class("building").prior))
    chart = fitted_chart(fit, sim.Text("en"), width=660, height=280)
    assert chart is not None
    return figure_file(chart, "png")


if __name__ == "__main__":
    (IMAGES / "flow.svg").write_text(flow_picture(), encoding="utf-8")
    for name, content in answer_pictures().items():
        (IMAGES / name).write_bytes(content)
    (IMAGES / "fit-building-en.png").write_bytes(fit_picture())
