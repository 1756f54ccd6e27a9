"""Runs a command and says how long it took, on how much of the processors and of memory: ``python child.py COMMAND``.

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
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(
    json.dumps(
        {
            "seconds": seconds,
            "processor_seconds": used.ru_utime + used.ru_stime,
            "peak_mb": used.ru_maxrss * 1024 / 1e6,
            "exit": done.returncode,
            "out": done.stdout,
            "err": done.stderr[-2000:],
        }
    )
)
