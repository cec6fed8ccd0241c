"""How long a study takes at most, and what it says when that did not suffice for everything."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

EACH, ALL = 10.0, 60.0
"""The seconds that one solve may take which is not hot, and those of one study."""


class OnlyInPart(Exception):  # noqa: N818  nothing is wrong: the rest would have taken too long
    """The study has told what it found, and there is more."""


class Unproven(Exception):  # noqa: N818  nothing is wrong: there was not the time
    """The solver did not get to the end."""


@dataclass(frozen=True)
class Budget:
    """The seconds of one study, from when it is made.

    A study that has used them up ends there with OnlyInPart; it begins with what matters most.
    """

    seconds: float = ALL
    began: float = field(default_factory=time.monotonic)

    @property
    def each(self) -> float:
        """The seconds that the next solve may take."""
        return max(min(EACH, self.began + self.seconds - time.monotonic()), 0.0)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.each == 0
