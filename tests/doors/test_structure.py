"""The house stays readable: small files, and every message in both languages."""

from __future__ import annotations

from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
LONGEST = 300
LARGEST_MEDIAN = 130


def test_files_stay_small():
    sizes = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("sim", "tests")
        for path in (ROOT / folder).rglob("*.py")
    }
    code = [lines for path, lines in sizes.items() if path.parts[0] == "sim" and path.name != "__init__.py"]
    assert {str(path): lines for path, lines in sizes.items() if lines > LONGEST} == {}
    assert median(code) <= LARGEST_MEDIAN
