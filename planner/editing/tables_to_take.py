"""The tables of a scenario to take away: a workbook, or CSV where a text is too long for a cell of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from planner.problems import Problem
from planner.scenario.scenario import Scenario

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a workbook is to a browser."""


@dataclass(frozen=True)
class TablesToTake:
    """Tables that can be imported again, made when somebody wants them."""

    program: str
    """Whose tables they are, as users call it."""
    ending: str
    kind: str
    """What they are to a browser."""
    made: Callable[[], bytes]
    refused: tuple[Problem, ...] = ()
    """Why they are no workbook."""


def of(scenario: Scenario) -> TablesToTake:
    """Return the tables of a scenario in a form that loses nothing."""
    from planner.scenario.tables import csv_files, excel_writing

    refused = excel_writing.too_long(scenario)
    if refused:
        made = partial(csv_files.packed, scenario)
        return TablesToTake("CSV", ".zip", "application/zip", made, refused)
    return TablesToTake("Excel", ".xlsx", WORKBOOK, partial(excel_writing.workbook, scenario))
