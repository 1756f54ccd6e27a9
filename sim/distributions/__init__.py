"""Distributions of durations: what a file states, survival and quantiles, the time left given the time spent.

Nothing here draws random numbers. A caller brings uniforms and turns them into durations with
`Distribution.quantile`, or, for a stage already under way, with `remaining`. Durations are plain numbers of
zero or more in whatever unit the parameters are written in.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
