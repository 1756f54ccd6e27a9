"""Stages under way on the data date: their starts, and what is left of them (rule 2)."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
