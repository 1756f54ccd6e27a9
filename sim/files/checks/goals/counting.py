"""What is counted: accounts of what was counted before, pushes, homes of the programme done before."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sim.errors import Message, Problem, msg
from sim.files import PartialScenario, listed, unknown_name
from sim.scenario import CountedAlternative, Counting, ProgrammeTarget, ProjectRow, Push, accounts_of, sums_of
from sim.text import number_of_homes


def counting_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield accounts and pushes that cannot be, and homes of the programme that do not add up."""
    if partial.counting is not None:
        yield from _account_problems(partial, partial.counting.alternatives)
        yield from _explained_problems(partial, partial.counting)
        if partial.counting.push is not None:
            yield from _push_problems(partial.file, partial.counting.push)
    if partial.targets is not None and partial.targets.programme is not None:
        yield from _done_before(partial, partial.targets.programme)


def _account_problems(partial: PartialScenario, accounts: Sequence[CountedAlternative]) -> Iterator[Problem]:
    marked = {row.key: row for row in partial.rows if row.counted_before == "alternatives"}
    every_key = {row.key for row in partial.rows}
    for index, account in enumerate(accounts):
        path = f"counting.alternatives[{index}]"
        if account.id in {earlier.id for earlier in accounts[:index]}:
            yield Problem(
                partial.file,
                msg("the id `{id}` a second time", id=account.id),
                msg("an id of its own for each account"),
                msg("choose another id"),
                path=f"{path}.id",
            )
        for position, key in enumerate(account.rows):
            inner_path = f"{path}.rows[{position}]"
            if key in every_key and key not in marked:
                yield Problem(
                    partial.file,
                    msg("`{row}`, which the register does not mark `alternatives`", row=key),
                    msg("rows whose column counted_before says alternatives"),
                    msg("write alternatives in that row, or remove it here"),
                    path=inner_path,
                )
            elif key not in every_key and partial.rows_complete:
                yield unknown_name(partial.file, inner_path, key, every_key, msg("row in the register"))
    named = [set(account.rows) for account in accounts]
    for key, row in marked.items():
        if not accounts:
            found = msg("alternatives, but the scenario states no accounts")
        elif not any(key in rows for rows in named):
            found = msg("alternatives, but no account in the scenario names `{row}`", row=key)
        else:
            if all(key in rows for rows in named):
                yield _always_counted(partial.register, row)
            continue
        yield Problem(
            partial.register,
            found,
            msg("yes, no, or alternatives with an account in [[counting.alternatives]] that names the row"),
            msg("write yes or no, or name the row in an account"),
            row=row.row,
            column="counted_before",
        )


def _explained_problems(partial: PartialScenario, counting: Counting) -> Iterator[Problem]:
    """Yield accounts that cannot be held against the total that they must explain, or never add up to it."""
    total, accounts = counting.alternatives_total, counting.alternatives
    path = "counting.alternatives_total"
    for index, account in enumerate(accounts):
        if total is None and account.elsewhere != (0, 0):
            yield Problem(
                partial.file,
                msg("homes elsewhere, but no total that the accounts must explain"),
                msg("`elsewhere` beside `alternatives_total`"),
                msg("state the total in [counting], or remove `elsewhere`"),
                path=f"counting.alternatives[{index}].elsewhere",
            )
    if total is None:
        return
    if not accounts:
        yield Problem(
            partial.file,
            msg("a total, but no accounts of what was counted before"),
            msg("a total that [[counting.alternatives]] explain"),
            msg("remove the total, or state the accounts"),
            path=path,
        )
    grouped = {row.key for row in partial.rows if row.homes_group is not None}
    for index, account in enumerate(accounts):
        for position, key in enumerate(account.rows):
            if key in grouped:
                yield Problem(
                    partial.file,
                    msg("`{row}`, whose homes follow from the total of its homes group", row=key),
                    msg("rows with homes of their own, a number or a range"),
                    msg("take the row out of its homes group, or remove `alternatives_total`"),
                    path=f"counting.alternatives[{index}].rows[{position}]",
                )
    if partial.rows_complete and not grouped & {key for account in accounts for key in account.rows}:
        yield from _never_adding_up(partial, counting, total)


def _never_adding_up(
    partial: PartialScenario, counting: Counting, total: tuple[int, int]
) -> Iterator[Problem]:
    held = accounts_of(counting, partial.rows)
    none = all(account.adds_up <= 0 for account in held)
    for index, account in enumerate(counting.alternatives):
        if held[index].adds_up <= 0:
            fewest, most = sums_of(account, partial.rows)
            yield Problem(
                partial.file,
                msg("an account of {fewest} to {most} homes", fewest=fewest, most=most),
                msg("one that can add up to the total: {low} to {high} homes", low=total[0], high=total[1]),
                msg("correct its rows or `elsewhere`, or the total; no future draws it as it stands"),
                path=f"counting.alternatives[{index}]",
                severity="error" if none else "warning",
            )


def _push_problems(file: str, push: Push) -> Iterator[Problem]:
    shape = push.share_enterable.uncertain.distribution()
    if shape.low < 0 or shape.high > 1:
        yield Problem(
            file,
            msg("a share from {low} to {high}", low=shape.low, high=_or_more(shape.high)),
            msg(
                "shares from 0 (none) to 1 (all), in a distribution with two ends such as uniform or quantiles"
            ),
            msg("state how much of the homes under construction can be entered as a share of them"),
            path="counting.push.share_enterable.uncertain",
        )


def _or_more(value: float) -> float | Message:
    return msg("any size") if math.isinf(value) else value


def _always_counted(register: str, row: ProjectRow) -> Problem:
    return Problem(
        register,
        msg("alternatives, but every account counts `{row}`", row=row.key),
        msg("alternatives only where accounts differ"),
        msg("write yes"),
        row=row.row,
        column="counted_before",
        severity="warning",
    )


def _done_before(partial: PartialScenario, programme: ProgrammeTarget) -> Iterator[Problem]:
    in_programme = [
        row
        for row in partial.rows
        if row.completed_on is None or row.completed_on.last.year >= programme.first_year
    ]
    surely = [row for row in in_programme if row.counted_before == "yes"]
    fewest = int(sum(row.homes.low for row in surely))
    path = "targets.programme.done_before"
    if fewest > programme.done_before:
        yield Problem(
            partial.file,
            msg(
                "{done}, but rows already counted hold at least {homes}",
                done=programme.done_before,
                homes=number_of_homes(fewest),
            ),
            msg(
                "a number not below the homes of the rows marked yes: {rows}",
                rows=listed(r.key for r in surely),
            ),
            msg("correct the number, or counted_before of these rows"),
            path=path,
        )
        return
    for index, account in enumerate(partial.counting.alternatives if partial.counting is not None else ()):
        homes = int(sum(row.homes.low for row in in_programme if row.key in account.rows))
        if fewest + homes > programme.done_before:
            yield Problem(
                partial.file,
                msg("an account that counts at least {homes}", homes=number_of_homes(fewest + homes)),
                msg("not more than were officially done before: {done}", done=programme.done_before),
                msg("check the rows of this account, and the programme's `done_before`"),
                path=f"counting.alternatives[{index}].rows",
                severity="warning",
            )
