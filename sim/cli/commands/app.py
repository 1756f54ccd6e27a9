"""`housing-sim app`."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from sim.errors import OptionError, msg

PAGES = Path(__file__).parents[3] / "app_streamlit.py"


def app_command() -> int:
    """Serve the pages until Ctrl-C.

    Returns
    -------
    int
        Exit code of the server.

    Raises
    ------
    OptionError
        When the pages, or what they need, are not installed.
    """
    if not PAGES.is_file():
        raise OptionError(msg("the pages are not installed: {path} is missing", path=str(PAGES)))
    if find_spec("streamlit") is None:
        raise OptionError(msg("the pages need more packages: pip install 'housing-sim[app]'"))
    with suppress(KeyboardInterrupt):
        # From its own folder, where Streamlit looks for .streamlit/config.toml.
        return subprocess.run(
            [sys.executable, "-m", "streamlit", "run", PAGES.name], cwd=PAGES.parent
        ).returncode
    return 0
