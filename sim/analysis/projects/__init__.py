"""Every project by name: when it is ready, what it brings, and what is lost without it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
