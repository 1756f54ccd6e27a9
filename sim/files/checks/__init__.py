"""What must hold between the parts of a scenario, and what deserves a warning."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
