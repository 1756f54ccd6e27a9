"""The page: ``streamlit run app_streamlit.py``, or ``… -- FOLDER`` for the scenarios of another folder."""

import sys
from pathlib import Path

from sim.files import SHIPPED_SCENARIOS
from sim.ui import show

if __name__ == "__main__":
    show(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED_SCENARIOS)
