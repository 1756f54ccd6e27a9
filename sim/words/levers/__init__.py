"""Levers and what they are set to, and what a fast track promises, in sentences."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
