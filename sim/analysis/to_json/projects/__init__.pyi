from .one_future import OneFutureJson, one_future_json
from .outlook import ProjectsJson, projects_json
from .reach import ReachJson, reach_json

__all__ = ["OneFutureJson", "ProjectsJson", "ReachJson", "one_future_json", "projects_json", "reach_json"]
