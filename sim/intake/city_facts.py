"""What a list does not hold but a new city needs: its name, the yearly targets, the homes done this year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sim.errors import Message, Problem, msg
from sim.intake.questions import OpenQuestion, toml_text
from sim.scenario import READINGS, Settings

CITY, TARGETS, DONE_THIS_YEAR = "city", "targets", "done_this_year"
CITY_FACTS = (CITY, TARGETS, DONE_THIS_YEAR)
"""Keys of the answers, and of the table `[city]` of a map."""

_YEAR = re.compile(r"(\d{4})\s*[:=]\s*(\d{1,3}(?:[. ]\d{3})+|\d{1,7})", re.ASCII)
_HOMES = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,7}", re.ASCII)
_TARGETS_BLOCK = re.compile(
    r"^years = \[\n.*?^\]\n#[^\n]*\nperiod = [^\n]*\nassumption = [^\n]*\n", re.MULTILINE | re.DOTALL
)
_NAMES = re.compile(r"^name = [^\n]*\ndescription = [^\n]*\n", re.MULTILINE)
_TYPED = "{ vi = " + toml_text("Nhập khi đưa danh mục vào; ghi văn bản làm `source`.") + ", en = "
_TYPED += toml_text("Typed in when the list was taken in; name the document as `source`.") + " }"


def city_questions(stated: Mapping[str, str], settings: Settings) -> tuple[OpenQuestion, ...]:
    """Questions of a new city that are still open; each may be passed over, the illustrative numbers then stay."""
    usual = ", ".join(f"{target.year}:{target.homes}" for target in settings.targets.years)
    asked = {
        CITY: (msg("what is the city or province called?"), "Vĩnh Long"),
        TARGETS: (msg("which targets does it have, in homes by year?"), usual),
        DONE_THIS_YEAR: (
            msg(
                "how many homes were done from 1 January to the day of the list: one number, or three (in the "
                "statistic; fit for sale; handed over)?"
            ),
            "0; 0; 0",
        ),
    }
    return tuple(
        OpenQuestion(question, (), key, example, CITY, optional=True)
        for key, (question, example) in asked.items()
        if key not in stated
    )


def city_problems(stated: Mapping[str, str], file: str) -> Iterator[Problem]:
    """Yield what is wrong with the facts stated."""
    for key, value in stated.items():
        allowed, action = _form(key)
        if key not in CITY_FACTS or not _reads(key, value):
            yield Problem(file, msg("{value}", value=value or '""'), allowed, action, path=f"city.{key}")


def _form(key: str) -> tuple[Message, Message]:
    if key == TARGETS:
        return (
            msg("homes of years that follow each other: 2026:400, 2027:900, 2028:1000"),
            msg("write each year with its homes, a colon between"),
        )
    if key == DONE_THIS_YEAR:
        return (
            msg("one number, or three: in the statistic; fit for sale; handed over"),
            msg("write the numbers with ; between, such as 120; 100; 80"),
        )
    return msg("one of {names}", names=", ".join(CITY_FACTS)), msg("correct the name, or write the value")


def _reads(key: str, value: str) -> bool:
    if key == TARGETS:
        years = list(yearly_targets(value))
        return bool(years) and years == list(range(years[0], years[0] + len(years)))
    return bool(homes_done(value)) if key == DONE_THIS_YEAR else bool(value.strip())


def yearly_targets(value: str) -> Mapping[int, int]:
    """Homes by year of ``2026:400, 2027:1.000``; empty where a part is none, or a year stands there twice."""
    parts = [part.strip() for part in re.split(r"[,;\n]", value) if part.strip()]
    found = [_YEAR.fullmatch(part) for part in parts]
    years = {int(one.group(1)): _number(one.group(2)) for one in found if one is not None}
    return years if len(years) == len(parts) else {}


def homes_done(value: str) -> tuple[int, ...]:
    """Homes done this year in each reading, of one number or three; empty where that is not what stands there."""
    parts = [part.strip() for part in value.split(";")]
    if len(parts) not in (1, len(READINGS)) or not all(_HOMES.fullmatch(part) for part in parts):
        return ()
    return tuple(_number(part) for part in parts) * (len(READINGS) if len(parts) == 1 else 1)


def _number(text: str) -> int:
    return int(re.sub(r"[. ]", "", text))


def with_city_facts(scenario: Path, facts: Mapping[str, str], day: date) -> None:
    """Write the facts into a scenario that was made of the blank city.

    Parameters
    ----------
    scenario : Path
        Rewritten.
    facts : mapping of str to str
        Without problems.
    day : date
        The data date: homes done this year are written where it is not 1 January.

    Raises
    ------
    OSError
        When the file cannot be read or written.
    """
    text = scenario.read_text(encoding="utf-8")
    if name := facts.get(CITY, "").strip():
        text = _NAMES.sub(lambda _: f"name = {toml_text(name)}\n", text, count=1)
    if years := yearly_targets(facts.get(TARGETS, "")):
        text = _TARGETS_BLOCK.sub(lambda _: _targets(years), text, count=1)
    if (value := facts.get(DONE_THIS_YEAR)) and (day.month, day.day) != (1, 1):
        homes = ", ".join(f"{reading} = {n}" for reading, n in zip(READINGS, homes_done(value), strict=True))
        line = f"[targets]\ndone_this_year = {{ {homes}, assumption = {_TYPED} }}\n"
        text = text.replace("[targets]\n", line, 1)
    scenario.write_text(text, encoding="utf-8", newline="\n")


def _targets(years: Mapping[int, int]) -> str:
    rows = "".join(f"    {{ year = {year}, homes = {homes} }},\n" for year, homes in years.items())
    first, last, total = min(years), max(years), sum(years.values())
    period = "# Cả giai đoạn: tổng của các năm trên / the whole period: the sum of the years above\n"
    period += f"period = {{ first_year = {first}, last_year = {last}, homes = {total} }}\n"
    return f"years = [\n{rows}]\n{period if total else ''}assumption = {_TYPED}\n"
