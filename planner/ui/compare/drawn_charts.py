"""The charts of a comparison, each drawn once for each look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.reports.comparison.comparison_sections import why
from planner.reports.drawing import Room
from planner.reports.looks import DARK, Look
from planner.studies.comparison.comparison import Comparison
from planner.ui import drawings, screen, styling
from planner.ui.remembered import once

if TYPE_CHECKING:
    from planner.reports.picture_ink import InkPicture

FILL, PEOPLE = "fill", "people"


def show(comparison: Comparison, name: str) -> None:
    """Put a chart on the page: of what is filled, of who moves, or of a section that says why."""
    drawings.put_picture(_picture(comparison, name, styling.look(), screen.room()))


def prepare(comparison: Comparison) -> None:
    """Draw all charts, so that the page appears at once."""
    for name in (FILL, PEOPLE, *(why(comparison, side) for side in comparison.others)):
        _picture(comparison, name, styling.look(), screen.room())


def _picture(comparison: Comparison, name: str, look: Look, room: Room) -> InkPicture | None:
    known = ("chart", name, look is DARK, room)
    return once(comparison, known, lambda: _drawn(comparison, name, look, room))


def _drawn(comparison: Comparison, name: str, look: Look, room: Room) -> InkPicture | None:
    from planner.reports.comparison import comparison_charts
    from planner.reports.comparison.waterfall import waterfalls

    if name in (FILL, PEOPLE):
        draw = comparison_charts.fill_chart if name == FILL else comparison_charts.people_chart
        return draw(comparison, look, room)
    side = next(side for side in comparison.others if why(comparison, side) == name)
    return waterfalls(comparison, side, look, room)
