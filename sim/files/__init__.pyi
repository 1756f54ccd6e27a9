from .model_fields import (
    bare,
    distribution_families,
    fields_of,
    inner,
    is_model,
    kind_of,
    limits_of,
    tag_of,
    type_in_words,
)
from .partial import PartialScenario, as_json, models_in, partial_of
from .pydantic_problems import problems_of
from .scenario_file import ParsedScenario, check_scenario, load_scenario, scenario_problems
from .scenario_folder import only_scenario_in, scenarios_in
from .shipped import (
    SHIPPED_BASELINE,
    SHIPPED_CAUSES,
    SHIPPED_LEVERS,
    SHIPPED_PACKAGES,
    SHIPPED_PAGE,
    SHIPPED_SCENARIOS,
    shipped_beside,
)
from .toml_file import MOST_BYTES, load_toml

__all__ = [
    "MOST_BYTES",
    "SHIPPED_BASELINE",
    "SHIPPED_CAUSES",
    "SHIPPED_LEVERS",
    "SHIPPED_PACKAGES",
    "SHIPPED_PAGE",
    "SHIPPED_SCENARIOS",
    "ParsedScenario",
    "PartialScenario",
    "as_json",
    "bare",
    "check_scenario",
    "distribution_families",
    "fields_of",
    "inner",
    "is_model",
    "kind_of",
    "limits_of",
    "load_scenario",
    "load_toml",
    "models_in",
    "only_scenario_in",
    "partial_of",
    "problems_of",
    "scenario_problems",
    "scenarios_in",
    "shipped_beside",
    "tag_of",
    "type_in_words",
]
