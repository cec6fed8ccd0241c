"""What is worked out of a plan, once for all reruns and sessions; it goes when the plan goes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from planner.plan.plan import Plan

_KNOWN: WeakKeyDictionary[Plan, dict[Hashable, Any]] = WeakKeyDictionary()
Worked = TypeVar("Worked")


def once(plan: Plan, name: Hashable, work: Callable[[], Worked]) -> Worked:
    """Return what some work on a plan comes to; it is done the first time only.

    What it comes to may not hold the plan itself, or the plan would never go.
    """
    known = _KNOWN.setdefault(plan, {})
    if name not in known:
        known[name] = work()
    found: Worked = known[name]
    return found
