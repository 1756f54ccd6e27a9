"""The compiled engine: the same rules in machine code, to the same result."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
