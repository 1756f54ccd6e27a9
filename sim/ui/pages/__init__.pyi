from .answer import answer_page
from .levers import levers_page
from .projects import projects_page
from .questions import questions_page
from .sources import sources_page

__all__ = [
    "answer_page",
    "levers_page",
    "projects_page",
    "questions_page",
    "sources_page",
]
