from .finding import future_finding, future_name, one_of_futures
from .notes import future_notes
from .recorded import recorded_label
from .standing import GROUP_NAMES, day_state_in_words, span_in_words

__all__ = [
    "GROUP_NAMES",
    "day_state_in_words",
    "future_finding",
    "future_name",
    "future_notes",
    "one_of_futures",
    "recorded_label",
    "span_in_words",
]
