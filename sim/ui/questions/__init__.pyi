from .form import QUESTION_INPUTS, QUESTION_KEY, show_questions

__all__ = [
    "QUESTION_INPUTS",
    "QUESTION_KEY",
    "show_questions",
]
