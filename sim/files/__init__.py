"""Scenario files -> a scenario, checked, with everything wrong in them said at once."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
