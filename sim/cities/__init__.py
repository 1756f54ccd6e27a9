"""Cities to begin with: their files, copied or made, in a folder of their own."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
