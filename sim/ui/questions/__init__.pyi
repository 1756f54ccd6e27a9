from .form import QUESTION_INPUTS, QUESTION_KEY, questions_in_address, show_questions

__all__ = [
    "QUESTION_INPUTS",
    "QUESTION_KEY",
    "questions_in_address",
    "show_questions",
]
