from .model_fields import (
    bare,
    fields_of,
    inner,
    is_model,
    kind_of,
    limits_of,
    tag_of,
    tagged_models,
    type_in_words,
)
from .partial import PartialScenario, as_json, models_in, partial_of
from .pydantic_problems import problems_of
from .scenario_file import ParsedScenario, check_scenario, load_scenario, scenario_problems
from .toml_file import MOST_BYTES, load_toml

__all__ = [
    "MOST_BYTES",
    "ParsedScenario",
    "PartialScenario",
    "as_json",
    "bare",
    "check_scenario",
    "fields_of",
    "inner",
    "is_model",
    "kind_of",
    "limits_of",
    "load_scenario",
    "load_toml",
    "models_in",
    "partial_of",
    "problems_of",
    "scenario_problems",
    "tag_of",
    "tagged_models",
    "type_in_words",
]
