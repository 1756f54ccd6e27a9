"""Questions a user can ask: what is asked, with which inputs, how it is answered, and how the answer is shown.

Command line, page and Python names are made from the questions that stand here.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
