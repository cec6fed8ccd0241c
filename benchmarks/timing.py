"""What one run of one tool took, stage by stage."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STAGES = ("build", "hand over", "solve", "read")


@dataclass(frozen=True, eq=False)
class Timing:
    """Seconds of each stage, the optimum, and who sends what.

    `build`: from raw numbers in memory to the tool's own model. `hand_over`: from that to the solver.
    `solve`: the solver's own time. `read`: from the solver back to `contributions`, one line for each
    contribution above zero with nation, capability, place, phase and units. `extra` holds further figures
    in seconds, by name.
    """

    build: float
    hand_over: float
    solve: float
    read: float
    objective: float
    contributions: pd.DataFrame
    extra: Mapping[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """The whole, without what is under `extra`."""
        return self.build + self.hand_over + self.solve + self.read


class Watch:
    """A stopwatch with laps."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def lap(self) -> float:
        """Return the seconds since the last lap, and start the next."""
        now = time.perf_counter()
        lap, self._started = now - self._started, now
        return lap


class ProcessorWatch:
    """A stopwatch of processor time, of this process and of those that it began and that have ended.

    On a machine that other work keeps busy only this can be compared.
    """

    def __init__(self) -> None:
        self._started = self._now()

    def lap(self) -> float:
        """Return the processor seconds since the last lap, and start the next."""
        now = self._now()
        lap, self._started = now - self._started, now
        return lap

    @staticmethod
    def _now() -> float:
        spent = os.times()
        own = spent.user + spent.system + spent.children_user + spent.children_system
        return own + _of_workers()


def _of_workers() -> float:
    """Return the processor time of the process that workers begin from, and of those of them that have ended.

    They are no children of this process, so only Linux tells.
    """
    begun = getattr(forkserver._forkserver, "_forkserver_pid", None)
    stat = Path(f"/proc/{begun}/stat")
    if begun is None or not stat.exists():
        return 0.0
    ticks = stat.read_text().rpartition(")")[2].split()[11:15]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
