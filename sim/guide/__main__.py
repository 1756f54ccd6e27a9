"""`python -m sim.guide` writes the guide to scenario files, and the levers and causes of docs/levers.md."""

from sim.guide.lever_list import write_lever_list
from sim.guide.page import write_guide

if __name__ == "__main__":
    write_guide()
    write_lever_list()
