"""The command door: streams that take nothing, and Ctrl-C while the program is still being loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


def _said(how: str, *arguments: str) -> tuple[int, str]:
    line = f'exec "{sys.executable}" -m sim.cli {" ".join(arguments)} --lang en {how}'
    ended = subprocess.run(["sh", "-c", line], capture_output=True, text=True, encoding="utf-8")
    return ended.returncode, ended.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("how", "said"),
    [
        (">/dev/full", "the answer cannot be written: the disk is full; make room on it"),
        (">&-", "there is nowhere to write the answer: the output is closed"),
    ],
)
@pytest.mark.parametrize("command", ["levers", "fields", "--help"])
def test_an_output_that_takes_nothing_is_said_in_one_line(how: str, said: str, command: str) -> None:
    code, err = _said(how, command)
    assert code == 2 and said in err and err.count("\n") == 1


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("how", ["2>/dev/full", "2>&-"])
def test_complaints_that_nobody_takes_still_give_their_code(how: str) -> None:
    assert _said(how, "run", "no-such.toml") == (2, "")


def test_ctrl_c_while_the_program_is_loaded() -> None:
    """An import that Ctrl-C interrupts, as in the first half second of a command."""
    interrupted = """
import sys
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "sim.cli.entry":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
from sim.cli import main
sys.exit(main(["run", "--lang", "vi"]))
"""
    ended = subprocess.run(
        [sys.executable, "-c", interrupted], capture_output=True, text=True, encoding="utf-8"
    )
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr == "đã dừng; chưa có kết quả để hiển thị\n"
