"""What all sessions share: reading, solving, explaining, comparing, autosaving; made when first used."""

from __future__ import annotations

from functools import cache

from planner.editing import background_comparing as holding_against
from planner.editing import background_explaining as finding_out
from planner.editing import background_risk as weighing
from planner.editing import background_solving as making_plans
from planner.editing.background_comparing import Comparing
from planner.editing.background_explaining import Explaining
from planner.editing.background_risk import Studying
from planner.editing.background_solving import Solving
from planner.editing.drafts import Autosave
from planner.editing.examining import Examiner
from planner.ui import shelves


@cache
def examiner() -> Examiner:
    """Return who reads texts."""
    return Examiner(shelves.folders)


@cache
def autosave() -> Autosave:
    """Return who writes drafts."""
    return Autosave()


@cache
def solving() -> Solving:
    """Return who solves."""
    return making_plans.solving()


@cache
def explaining() -> Explaining:
    """Return who explains."""
    return finding_out.explaining()


@cache
def comparing() -> Comparing:
    """Return who compares."""
    return holding_against.comparing()


@cache
def studying() -> Studying:
    """Return who studies many worlds."""
    return weighing.studying()
