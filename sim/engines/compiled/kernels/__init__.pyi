from .run import draw_batch, measure_batch, run_batches, simulate_batch

__all__ = [
    "draw_batch",
    "measure_batch",
    "run_batches",
    "simulate_batch",
]
