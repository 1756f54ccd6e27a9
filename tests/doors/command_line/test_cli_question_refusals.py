"""The command door: a question that cannot be answered is refused with everything wrong in it, before any future."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from doors.page.levers_beside import put_beside

Command: TypeAlias = Callable[..., Any]


@pytest.fixture
def package(example: Path) -> Path:
    return put_beside(example)


WRONG: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("compare", (), ("--lever is missing",)),
    ("compare", ("--lever", "fster=3"), ("there is no lever `fster`; did you mean `faster`?",)),
    ("compare", ("--lever", "faster=33"), ("lever faster is 33; from 0 to 50 (%) it takes steps of 10",)),
    ("compare", ("--lever", "faster=60"), ("lever faster is 60; it must be from 0 to 50",)),
    ("compare", ("--lever", "faster"), ("“faster” does not say a lever and its value",)),
    ("compare", ("--lever", "faster=30,ramp=6"), ("lever faster cannot come in steps",)),
    ("compare", ("--lever", "faster=30,from=2045-01-01"), ("--lever faster=30,from=2045-01-01\n", "found: lever faster from 1 Jan 2045", "last target year (31 Dec 2027)")),
    ("bottleneck", ("--lever", "faster=30,from=2028-01-01",), ("last target year (31 Dec 2027)",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--from", "2045-01-01"), ("--lever faster\n  error: from", "last target year")),
    ("compare", ("--lever", "first=1", "--lever", "last=1"), ("levers first and last both set",)),
    ("compare", ("--lever", "faster=10", "--lever", "faster=20"), ("--lever faster=20\n", "found: lever faster twice",)),
    (
        "compare",
        ("--lever", "fster=3", "--lever", "desks=9", "--count", "built", "--seed", "-1", "--engine", "warp"),
        ("`fster`", "lever desks is 9", "--count is “built”", "seed is -1", "there is no engine warp"),
    ),
    ("compare", ("--with", "no-such.toml"), ("no-such.toml", "there is no such file")),
    ("compare", ("--lever", "faster=30", "--quick", "--replications", "30"), ("exclude each other",)),
    ("seek", ("--lever", "faster"), ("--target is missing",)),
    ("seek", ("--target", "2027"), ("--lever is missing",)),
    ("seek", ("--lever", "faster", "--target", "2031"), ("the scenario sets no target 2031; it sets: 2026, 2027, all",)),
    ("seek", ("--lever", "faster", "--target", "soon"), ("--target is “soon”",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--chance", "1"), ("--chance is “1”",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--chance", "80%"), ("--chance is “80%”",)),
    ("seek", ("--lever", "faster=3", "--target", "2027"), ("“faster=3”: here the lever stands without a value",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--from", "July"), ("--from is “July”",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--from", "2028-01-01"), ("found: lever faster from 1 Jan 2028",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--also", "faster"), ("cannot be exchanged for itself",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--given", "faster=10"), ("found: lever faster twice",)),
    ("seek", ("--lever", "faster", "--target", "2027", "--most", "10"), ("--most is 10",)),
    ("seek", ("--lever", "x", "--target", "y", "--chance", "z"), ("`x`", "--target is “y”", "--chance is “z”")),
    ("when", (), ("--lever is missing",)),
    ("when", ("--lever", "faster=0"), ("changes nothing at 0",)),
    ("when", ("--lever", "faster=30,from=2026-03-01"), ("leave from out of --lever",)),
    ("when", ("--lever", "faster", "--worth", "0"), ("--worth is “0”",)),
    ("drivers", ("--target", "1999"), ("the scenario sets no target 1999",)),
    ("drivers", ("--causes", "nowhere"), ("there is no such folder",)),
    ("ask", ("--target", "1999"), ("the scenario sets no target 1999",)),
    ("ask", ("--no-unknowns",), ("leaves no sets of unknown numbers",)),
    ("ask", ("--lever", "none=1"), ("there is no lever `none`",)),
    ("bottleneck", ("--along", "none"), ("there is no lever `none`",)),
    ("commit", ("--chance", "0"), ("--chance is “0”",)),
)  # fmt: skip


@pytest.mark.parametrize(("command", "options", "complaints"), WRONG)
def test_what_is_wrong_is_said_at_once(
    call: Command,
    example: Path,
    package: Path,
    command: str,
    options: tuple[str, ...],
    complaints: tuple[str, ...],
) -> None:
    code, out, err = call(command, example, *options)
    assert (code, out) == (2, "")
    for complaint in complaints:
        assert complaint in err
    # How to ask is told where something is wrong with what was asked, not with a file.
    assert (f"`housing-sim {command} --help`" in err) == ("housing-sim: " in err)


def test_a_bad_package_and_a_bad_scenario_are_said_together(
    call: Command, example: Path, package: Path
) -> None:
    package.write_text('levers = ["faster=33", "nothing=1"]\n', "utf-8")
    example.write_text(example.read_text("utf-8").replace('unit = "weeks"', 'unit = "week"'), "utf-8")
    code, out, err = call("compare", example, "--with", package, "--lang", "vi")
    assert (code, out) == (2, "")
    assert "stages.handover.duration.unit" in err and "levers[0]" in err and "levers[1]" in err
    assert "giải pháp faster là 33" in err
