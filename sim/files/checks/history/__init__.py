"""What the register says of the past: stages done with their dates, and how projects ended."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
