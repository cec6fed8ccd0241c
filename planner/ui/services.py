"""What all sessions share: reading, solving, explaining, comparing, autosaving; made when first used."""

from __future__ import annotations

from functools import cache

from planner.editing import comparing as holding_against
from planner.editing import explaining as finding_out
from planner.editing import solving as making_plans
from planner.editing.comparing import Comparing
from planner.editing.drafts import Autosave
from planner.editing.examining import Examiner
from planner.editing.explaining import Explaining
from planner.editing.solving import Solving
from planner.ui import places


@cache
def examiner() -> Examiner:
    """Return who reads texts."""
    return Examiner(places.folders)


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
