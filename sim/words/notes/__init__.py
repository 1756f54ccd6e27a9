"""What to know before believing a board: what was run, and how plans like this one fared."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
