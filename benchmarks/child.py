"""Runs a command and says how long it took and how much memory it held: ``python child.py COMMAND ...``.

A process of its own, and a small one: on Linux a child's peak memory begins at that of the process it was born from.
"""

import json
import resource
import subprocess
import sys
import time

begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
seconds = time.perf_counter() - begun
peak_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(
    json.dumps(
        {
            "seconds": seconds,
            "peak_mb": peak_kib * 1024 / 1e6,
            "exit": done.returncode,
            "out": done.stdout,
            "err": done.stderr[-2000:],
        }
    )
)
