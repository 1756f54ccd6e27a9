from .common_problems import in_row, leads_elsewhere, unknown_name
from .finished_plans import PLAN_COLUMNS, REQUIRED_PLAN_COLUMNS, load_plans
from .inner_models import models_in
from .model_fields import (
    annotation_of,
    bare,
    fields_of,
    inner,
    is_model,
    limits_of,
    tag_of,
    tagged_models,
    type_in_words,
)
from .partial import PartialScenario, partial_of
from .pydantic_problems import problems_of
from .scenario_file import (
    ParsedScenario,
    check_scenario,
    load_scenario,
    load_settings,
    register_of,
    scenario_problems,
)
from .scenario_folder import only_scenario_in, scenarios_in
from .shipped import (
    SHIPPED_BASELINE,
    SHIPPED_CAUSES,
    SHIPPED_LEVERS,
    SHIPPED_OUTSIDE_VIEW,
    SHIPPED_PACKAGES,
    SHIPPED_PAGE,
    SHIPPED_SCENARIOS,
    shipped_beside,
)
from .toml_file import MAX_TOML_MB, MAX_TOML_TABLES, as_json, file_beside, load_toml
from .wording import cut_short, listed, nearest, proposal, shown, span_shown

__all__ = [
    "MAX_TOML_MB",
    "MAX_TOML_TABLES",
    "PLAN_COLUMNS",
    "REQUIRED_PLAN_COLUMNS",
    "SHIPPED_BASELINE",
    "SHIPPED_CAUSES",
    "SHIPPED_LEVERS",
    "SHIPPED_OUTSIDE_VIEW",
    "SHIPPED_PACKAGES",
    "SHIPPED_PAGE",
    "SHIPPED_SCENARIOS",
    "ParsedScenario",
    "PartialScenario",
    "annotation_of",
    "as_json",
    "bare",
    "check_scenario",
    "cut_short",
    "fields_of",
    "file_beside",
    "in_row",
    "inner",
    "is_model",
    "leads_elsewhere",
    "limits_of",
    "listed",
    "load_plans",
    "load_scenario",
    "load_settings",
    "load_toml",
    "models_in",
    "nearest",
    "only_scenario_in",
    "partial_of",
    "problems_of",
    "proposal",
    "register_of",
    "scenario_problems",
    "scenarios_in",
    "shipped_beside",
    "shown",
    "span_shown",
    "tag_of",
    "tagged_models",
    "type_in_words",
    "unknown_name",
]
