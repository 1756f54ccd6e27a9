"""Scenario -> plan: who waits for what, and what the draws are made from, as plain arrays."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
