"""Numbers that draws are made from: random words, normal scores, and tabled functions such as quantiles."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
