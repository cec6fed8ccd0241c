"""How long a study takes at most where nothing is hot."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

EACH, ALL = 5.0, 20.0
"""With whole numbers: the seconds that one solve may take, and those of one study."""


@dataclass(frozen=True)
class Budget:
    """The seconds of one study, from when it is made.

    A study that has used them up ends there, with what it has found; it begins with what matters most.
    """

    began: float = field(default_factory=time.monotonic)

    @property
    def each(self) -> float:
        """The seconds that the next solve may take."""
        return max(min(EACH, self.began + ALL - time.monotonic()), 0.0)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.each == 0
