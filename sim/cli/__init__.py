"""The command line: `housing-sim`."""

import atexit
import gc
import os

import lazy_loader

# The matrices here are small: threads for them would only wait busily, on processors that simulate.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Objects made at import live to the end; to search them for garbage took 5% of a start.
gc.set_threshold(1_000_000)
# The search at exit took another 5%.
atexit.register(gc.freeze)

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
