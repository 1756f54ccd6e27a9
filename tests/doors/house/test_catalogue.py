"""Every sentence of the product stands in the Vietnamese catalogue; no catalogue holds another, or changes its values."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

import sim
from sim.scenario import Model

ROOM = Path(sim.__file__).parent
CATALOGUES = {path.stem: path for path in (ROOM / "text" / "catalogues").glob("*.po")}
every_catalogue = pytest.mark.parametrize("language", sorted(CATALOGUES))
# What says its first argument: msg(...), Message(...), t(...), text(...), self._text(...), Text("vi")(...).
FUNCTIONS = {"msg", "Message", "t", "text"}
ATTRIBUTES = {"text", "_text"}
Said = tuple[str, ...]
"""A sentence in English: itself alone, or for one and for many."""


def entries(language: str) -> list[tuple[Said, Said]]:
    """English of each entry and what it is in a language, in as many forms as the language has plural forms."""
    with CATALOGUES[language].open("rb") as file:
        return [
            (forms(entry.id), forms(entry.string)) for entry in read_po(file, locale=language) if entry.id
        ]


def forms(said: str | list[str] | tuple[str, ...]) -> Said:
    return (said,) if isinstance(said, str) else tuple(said)


def constants(node: ast.AST) -> Iterator[str]:
    """Texts an expression can be: a literal, or either branch of a condition."""
    match node:
        case ast.Constant(value=str() as value):
            yield value
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)
        case _:
            pass


def says(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in FUNCTIONS
        case ast.Attribute(attr=name):
            return name in ATTRIBUTES
        case ast.Call(func=ast.Name(id="Text")):
            return True
        case _:
            return False


def said_in(path: Path) -> Iterator[Said]:
    """Sentences of a file; what describes the JSON of an answer is for programmers, and English alone."""
    in_guide = "to_json" not in path.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="msg_n"), args=[one, many, *_]):
                yield from zip(constants(one), constants(many), strict=True)
            case ast.Call(func=function, args=[first, *_]) if says(function):
                yield from ((sentence,) for sentence in constants(first))
            case ast.Call(func=ast.Name(id="Field"), keywords=keywords) if in_guide:
                for keyword in keywords:
                    if keyword.arg == "description":
                        yield from ((sentence,) for sentence in constants(keyword.value))
            case _:
                pass


def reasons() -> Iterator[re.Pattern[str]]:
    """Why a shape cannot be made: `FamilySpec` turns what a family of `sim.distributions` raises into messages."""
    for path in (ROOM / "distributions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.JoinedStr(values=parts):
                    pieces = [re.escape(p.value) if isinstance(p, ast.Constant) else r"\w+" for p in parts]
                    yield re.compile("".join(pieces))
                case ast.Constant(value=str() as value):
                    yield re.compile(re.escape(value))
                case _:
                    pass


def models() -> Iterator[type[BaseModel]]:
    for room in ("scenario", "levers", "backtest"):
        for module in pkgutil.walk_packages([str(ROOM / room)], f"sim.{room}."):
            importlib.import_module(module.name)
    ahead: list[type[BaseModel]] = [Model]
    while ahead:
        model = ahead.pop()
        ahead += model.__subclasses__()
        yield model


def about(model: type[BaseModel]) -> str:
    return " ".join((inspect.getdoc(model) or "").split("\n\n")[0].split())


def templates() -> set[Said]:
    return {said for path in ROOM.rglob("*.py") for said in said_in(path) if said[0]}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def translations(language: str) -> Iterator[tuple[str, str]]:
    """Each translation beside the English that it says: that for many, where there are two."""
    for english, translated in entries(language):
        yield from ((english[-1], said) for said in translated if said)


def test_every_sentence_has_its_vietnamese() -> None:
    known = {english for english, translated in entries("vi") if all(translated)}
    said = templates()
    assert len(said) > 900
    assert sorted(said - known) == []


@every_catalogue
def test_no_entry_is_left_over(language: str) -> None:
    used = templates() | {(about(model),) for model in models()}
    unused = sorted({english for english, _ in entries(language)} - used)
    assert [said for said in unused if not any(reason.fullmatch(said[0]) for reason in reasons())] == []


@every_catalogue
def test_translations_hold_the_same_values(language: str) -> None:
    for english, translated in translations(language):
        assert "{" not in english or fields(english) == fields(translated), english


@every_catalogue
def test_translations_name_the_same_fields(language: str) -> None:
    def names(text: str) -> list[str]:
        return sorted(part for part in text.split("`")[1::2] if re.fullmatch(r"[\w.{}]+", part))

    for english, translated in translations(language):
        assert names(english) == names(translated), english


def test_one_and_many_hold_the_same_values_but_the_count() -> None:
    for said in (said for said in templates() if len(said) > 1):
        one, many = (fields(sentence) for sentence in said)
        assert one | {"count"} == many | {"count"}, said


@every_catalogue
def test_the_catalogue_is_sorted_and_holds_each_sentence_once(language: str) -> None:
    assert len({english[0] for english, _ in entries(language)}) == len(entries(language))
    keys = ["".join(english) for english, _ in entries(language)]
    assert keys == sorted(keys)
