"""The page: choose a scenario, show its answers. No arithmetic, and no words that are not in the catalogues."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
