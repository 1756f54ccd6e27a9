"""What is learnt from records: how long stages take, with what is not known of it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
