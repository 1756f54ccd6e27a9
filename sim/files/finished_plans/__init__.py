"""Finished plans of others: the list a scenario names, its rows, the class that is compared."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
