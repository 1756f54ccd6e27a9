"""Start of the program: Ctrl-C ends it with one line from the first moment, also while it is still being loaded."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sim.cli.exit_codes import REFUSED, STOPPED


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        What stands after the program's name; by default that of this process.

    Returns
    -------
    int
        0 done, 1 the reader of the output went away, 2 refused (said on stderr), 130 stopped by Ctrl-C.
    """
    arguments = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    try:
        # Loaded here, not at the top: it takes long enough for an impatient user.
        from sim.cli.entry import answer

        return answer(arguments)
    except KeyboardInterrupt:
        from sim.cli.options import text_for

        print(text_for(arguments)("stopped; there is nothing to show"), file=sys.stderr)
        return STOPPED
    except OSError:
        # Not even stderr takes what there is to say.
        return REFUSED
