"""The command line: `housing-sim`."""

import atexit
import gc
import os

import lazy_loader

# No matrix here is worth a thread, and those kept for it turn in place for a while, beside the processors' real work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# What is imported and read stays to the end: to look through it for garbage time and again is a twentieth of a start.
gc.set_threshold(1_000_000)
# Nor need the last look, once everything is printed: it took a twentieth more.
atexit.register(gc.freeze)

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
