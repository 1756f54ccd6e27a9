"""The web door. Start it in this folder: ``streamlit run app_streamlit.py``, or ``… -- FOLDER`` for other scenarios."""

import sys
from pathlib import Path

from sim.ui import show

if __name__ == "__main__":
    show(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "scenarios")
