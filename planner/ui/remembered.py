"""What is worked out of a plan or an explanation, once for all sessions; it goes when that goes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

_KNOWN: WeakKeyDictionary[object, dict[Hashable, Any]] = WeakKeyDictionary()
Worked = TypeVar("Worked")


def once(owner: object, name: Hashable, work: Callable[[], Worked]) -> Worked:
    """Return what some work on a plan or an explanation comes to; it is done the first time only.

    What it comes to may not hold its owner, or that would never go.
    """
    known = _KNOWN.setdefault(owner, {})
    if name not in known:
        known[name] = work()
    found: Worked = known[name]
    return found
