"""Help in the reader's language: Typer's own headings exist in English only."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from sim.errors import OptionError, msg
from sim.text import Text


class Stopped(Exception):  # noqa: N818  (nothing went wrong)
    """Ctrl-C ended a command that has nothing to show."""


def command_classes(text: Text) -> tuple[type[TyperCommand], type[TyperGroup]]:
    """Make the classes of commands, and of the program that holds them, that speak one language."""

    class Command(TyperCommand):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            arguments = [
                parameter.metavar for parameter in self.params if parameter.param_type_name == "argument"
            ]
            _usage(text, formatter, [ctx.command_path, *arguments, text("[options]")])
            _paragraph(formatter, self.help)
            _parameters(text, formatter, self.get_params(ctx))

        def invoke(self, ctx: Any) -> Any:
            if ctx.args:
                raise OptionError(msg("{names}: not expected here", names=", ".join(ctx.args)))
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt as interrupt:
                # Typer would end the program without a word.
                raise Stopped from interrupt

    class Group(TyperGroup):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            _usage(text, formatter, [ctx.command_path, text("COMMAND"), text("[options]")])
            _paragraph(formatter, self.help)
            with formatter.section(text("Commands")):
                formatter.write_dl(
                    [(name, command.short_help or "") for name, command in self.commands.items()]
                )
            _parameters(text, formatter, self.get_params(ctx))
            _paragraph(formatter, self.epilog)

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args[0] not in self.commands:
                raise OptionError(
                    msg(
                        "there is no command {name}; the commands are: {names}",
                        name=args[0],
                        names=", ".join(self.commands),
                    )
                )
            return super().resolve_command(ctx, args)

    return Command, Group


def _usage(text: Text, formatter: Any, words: list[Any]) -> None:
    formatter.write_text(text("Usage: {line}", line=" ".join(words)))


def _paragraph(formatter: Any, paragraph: str | None) -> None:
    if paragraph:
        formatter.write_paragraph()
        formatter.write_text(paragraph)


def _parameters(text: Text, formatter: Any, parameters: list[Any]) -> None:
    for kind, heading in (("argument", text("What to give")), ("option", text("Options"))):
        rows = [
            (_name(parameter), text("show this help") if parameter.name == "help" else parameter.help or "")
            for parameter in parameters
            if parameter.param_type_name == kind
        ]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return " ".join([", ".join(parameter.opts), *([parameter.metavar] if parameter.metavar else [])])
