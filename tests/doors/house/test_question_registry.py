"""The registry of questions: commands, forms and Python names come from it, and a new file is a new question."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import sim
from sim.analysis import Runs
from sim.analysis.bottleneck import find_bottleneck
from sim.analysis.latest_start import WORTH_POINTS
from sim.analysis.seek import FIRST, MOST
from sim.analysis.to_json import answer_schemas
from sim.cli import build
from sim.errors import OptionError, QuestionError, msg
from sim.experiment import BOARD_FUTURES, COMPARE_FUTURES
from sim.questions import (
    Input,
    Question,
    Values,
    commands,
    forms,
    inputs_of,
    meant_by,
    questions,
    read_inputs,
    topics,
)
from sim.questions.options import NO_UNKNOWNS, QUICK
from sim.questions.topics import when
from sim.text import Text

Command: TypeAlias = Callable[..., Any]
GREET = """
from sim.errors import msg
from sim.questions import Column, Command, Form, Input, Question, Row, Section, Sheet, Table
from sim.questions.options import HOW, SCENARIO, replications
from sim.questions.subjects import LEVERS, PACKAGES, PULLED

LOUD = Input("loud", "--loud", msg("Run"), lambda given, values: given or "no", metavar="WORD")


def sheet(found, asked, text):
    table = Table((Column("one", right=False), Column("two", large=True)), (Section((Row(("a", "[b]")),)),))
    return Sheet((f"Hello {found}.",), (table,), ("A note.",))


QUESTION = Question(
    name="greet",
    order=1,
    python="run",
    inputs=(SCENARIO, LOUD, PULLED, PACKAGES, LEVERS, replications(7), *HOW),
    answer=lambda asked, watch: f"{asked.scenario.settings.name.en}, {asked[LOUD]}, {asked.replications}",
    sheet=sheet,
    json=lambda found, asked: {"hello": found},
    command=Command("greet", msg("Run")),
    form=Form(lambda around: msg("Run"), msg("Run")),
)
"""


@pytest.fixture
def greet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more file in the folder of questions."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "greet.py").write_text(GREET, encoding="utf-8")
    monkeypatch.setattr(topics, "__path__", [*topics.__path__, str(tmp_path / "more")])
    questions.cache_clear()
    yield
    questions.cache_clear()


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_each_question_is_whole(question: Question[Any]) -> None:
    assert question.command is not None or question.form is not None
    assert question.python in sim.__all__ and inspect.isfunction(getattr(sim, question.python))
    for named_by in ("name", "flag"):
        names = [getattr(each, named_by) for each in question.inputs]
        assert len(set(names)) == len(names)
    assert [each.name for each in question.inputs if not each.flag] == ["scenario"]
    names = {each.name for each in question.inputs}
    assert {"pulled", "packages", "levers"} <= names
    # A question that simulates nothing has no option of a simulation.
    how = {"replications", "seed", "engine", "reading", "jobs", "quick", "no_unknowns"}
    assert names & how == (how if question.simulates else set())


def test_each_command_has_a_schema_of_its_json() -> None:
    """By the name of its question, or of the command that simulates nothing; what only the page asks gives another's."""
    asked = {each.name for each in questions() if each.command is not None}
    assert set(answer_schemas()) == {*asked, "levers", "check", "backtest", "fit"}


def test_names_and_places_are_their_own() -> None:
    assert len({question.name for question in questions()}) == len(questions())
    assert len({question.order for question in questions()}) == len(questions())


@pytest.mark.parametrize(("name", "asked"), commands().items())
def test_a_command_knows_which_of_its_questions_is_meant(name: str, asked: tuple[Question[Any], ...]) -> None:
    plain, *others = asked
    assert plain.command is not None and plain.command.help is not None and plain.command.where is None
    assert meant_by(asked, {}) is plain
    for question in others:
        assert question.command is not None and question.command.where is not None
        assert meant_by(asked, {question.command.where.name: "x"}) is question
    for question in asked:
        assert {each.flag for each in question.inputs} <= {each.flag for each in inputs_of(asked)}


def test_commands_have_the_options_of_their_questions() -> None:
    program = {command.name: command.callback for command in build(Text("en"), ()).registered_commands}
    for name, asked in commands().items():
        parameters = inspect.signature(program[name]).parameters
        assert list(parameters) == [*(each.name for each in inputs_of(asked)), "format", "lang"]


def default_of(function: Callable[..., Any]) -> Any:
    return inspect.signature(function).parameters["replications"].default


def test_defaults_are_those_of_the_library() -> None:
    assert default_of(sim.run) == BOARD_FUTURES
    assert default_of(find_bottleneck) == Runs().replications == FIRST == COMPARE_FUTURES
    assert MOST == 4 * FIRST
    for question in (each for each in questions() if each.simulates):
        asked = {each.name: each for each in question.inputs}
        read = asked["replications"].read(None, Values({}, {}))
        assert read == (BOARD_FUTURES if question.name in {"run", "commit", "ask"} else COMPARE_FUTURES), (
            question.name
        )
        assert {NO_UNKNOWNS.name, QUICK.name} <= asked.keys(), question.name
    assert float(when.WORTH.default) == WORTH_POINTS


def test_a_new_file_is_a_new_command(greet: None, call: Command, example: Path) -> None:
    assert next(iter(commands())) == "greet"
    code, out, err = call("greet", example, "--loud", "yes")
    assert (code, err) == (0, "")
    assert (
        out.startswith("Hello Example: two projects, yes, 7. Rough") and "[b]" in out and "• A note." in out
    )
    assert call("greet", example, "--format", "json").values["hello"] == "Example: two projects, no, 7"
    assert "--loud WORD" in call("greet", "--help").out
    assert "greet" in call("--help").out


def test_a_new_file_is_a_new_form(greet: None) -> None:
    assert next(iter(forms())) == "greet"


def test_inputs_are_read_once_and_whatever_is_wrong_is_said_together() -> None:
    read: list[str] = []

    def number(given: Any, values: Any) -> int:
        read.append(given)
        if not given.isdecimal():
            raise OptionError(msg("{name} is no number", name=given))
        return int(given)

    one: Input[int] = Input("one", "--one", msg("Run"), number, default="1")
    two: Input[int] = Input("two", "--two", msg("Run"), lambda given, values: values[one] + 1)
    three: Input[int] = Input("three", "--three", msg("Run"), number)
    # What depends on another input may stand before it.
    asked = read_inputs((two, one), (), {}, {})
    assert (asked[one], asked[two], read) == (1, 2, ["1"])
    assert read_inputs((two, one), (), {"one": "x"}, {"one": 8})[two] == 9
    assert asked.get(three) is None
    with pytest.raises(QuestionError) as refused:
        read_inputs((two, one, three), (lambda asked: asked[two],), {"one": "x", "three": "y"}, {})
    assert [Text("en")(each) for each in refused.value.messages] == ["x is no number", "y is no number"]
