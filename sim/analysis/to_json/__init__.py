"""Answers -> JSON: one form for every command, page and file, and the schema of each."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
