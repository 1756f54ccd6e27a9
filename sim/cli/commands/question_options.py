"""Commands that ask about levers, causes and promises; each is done in a module of its own."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli import SharedOptions, whole_number


def add_question_commands(command: Callable[[str, str], Callable[..., Any]], options: SharedOptions) -> None:
    """Add the commands to the program.

    Parameters
    ----------
    command : callable
        Makes a command, as in `sim.cli.program`.
    options : SharedOptions
    """
    t, option, replications = options.text, options.option, options.replications
    scenario, seed, engine, count, jobs = (
        options.scenario,
        options.seed,
        options.engine,
        options.count,
        options.jobs,
    )
    levers, packages, folder, given = (
        options.levers,
        options.packages,
        options.levers_folder,
        options.given,
    )
    output_format, lang, chance = options.output_format, options.lang, options.chance
    one_lever = option(
        t("lever whose values are tried; `housing-sim levers` lists them"), "--lever", metavar="ID"
    )

    def question(
        scenario: Path,
        replications: int | None,
        seed: int | None,
        engine: str | None,
        count: str,
        jobs: int | None,
        output_format: str | None,
        levers: Sequence[str] | None = None,
        packages: Sequence[Path] | None = None,
        folder: Path | None = None,
    ) -> Any:
        from sim.cli import Question

        return Question(
            scenario,
            replications,
            seed,
            engine,
            count,
            jobs,
            output_format == "json",
            tuple(levers or ()),
            tuple(packages or ()),
            folder,
        )

    @command("compare", t("Show what levers change, pulled together: chances and homes, before and after."))
    def compare(
        scenario: Annotated[Path, scenario],
        lever: Annotated[list[str] | None, levers] = None,
        package: Annotated[list[Path] | None, packages] = None,
        uncertainty: Annotated[
            bool,
            typer.Option(
                "--uncertainty",
                help=t(
                    "show beside every change its range over what is not known: {futures} futures for each of "
                    "{sets} sets of unknown numbers, or as many sets as --replications allows",
                    futures=20,
                    sets=500,
                ),
            ),
        ] = False,
        levers_folder: Annotated[Path | None, folder] = None,
        replications: Annotated[int | None, replications(10_000)] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.compare import compare_command

        how = (replications, seed, engine, count, jobs, output_format)
        return compare_command(question(scenario, *how, lever, package, levers_folder), uncertainty, t)

    @command("seek", t("Find the least of a lever that makes a target likely enough."))
    def seek(
        scenario: Annotated[Path, scenario],
        lever: Annotated[str | None, one_lever] = None,
        target: Annotated[
            str | None,
            option(
                t("target: a year, all (jointly), period or programme"),
                "--target",
                metavar="YEAR|all|period|programme",
            ),
        ] = None,
        chance: Annotated[str, chance] = "0.8",
        from_date: Annotated[
            str | None,
            option(t("date from which the lever holds (default: its own)"), "--from", metavar=t("DATE")),
        ] = None,
        also: Annotated[
            str | None,
            option(
                t("second lever: shows how much of it can stand in for the first"), "--also", metavar="ID"
            ),
        ] = None,
        given: Annotated[list[str] | None, given] = None,
        package: Annotated[list[Path] | None, packages] = None,
        most: Annotated[
            int | None,
            option(
                t("most futures for one value (default {default})", default=32_000),
                "--most",
                metavar="N",
                parser=whole_number("--most"),
            ),
        ] = None,
        levers_folder: Annotated[Path | None, folder] = None,
        replications: Annotated[
            int | None,
            option(
                t("futures of each value at the first look (default {default})", default=1_000),
                "--replications",
                metavar="N",
                parser=whole_number("--replications"),
            ),
        ] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.seek import Sought, seek_command

        how = (replications, seed, engine, count, jobs, output_format)
        sought = Sought(lever, target, chance, from_date, also, most)
        return seek_command(question(scenario, *how, given, package, levers_folder), sought, t)

    @command("when", t("Show by when a lever must start to be worth it."))
    def when(
        scenario: Annotated[Path, scenario],
        lever: Annotated[
            str | None,
            option(
                t("lever to start; without a value, the one its file proposes"),
                "--lever",
                metavar=t("ID[=VALUE]"),
            ),
        ] = None,
        worth: Annotated[
            str,
            option(
                t("percentage points that make a start worth it (default {default})", default=5),
                "--worth",
                metavar="N",
            ),
        ] = "5",
        given: Annotated[list[str] | None, given] = None,
        package: Annotated[list[Path] | None, packages] = None,
        levers_folder: Annotated[Path | None, folder] = None,
        replications: Annotated[int | None, replications(4_000)] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.when import when_command

        how = (replications, seed, engine, count, jobs, output_format)
        return when_command(question(scenario, *how, given, package, levers_folder), lever, worth, t)

    @command(
        "drivers",
        t("Show what costs most homes: causes left out one at a time, and unknown numbers; takes minutes."),
    )
    def drivers(
        scenario: Annotated[Path, scenario],
        target: Annotated[
            str | None,
            option(
                t("target: a year, all (jointly), period or programme (default: period, else the last year)"),
                "--target",
                metavar="YEAR|all|period|programme",
            ),
        ] = None,
        no_unknowns: Annotated[
            bool, typer.Option("--no-unknowns", help=t("leave the unknown numbers out: twice as fast"))
        ] = False,
        lever: Annotated[list[str] | None, levers] = None,
        package: Annotated[list[Path] | None, packages] = None,
        causes_folder: Annotated[
            Path | None,
            option(
                t("folder of cause files (default: causes beside the scenario, else the product's own)"),
                "--causes",
                metavar=t("FOLDER"),
            ),
        ] = None,
        levers_folder: Annotated[Path | None, folder] = None,
        replications: Annotated[int | None, replications(10_000)] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.drivers import drivers_command

        how = (replications, seed, engine, count, jobs, output_format)
        asked = question(scenario, *how, lever, package, levers_folder)
        return drivers_command(asked, target, causes_folder, not no_unknowns, t)

    @command("bottleneck", t("Show where the time of homes goes: work, queues, tenders, days off."))
    def bottleneck(
        scenario: Annotated[Path, scenario],
        lever: Annotated[list[str] | None, levers] = None,
        package: Annotated[list[Path] | None, packages] = None,
        along: Annotated[
            str | None,
            option(
                t("lever along whose values to show how what is waited for most moves"),
                "--along",
                metavar="ID",
            ),
        ] = None,
        levers_folder: Annotated[Path | None, folder] = None,
        replications: Annotated[int | None, replications(2_000)] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.bottleneck import bottleneck_command

        how = (replications, seed, engine, count, jobs, output_format)
        return bottleneck_command(question(scenario, *how, lever, package, levers_folder), along, t)

    @command("commit", t("Show which yearly numbers can be promised at a chance."))
    def commit(
        scenario: Annotated[Path, scenario],
        chance: Annotated[str, chance] = "0.8",
        lever: Annotated[list[str] | None, levers] = None,
        package: Annotated[list[Path] | None, packages] = None,
        levers_folder: Annotated[Path | None, folder] = None,
        replications: Annotated[int | None, replications(10_000)] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.commit import commit_command

        how = (replications, seed, engine, count, jobs, output_format)
        return commit_command(question(scenario, *how, lever, package, levers_folder), chance, t)
