"""The mechanisms by which levers change a scenario: those that the stub beside this file names, a lever may use."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
