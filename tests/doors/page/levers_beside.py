"""Levers and causes beside the guide's example, for tests of the questions about them."""

from __future__ import annotations

from pathlib import Path

WHY = 'assumption = { vi = "Giả định của ví dụ.", en = "Invented for this example." }'
LEVER = """format = 1
id = "{id}"
order = {order}
name = {{ vi = "{vi}", en = "{en}" }}
help = {{ vi = "Thử.", en = "A try." }}
passage = "test"
unit = "{unit}"
unit_label = {{ vi = "{label_vi}", en = "{label_en}" }}
neutral = 0
low = 0
high = {high}
step = {step}
default = {default}
{more}
{why}
[[changes]]
{change}
"""
CAUSE = """format = 1
id = "{id}"
order = {order}
name = {{ vi = "{vi}", en = "{en}" }}
help = {{ vi = "Không còn.", en = "It is gone." }}
{why}
[[changes]]
{change}
"""


def lever(lever_id: str, order: int, change: str, **more: object) -> str:
    said = {
        "vi": f"Giải pháp {lever_id}",
        "en": f"Lever {lever_id}",
        "unit": "percent",
        "label_vi": "%",
        "label_en": "%",
        "high": 50,
        "step": 10,
        "default": 50,
        "more": "from_date = 2026-01-01",
    } | more
    return LEVER.format(id=lever_id, order=order, change=change, why=WHY, **said)


def cause(cause_id: str, order: int, change: str) -> str:
    return CAUSE.format(
        id=cause_id, order=order, change=change, why=WHY, vi=f"Vì {cause_id}", en=f"For {cause_id}"
    )


LEVERS = {
    "faster": lever("faster", 1, 'kind = "duration_cut"\nstages = ["building"]\nper_unit = 0.01'),
    "desks": lever(
        "desks", 2, 'kind = "slots"\npool = "appraisal"\nper_unit = 1', unit="slots", high=4, step=1, default=2,
        label_vi="bàn thêm", label_en="further desks", more="from_date = 2026-01-01\nramp = true",
    ),
    "first": lever(
        "first", 3, 'kind = "queue"\npools = ["appraisal"]\nrule = "most_homes_first"', unit="on_off", high=1, step=1,
        default=1, label_vi="0 không, 1 có", label_en="0 no, 1 yes",
    ),
    "last": lever(
        "last", 4, 'kind = "queue"\npools = ["appraisal"]\nrule = "nearest_completion_first"', unit="on_off", high=1,
        step=1, default=1, label_vi="0 không, 1 có", label_en="0 no, 1 yes",
    ),
}  # fmt: skip
CAUSES = {
    "no_desk_queue": cause("no_desk_queue", 1, 'kind = "slots"\npool = "appraisal"\nto = 1000'),
    "no_building": cause("no_building", 2, 'kind = "duration_cut"\nstages = ["building"]\nto = 0.9'),
}
PACKAGE = """name = { vi = "Gói", en = "Package" }
levers = ["faster=30", "desks=1,from=2026-07-01,ramp=6"]
"""


def put_beside(scenario: Path) -> Path:
    """Write the folders and a package beside a scenario; give the package."""
    for name, files in (("levers", LEVERS), ("causes", CAUSES)):
        folder = scenario.parent / name
        folder.mkdir()
        for stem, content in files.items():
            (folder / f"{stem}.toml").write_text(content, encoding="utf-8")
    package = scenario.with_name("package.toml")
    package.write_text(PACKAGE, encoding="utf-8")
    return package
