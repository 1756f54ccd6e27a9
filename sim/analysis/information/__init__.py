"""What knowing more would buy: the value of perfect information about each number that is not known."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
