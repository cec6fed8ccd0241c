"""What all sessions share: reading, solving, autosaving. Each is made when it is first used."""

from __future__ import annotations

from functools import cache

from planner.editing import solving as making_plans
from planner.editing.drafts import Autosave
from planner.editing.examining import Examiner
from planner.editing.solving import Solving


@cache
def examiner() -> Examiner:
    """Return who reads texts."""
    return Examiner()


@cache
def autosave() -> Autosave:
    """Return who writes drafts."""
    return Autosave()


@cache
def solving() -> Solving:
    """Return who solves."""
    return making_plans.solving()
