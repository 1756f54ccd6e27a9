from .form import QUESTION_INPUTS, questions_in_address, show_questions

__all__ = [
    "QUESTION_INPUTS",
    "questions_in_address",
    "show_questions",
]
