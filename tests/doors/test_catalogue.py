"""Every sentence of the product stands in the Vietnamese catalogue, and the catalogue holds no other."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po
from pydantic import BaseModel

import sim
from sim.scenario import Model

ROOM = Path(sim.__file__).parent
CATALOGUE = ROOM / "text" / "catalogues" / "vi.po"
# What says its first argument: msg(...), Message(...), t(...), text(...), self._text(...), Text("vi")(...).
FUNCTIONS = {"msg", "Message", "t", "text"}
ATTRIBUTES = {"text", "_text"}
Said = tuple[str, ...]
"""A sentence in English: itself alone, or for one and for many."""


def entries() -> list[tuple[Said, Said]]:
    """English and Vietnamese of each entry; as many Vietnamese as the language has plural forms."""
    with CATALOGUE.open("rb") as file:
        return [(forms(entry.id), forms(entry.string)) for entry in read_po(file, locale="vi") if entry.id]


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
    for room in ("scenario", "levers"):
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


def translations() -> Iterator[tuple[str, str]]:
    """Each Vietnamese beside the English that it says: that for many, where there are two."""
    for english, vietnamese in entries():
        yield from ((english[-1], said) for said in vietnamese)


def test_every_sentence_has_its_vietnamese() -> None:
    known = {english for english, vietnamese in entries() if all(vietnamese)}
    said = templates()
    assert len(said) > 900
    assert sorted(said - known) == []


def test_no_entry_is_left_over() -> None:
    used = templates() | {(about(model),) for model in models()}
    unused = sorted({english for english, _ in entries()} - used)
    assert [said for said in unused if not any(reason.fullmatch(said[0]) for reason in reasons())] == []


def test_both_languages_hold_the_same_values() -> None:
    for english, vietnamese in translations():
        assert "{" not in english or fields(english) == fields(vietnamese), english


def test_both_languages_name_the_same_fields() -> None:
    def names(text: str) -> list[str]:
        return sorted(part for part in text.split("`")[1::2] if re.fullmatch(r"[\w.{}]+", part))

    for english, vietnamese in translations():
        assert names(english) == names(vietnamese), english


def test_one_and_many_hold_the_same_values_but_the_count() -> None:
    for said in (said for said in templates() if len(said) > 1):
        one, many = (fields(sentence) for sentence in said)
        assert one | {"count"} == many | {"count"}, said


def test_the_catalogue_is_sorted_and_holds_each_sentence_once() -> None:
    assert len({english[0] for english, _ in entries()}) == len(entries())
    keys = ["".join(english) for english, _ in entries()]
    assert keys == sorted(keys)
