"""The page, while the fast engine is compiled for the first time."""

import streamlit as st

from sim.errors import msg
from sim.ui import simulation as simulate


def test_who_waits_for_the_engine_is_told_why(visit, monkeypatch):
    waits = msg("Preparing the fast engine for this machine, once: about {seconds} seconds …", seconds=7)
    monkeypatch.setattr(simulate, "preparation", lambda engine: waits)
    monkeypatch.setattr(simulate, "simulated", lambda *args, **kwargs: st.stop())
    bars = [each.proto.text for each in visit(lang="en", futures="200").get("progress")]
    assert bars == ["Preparing the fast engine for this machine, once: about 7 seconds …"]
