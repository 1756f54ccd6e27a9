"""Answers as the page shows them: cards of the board, its three readings, and the sheet of any question."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
