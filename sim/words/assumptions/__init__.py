"""What a scenario takes for granted: every number it holds, in words, with where it comes from."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
