from .form import QUESTION_INPUTS, show_questions

__all__ = [
    "QUESTION_INPUTS",
    "show_questions",
]
