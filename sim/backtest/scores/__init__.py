"""Scores of forecasts, one a file: the lower the better, but for skill."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
