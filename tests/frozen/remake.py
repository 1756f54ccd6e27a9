"""Remake tests/frozen/digests.json: ``python tests/frozen/remake.py``.

Runs every case and says which are new, which are gone and which changed, and in what. A changed case is written only
where `EXCEPTIONS` in tests/frozen/cases.py gives a reason that has not been used for it before; otherwise nothing is
written and the exit code is 1. New cases are written without one. Spellings of addresses that are gone are named too.
With ``--only lever/green_lane`` (or any beginning of names) only those cases are run.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from frozen import adapter, freezing
from frozen.cases import CASES, EXCEPTIONS


def remade(names: list[str]) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """Frozen results of cases, and templates of the addresses of each."""
    found, templates = {}, {}
    with ProcessPoolExecutor(2) as pool:
        for name, (one, asked) in zip(names, pool.map(freezing.frozen_of, names, chunksize=4), strict=True):
            found[name] = one
            templates[name] = {adapter.template_of(address) for address in asked}
    return found, templates


def main(beginning: str = "") -> int:
    """Remake the file where that is allowed; return the exit code."""
    if other := freezing.other_pins():
        print(f"install what constraints.txt says first: {other}")
        return 1
    old = freezing.read() if freezing.FILE.exists() else {"cases": {}, "reasons": {}, "templates": {}}
    print(f"frozen results of {adapter.sim.__file__}")
    found, asked = remade([name for name in CASES if name.startswith(beginning)])
    without_reason = False
    reasons = {name: said for name, said in old["reasons"].items() if name in CASES}
    for name, one in found.items():
        if name not in old["cases"]:
            print(f"new      {name}")
            continue
        changes = freezing.differences(one, old["cases"][name])
        reason = EXCEPTIONS.get(name, EXCEPTIONS.get("*"))
        if not changes:
            # Dates keep their old last bits.
            found[name] = old["cases"][name]
        elif reason and reason != reasons.get(name):
            print(f"changed  {name}: {reason}", *changes, sep="\n           ")
            reasons[name] = reason
        else:
            print(f"CHANGED WITHOUT A NEW REASON  {name}", *changes, sep="\n           ")
            without_reason = True
    for name in old["cases"].keys() - CASES.keys():
        print(f"gone     {name}")
    kept = {name: one for name, one in old["cases"].items() if name in CASES}
    templates = {name: set(one) for name, one in old["templates"].items()}
    before = set().union(*templates.values())
    by_kind: dict[str, set[str]] = {}
    for name, spelled in asked.items():
        by_kind.setdefault(name.split("/")[0], set()).update(spelled)
    templates.update(
        by_kind if not beginning else {k: templates.get(k, set()) | v for k, v in by_kind.items()}
    )
    for gone in sorted(before - set().union(*templates.values())):
        print(f"no longer spelled  {gone}")
    if without_reason:
        print("nothing is written: say why in EXCEPTIONS of tests/frozen/cases.py, and in CHANGELOG.md")
        return 1
    freezing.write(
        {
            "made_with": freezing.wanted_pins(),
            "reasons": reasons,
            "cases": kept | found,
            "templates": {kind: sorted(spelled) for kind, spelled in templates.items()},
        }
    )
    print(f"{len(found)} cases run, {len(kept | found)} in {freezing.FILE}")
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    if given and (given[0] != "--only" or len(given) != 2):
        sys.exit(f"{__doc__}")
    sys.exit(main(*given[1:]))
