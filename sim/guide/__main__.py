"""`python -m sim.guide` writes the guide to scenario files."""

from sim.guide.page import write_guide

if __name__ == "__main__":
    write_guide()
