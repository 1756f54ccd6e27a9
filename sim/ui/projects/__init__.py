"""The register on the page: as a table, as a table to edit, and project by project."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
