"""`housing-sim app`."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from sim.cli import STOPPED, folder_or_default
from sim.errors import RunError, msg
from sim.files import SHIPPED_PAGE
from sim.text import Text

_NAME = re.compile(r"[^\s/@?#\\-][^\s/@?#\\]*")


def app_command(folder: Path | None, hosts: list[str], text: Text) -> int:
    """Serve the pages until Ctrl-C or a signal to end.

    Parameters
    ----------
    folder : Path or None
        Folder of scenarios; None: the current one if it holds any, else the program's own.
    hosts : list of str
        Names under which the page answers beside this machine's own and the address it is bound to.
    text : Text

    Returns
    -------
    int
        Exit code of the server; 130 where Ctrl-C ended it, 0 where a signal to end did.

    Raises
    ------
    StoreError
        When the folder holds no scenario.
    RunError
        When the pages, or what they need, are not installed; when a host is no name.
    """
    if not SHIPPED_PAGE.is_file():
        raise RunError(msg("the pages are not installed: {path} is missing", path=str(SHIPPED_PAGE)))
    if find_spec("streamlit") is None:
        raise RunError(msg("the pages need more packages: pip install 'housing-sim[app]'"))
    for host in hosts:
        if not _NAME.fullmatch(host):
            raise RunError(
                msg("--host takes a name alone, such as homes.example.vn; found: {found}", found=host)
            )
    served = folder_or_default(folder, text).resolve()
    command = [sys.executable, "-m", "streamlit", "run", SHIPPED_PAGE.name, "--", str(served), *hosts]
    print(
        text("The pages open in the browser, at the address that follows. Ctrl-C ends them."), file=sys.stderr
    )
    # A server told to end would leave the pages' own process running.
    signal.signal(signal.SIGTERM, _end)
    try:
        # From the page's own folder, where Streamlit finds its settings in .streamlit/config.toml.
        return subprocess.run(command, cwd=SHIPPED_PAGE.parent).returncode
    except KeyboardInterrupt:
        return STOPPED
    except _ToldToEnd:
        return 0


class _ToldToEnd(Exception):  # noqa: N818  (nothing went wrong)
    """The machine, or whoever looks after it, ends the server."""


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise _ToldToEnd
