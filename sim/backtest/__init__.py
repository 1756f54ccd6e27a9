"""How forecasts made on a register as it stood turn out: suites of past cases, their rivals, and scores."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
