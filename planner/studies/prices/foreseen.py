"""What is known of a bound that moves, before it is solved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Foreseen:
    """What is known of a move before it is solved.

    The first so many goals are `kept`, with all that keeps them, and only the first so many `goals` are
    looked at. `shares` says that what the line of a need is short of is another share of it then, `possible`
    that there is sure to be a plan.
    """

    kept: int = 0
    goals: int | None = None
    shares: bool = False
    possible: bool = False


NOTHING_FORESEEN = Foreseen()
Foresight = Callable[[float], Foreseen]
"""What is known of a move by so much."""
