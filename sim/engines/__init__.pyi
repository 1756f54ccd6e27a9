from .simulator import ENGINES, Simulator, check_engine, engine_at_hand, engine_named

__all__ = [
    "ENGINES",
    "Simulator",
    "check_engine",
    "engine_at_hand",
    "engine_named",
]
