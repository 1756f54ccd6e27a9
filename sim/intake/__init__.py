"""A department's list as it is -> the register of a scenario, by a map that says what its headings and states mean."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
