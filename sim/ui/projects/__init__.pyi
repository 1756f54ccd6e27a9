from .overview import PROJECT, show_projects

__all__ = [
    "PROJECT",
    "show_projects",
]
