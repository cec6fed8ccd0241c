"""What became of the trials of a campaign."""

from __future__ import annotations

import faulthandler
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

HANG = 10.0
"""A trial may take so many seconds."""
MOST_KEPT = 20
"""So many trials that went wrong are kept with what they were."""


class HangError(BaseException):
    """A trial took too long; no part of the product may catch this as an error of its own."""


@dataclass
class Tally:
    """Trials by what became of them (`refused`, `accepted` ...); `wrong` are those that must not be."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    slowest: float = 0.0
    trials: int = 0

    def trial(self, attempt: Callable[[], str], told: str, seconds: float = HANG) -> None:
        """Count an attempt by the outcome that it returns; a crash and a hang are wrong, and kept as told."""
        started = time.perf_counter()
        try:
            with _limited(seconds):
                self.outcomes[attempt()] += 1
        except HangError:
            self.found_wrong("hang", told)
        except Exception:
            self.found_wrong("traceback", f"{told}\n{traceback.format_exc()}")
        self.slowest = max(self.slowest, time.perf_counter() - started)
        self.trials += 1
        if self.trials % 5_000 == 0:
            print(f"  {self.trials:,} trials: {self.said()}", file=sys.stderr, flush=True)

    def found_wrong(self, what: str, told: str) -> None:
        """Count what must not happen."""
        self.wrong[what] += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(f"{what}: {told}")
            print(self.kept[-1], file=sys.stderr, flush=True)

    def said(self) -> str:
        """Return the tally in a line."""
        parts = [f"{number:,} {name}" for name, number in sorted(self.outcomes.items())]
        parts += [f"{number:,} {name} (WRONG)" for name, number in sorted(self.wrong.items())]
        return f"{', '.join(parts) or 'nothing'}; the slowest took {self.slowest:.2f} s"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise HangError(f"signal {number} in {frame}")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    faulthandler.dump_traceback_later(3 * seconds, exit=True)  # where no signal is heard
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
