"""What texts say, found out in the background and remembered: the terminal's reading, with its problems."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from planner.editing.document import Below
from planner.editing.remembering import remembered
from planner.editing.saving import quick_stamp
from planner.scenario.reading import Examined, examine

_KEPT = 1_500_000
"""Characters of examined texts that are remembered, of all sessions together."""
_LEAST_KEPT = 4
_SLACK = 100_000_000
"""Nanoseconds by which the clock of a disk may be behind."""


@dataclass(frozen=True, eq=False)
class Examination:
    """What a text says, and the files below it as they were then."""

    examined: Examined
    below: Below

    @property
    def is_stale(self) -> bool:
        """Whether a file below the text has changed, is gone, or is there by now."""
        return has_changed(self.below)


def has_changed(below: Below) -> bool:
    """Say whether one of some files is another by now."""
    return any(quick_stamp(file) != stamp for file, stamp in below)


class Examiner:
    """Reads texts, each once; one for all sessions.

    `within` says in which folders the files have to be that they stand on: anywhere, where there are none.
    """

    def __init__(self, within: Callable[[], Sequence[Path]] = tuple) -> None:
        self.within = within
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(1, "examiner")
        self._known: OrderedDict[tuple[str, str], Future[Examination]] = OrderedDict()
        self._latest: dict[str, Examined] = {}

    def now(self, text: str, file: str) -> Examined:
        """Return what a text says, however long that takes."""
        return self.found(text, file).examined

    def found(self, text: str, file: str) -> Examination:
        """Return what a text says with the files below it as they are, however long that takes."""
        found = self._found(text, file, None)
        assert found is not None  # noqa: S101  without a limit there is always an answer
        return found

    def of(self, text: str, file: str, patience: float | None) -> Examined | None:
        """Return what a text says; None where that is not known within so many seconds."""
        found = self._found(text, file, patience)
        return None if found is None else found.examined

    def _found(self, text: str, file: str, patience: float | None) -> Examination | None:
        try:
            found = self._future(text, file).result(timeout=patience)
        except NotYet:
            return None
        if found.is_stale:
            self.forget(file)
            return self._found(text, file, patience)
        self._latest[file] = found.examined
        return found

    def latest(self, file: str) -> Examined | None:
        """Return the last examination of a file that was done, of whatever text."""
        return self._latest.get(file)

    def forget(self, file: str) -> None:
        """Forget what the texts of a file said."""
        with self._lock:
            for key in [key for key in self._known if key[0] == file]:
                del self._known[key]

    def _future(self, text: str, file: str) -> Future[Examination]:
        key = (file, text)
        with self._lock:
            if key not in self._known:
                self._known[key] = self._pool.submit(_find, text, file, self.within())
                self._trim()
            self._known.move_to_end(key)
            return self._known[key]

    def _trim(self) -> None:
        size = sum(len(text) for _, text in self._known)
        while size > _KEPT and len(self._known) > _LEAST_KEPT:
            (_, text), _ = self._known.popitem(last=False)
            size -= len(text)


def _find(text: str, file: str, within: Sequence[Path]) -> Examination:
    """Read a text; again where a file below it changed meanwhile, so that what is told is of one moment."""
    while True:
        began = time.time_ns() - _SLACK
        examined = examine(text, file, parse=remembered, within=within)
        below = tuple((name, quick_stamp(name)) for name in examined.below)
        if all(stamp[0] < began or time.time_ns() < stamp[0] for _, stamp in below):
            return Examination(examined, below)
        time.sleep(_SLACK / 1e9)
