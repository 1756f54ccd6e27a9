from .outlook import loss_label, projects_in_words, projects_notes, readiness_of, waits_label
from .pushes import push_in_words, pushes_in_words
from .reach import reach_in_words, reach_notes, steps_label
from .record import record_label
from .when import when_label

__all__ = [
    "loss_label",
    "projects_in_words",
    "projects_notes",
    "push_in_words",
    "pushes_in_words",
    "reach_in_words",
    "reach_notes",
    "readiness_of",
    "record_label",
    "steps_label",
    "waits_label",
    "when_label",
]
