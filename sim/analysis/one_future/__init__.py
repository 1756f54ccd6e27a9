"""One of the simulated futures, project by project: what each does and waits for, day by day."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
