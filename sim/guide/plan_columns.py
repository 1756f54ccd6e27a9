"""What the guide says of the outside view: the table `[outside_view]`, and the list of finished plans."""

from __future__ import annotations

from sim.errors import Message, msg
from sim.guide.topics import GuideSection
from sim.scenario import NAMED_CLASSES

OUTSIDE_VIEW = GuideSection(
    msg("Finished plans to compare with: `[outside_view]`"),
    (
        msg(
            "Beside the model's chance of the period stands how far plans like it came: where P10, P50 and P90 of the "
            "homes lie among them, how many reached what was planned, and a blend of the two chances. The blend never "
            "takes the place of the model's own chance, and nothing of it enters the simulation."
        ),
        msg(
            "A scenario that states no `[outside_view]` is compared with the plans that come with the program, "
            "`scenarios/reference_classes/plan_attainment.csv`, in the class that fits the length of its period: "
            "{classes} are the classes there. To compare with plans of your own, write a list with these columns, name "
            "it by `file`, and write in `assumption` why the class weighs what it weighs. Give each plan one row; "
            "leave out plans whose time is not over, or write no in `used`.",
            classes=NAMED_CLASSES,
        ),
    ),
)
PLAN_COLUMNS_HEADING = msg("Columns of the list of finished plans")
_ID, _TEXT = msg("an id"), msg("text")
_YES_OR_NO = msg("yes or no")
_NUMBER = msg("a number without separators of thousands")
PLAN_CONTENTS: dict[str, tuple[Message, Message]] = {
    "class": (msg("class of the plan: plans are compared within one class"), _ID),
    "place": (msg("whose plan it is"), _TEXT),
    "place_en": (msg("the same in English, where it differs"), _TEXT),
    "period": (msg("years of the plan"), _TEXT),
    "plan": (msg("which plan of that place"), _TEXT),
    "plan_en": (msg("the same in English, where it differs"), _TEXT),
    "planned": (msg("what was planned"), _NUMBER),
    "outcome": (msg("what was completed when the time of the plan was over"), _NUMBER),
    "unit": (msg("unit of both: homes, square metres, projects"), _TEXT),
    "ratio": (msg("outcome divided by planned"), msg("0.42 where 42% of the plan was completed")),
    "at_least": (msg("whether the ratio is only known to be this or higher; otherwise no"), _YES_OR_NO),
    "used": (msg("whether the plan is compared; otherwise yes"), _YES_OR_NO),
    "source": (msg("page or document that the figures are from"), _TEXT),
    "published": (
        msg("date of the page"),
        msg("YYYY, YYYY-MM or YYYY-MM-DD; empty where the page has no date"),
    ),
    "note": (msg("what to beware of"), _TEXT),
}
"""Column of the list of finished plans -> what it holds, and what to write in its cells."""
