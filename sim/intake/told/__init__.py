"""What words and sheets tell: how a project ended, which share of the work is done, what is not read."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
