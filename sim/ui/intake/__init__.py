"""A department's list on the page: uploaded, understood, corrected, and made the register of one's own scenario."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
