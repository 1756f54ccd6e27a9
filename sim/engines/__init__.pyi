from .simulator import ENGINES, Simulator, engine_named

__all__ = [
    "ENGINES",
    "Simulator",
    "engine_named",
]
