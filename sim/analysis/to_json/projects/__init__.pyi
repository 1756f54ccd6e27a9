from .outlook import ProjectsJson, projects_json
from .reach import ReachJson, reach_json

__all__ = ["ProjectsJson", "ReachJson", "projects_json", "reach_json"]
