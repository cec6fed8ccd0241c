"""Which pictures a study of many worlds has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from planner.reports.drawing import WIDE, Room
from planner.reports.looks import Look
from planner.reports.worlds.likely_pictures import bands, chances, drivers
from planner.reports.worlds.nation_pictures import adds, carriers, pairs
from planner.studies.alternatives.alternatives import Alternatives
from planner.studies.uncertainty.uncertainty import Uncertainty
from planner.studies.withdraw.withdraw import Withdrawals
from planner.studies.worth.worth import Worths


def of(found: Any, look: Look, room: Room = WIDE) -> Iterator[Any]:
    """Yield the pictures of a study, those that show anything."""
    drawn: dict[type, tuple[Callable[..., Any], ...]] = {
        Uncertainty: (chances, bands, drivers),
        Withdrawals: (pairs,),
        Alternatives: (carriers,),
        Worths: (adds,),
    }
    yield from (
        chart for draw in drawn.get(type(found), ()) if (chart := draw(found, look, room)) is not None
    )
