"""The page: ``streamlit run app_streamlit.py``, or ``… -- FOLDER NAME…`` for another folder, and names.

Streamlit imports this file for the web server, and runs it once more for each view of the page.
"""

import sys
from pathlib import Path

from sim.files import SHIPPED_SCENARIOS

if __name__ == "__main__":
    from sim.ui import show

    show(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED_SCENARIOS)
else:
    import streamlit as st
    from starlette.middleware import Middleware

    from sim.ui import HostCheck

    app = st.App(__file__, middleware=[Middleware(HostCheck, names=sys.argv[2:])])
