"""What the guide explains about changes on dates, and about lever and cause files."""

from __future__ import annotations

from sim.errors import msg
from sim.guide.topics import GuideSection

CHANGES_ON_DATES = GuideSection(
    msg("Changes on dates: overlaps, fast tracks, cuts, shared ignorance"),
    (
        msg(
            "`law` of a route's step does for a duration that the route states what `[[stages.<id>.law]]` does for the "
            "stage's own: from its date on, stages that start take the new duration."
        ),
        msg(
            "`overlaps` lets a stage begin once another has begun, instead of waiting for its end. It changes the "
            "order only: a stage that must wait for both has both in its `after`."
        ),
        msg(
            "`[fast_tracks.<id>]` is a green lane: from each date of `cuts` on, agencies promise to take so much "
            "less of their share (`agency_share`) of each stage: `share`, or what `by_stage` says of a stage. What is "
            "`delivered` of the promise is ignorance, one value a future for all its stages. Work under way goes on "
            "faster from that date unless files already lodged are spared; what was done before counts as it was. No "
            "desk is added: stages that hold a slot stay as they "
            "are unless `also_pooled` says otherwise, and a wait that the law protects is never shortened."
        ),
        msg(
            "`cuts` of a hazard and `grace_cuts` of a recall lower a rate or shorten a wait by a share from each date "
            "on. `queue_from` says from when the rule of a pool holds."
        ),
        msg(
            "`unknown_of` names the path of another duration, chance or rate whose unknown number this one shares: "
            "where one is a copy of the other with a single change, an estimate that is too low there is too low here "
            "as well, by the same factor and in the same futures. Paths are written `stages.permit`, "
            "`stages.permit.law.2026-07-01`, `routes.direct.permit`, `routes.direct.permit.law.2026-07-01`; for the "
            "chance of a tender, `stages.call.tender.success`."
        ),
    ),
)
LEVER_TOPICS = GuideSection(
    msg("Levers"),
    (
        msg(
            "A lever is something a decision-maker can change, in a file of its own in `levers/`, named after its "
            "id. Its value lies between `low` and `high` on a grid of `step`; at `neutral` it changes nothing, "
            "exactly. `housing-sim levers` lists those at hand, `housing-sim levers LEVER` explains one."
        ),
        msg(
            "`changes` lists mechanisms of the model, each by its `kind`. The effect is (value − neutral) × "
            "`per_unit`, or always `to`. A lever never multiplies a result: it changes what a scenario file could "
            "say, and the scenario that results passes the same check."
        ),
        msg(
            "Levers act on top of the law in force: from its date on each version of a duration or a tender is "
            "changed, those of laws to come too, and stays wrong in the same way as before (`unknown_of`). Work that "
            "began before keeps its duration; a duration that a project states for itself is a fact and stays. A ramp "
            "brings the value in quarterly steps. A date before the data date is refused."
        ),
        msg(
            "Several levers are combined by `order`, lower first, whatever the order in which they are given. Shares "
            "that two levers cut off the same thing apply one to what the other leaves. Two levers that would "
            "both set the same thing are refused."
        ),
        msg(
            "A setting is written in one way on the command line, in a link and in the list `levers` of a file that "
            "pulls several: `green_lane=50,from=2026-07-01,ramp=6`. After the value may stand, in any order, `from` "
            "(the date from which it holds), `ramp` (months until the whole value holds) and, for fast tracks, "
            "`spare_lodged=yes` (files already lodged keep their old pace) and `cuts=planning:30/acceptance:60` (the "
            "cut in per cent promised for a stage by itself, 0 to 95; the other stages take the value, and the part "
            "delivered is one for all)."
        ),
    ),
)
CAUSE_TOPICS = GuideSection(
    msg("Causes"),
    (
        msg(
            "A cause, in a file of its own in `causes/`, says what the scenario would be without something that holds "
            "projects up, by the same kinds of change with `to`. It has no date: it holds from the beginning, for "
            "work under way too, and measures what a cause weighs, not what could be reached."
        ),
    ),
)
LEVER_FIELDS = msg("Fields of a lever file")
KINDS = msg("Kinds of change, by `kind`")
KIND_OF_CHANGE, ITS_FIELDS = msg("Kind"), msg("Fields")
TABLE_OF_A_KIND = msg("What `{field}` of `{kind}` holds:")
CAUSE_FIELDS = msg("Fields of a cause file")
PACKAGE_FIELDS = msg("Fields of a file that pulls several levers")
