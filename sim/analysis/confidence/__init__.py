"""How far to trust a likelihood: on what it rests, whether what is not known changes it, how others turned out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
