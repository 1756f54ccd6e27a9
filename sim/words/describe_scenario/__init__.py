"""A scenario in words: every part one way, and the list of all that it takes for granted."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
