"""How much faster things go from dates on: fast tracks by stage, cuts of hazards and of grace periods."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.array_types import Floats
from sim.plan.by_date import held_from
from sim.plan.plan import NONE, Paces
from sim.scenario import Cut, FastTrack, Settings


class FastTracks:
    """Collects the paces a plan needs: one for each fast track and stage."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kinds: dict[tuple[str, str], int] = {}

    def of(self, route_id: str, stage_id: str) -> int:
        """Pace of a stage on a route, `NONE` where no fast track covers it."""
        for track_id, track in self._settings.fast_tracks.items():
            if stage_id in track.stages and (not track.routes or route_id in track.routes):
                return self._kinds.setdefault((track_id, stage_id), len(self._kinds))
        return NONE

    @property
    def paces(self) -> Paces:
        """Paces in the order of their indices."""
        tracks = list(self._settings.fast_tracks)
        of_kind = [(self._settings.fast_tracks[track], stage) for track, stage in self._kinds]
        days, shares = cuts_by_date(
            self._settings, [[cut.of(stage) for cut in track.cuts] for track, stage in of_kind]
        )
        part = np.array([self._agency_share(track, stage) for track, stage in of_kind]).reshape(-1, 1)
        return Paces(
            days=days,
            shares=shares * part,
            track=np.array([tracks.index(track) for track, _ in self._kinds], dtype=np.int64),
            spares_lodged=np.array([track.spare_lodged for track, _ in of_kind], dtype=np.bool_),
        )

    def _agency_share(self, track: FastTrack, stage_id: str) -> float:
        """Share of a stage's time that a cut of 1 would take away, were it delivered in full."""
        agency_share = self._settings.stages[stage_id].agency_share
        assert agency_share is not None
        # A cut of the statutory limit saves so many days; of the time really taken they are this share.
        ratio = track.statutory_share[stage_id] if track.base == "statutory" else 1.0
        return agency_share.share * min(ratio, 1.0)


def cuts_by_date(settings: Settings, series: Sequence[Sequence[Cut]]) -> tuple[Floats, Floats]:
    """Dates and shares of cuts, a row each.

    Returns
    -------
    days : float64 (rows, dates)
        Days since the data date, 0 or more, rising; inf for padding. A cut that came before it holds from it on.
    shares : float64 (rows, dates)
    """
    width = max((len(cuts) for cuts in series), default=0)
    days, shares = np.full((len(series), width), np.inf), np.zeros((len(series), width))
    for i, cuts in enumerate(series):
        held = held_from(settings.data_date, [(cut.from_date, cut.share) for cut in cuts])
        days[i, : len(held)] = [day for day, _ in held]
        shares[i, : len(held)] = [share for _, share in held]
    return days, shares
