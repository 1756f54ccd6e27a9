from .fit import FitJson, fit_json

__all__ = [
    "FitJson",
    "fit_json",
]
