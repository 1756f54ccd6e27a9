"""Chances, differences and ranks, each with how far simulation may have it wrong."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
