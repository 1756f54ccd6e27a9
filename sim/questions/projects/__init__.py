"""Inputs and tables of questions about single projects: which are pushed, which future of theirs is told."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
