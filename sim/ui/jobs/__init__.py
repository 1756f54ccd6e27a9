"""Questions worked on in the background of the server, fairly among its visitors; `server` alone knows Streamlit."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
