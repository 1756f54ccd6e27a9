from .base import A_ROUTE, A_STAGE, Mechanism
from .calendar_months import CalendarMonthsChange
from .common_factors import FactorSharedChange
from .component_weight import AddedComponent, ComponentWeightChange
from .duration_cut import DurationCutChange
from .fast_tracks import DeliveredChange, FastTrackChange
from .law_date import LawDateChange
from .overlap import OverlapChange
from .pools import QueueChange, SlotsChange
from .projects import ProjectsChange
from .stalls import GraceChange, StallHazardChange
from .starts import NeverBeginsChange, StartHazardChange
from .stock import StockChange
from .tender_success import TenderSuccessChange

__all__ = [
    "A_ROUTE",
    "A_STAGE",
    "AddedComponent",
    "CalendarMonthsChange",
    "ComponentWeightChange",
    "DeliveredChange",
    "DurationCutChange",
    "FactorSharedChange",
    "FastTrackChange",
    "GraceChange",
    "LawDateChange",
    "Mechanism",
    "NeverBeginsChange",
    "OverlapChange",
    "ProjectsChange",
    "QueueChange",
    "SlotsChange",
    "StallHazardChange",
    "StartHazardChange",
    "StockChange",
    "TenderSuccessChange",
]
