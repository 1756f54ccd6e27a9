"""Families of distributions, one a file: what a scenario states of it, and what is computed from that."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
