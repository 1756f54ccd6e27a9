from .code_select import select_code
from .download import offer_json, offer_spreadsheet
from .figures import show_figure
from .futures import in_common, known_futures, next_size, simulated
from .head import FUTURES_OFFERED, USUAL
from .host_check import HostCheck, answers_under
from .html import escaped, literal
from .page import show
from .problems import problem_list, show_clash
from .shelf import Shelf, shared_shelf
from .simulation import parsed_scenario
from .url import linked_to, restore
from .visit import Visit, known_inputs

__all__ = [
    "FUTURES_OFFERED",
    "USUAL",
    "HostCheck",
    "Shelf",
    "Visit",
    "answers_under",
    "escaped",
    "in_common",
    "known_futures",
    "known_inputs",
    "linked_to",
    "literal",
    "next_size",
    "offer_json",
    "offer_spreadsheet",
    "parsed_scenario",
    "problem_list",
    "restore",
    "select_code",
    "shared_shelf",
    "show",
    "show_clash",
    "show_figure",
    "simulated",
]
