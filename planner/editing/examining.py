"""What texts say, found out in the background and remembered: the terminal's reading, with its problems."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from threading import Lock

from planner.editing.remembering import remembered
from planner.editing.saving import quick_stamp
from planner.scenario.reading import Examined, examine

_KEPT = 1_500_000
"""Characters of examined texts that are remembered, of all sessions together."""
_LEAST_KEPT = 4
Stamps = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, eq=False)
class _Found:
    """What a text says, and the files below it as they were then."""

    examined: Examined
    bases: Stamps

    @property
    def is_stale(self) -> bool:
        """Whether a file below the text has changed."""
        return _bases(self.examined) != self.bases


class Examiner:
    """Reads texts, each once; one for all sessions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(1, "examiner")
        self._known: OrderedDict[tuple[str, str], Future[_Found]] = OrderedDict()
        self._latest: dict[str, Examined] = {}

    def now(self, text: str, file: str) -> Examined:
        """Return what a text says, however long that takes."""
        found = self.of(text, file, None)
        assert found is not None  # noqa: S101  without a limit there is always an answer
        return found

    def of(self, text: str, file: str, patience: float | None) -> Examined | None:
        """Return what a text says; None where that is not known within so many seconds."""
        try:
            found = self._future(text, file).result(timeout=patience)
        except NotYet:
            return None
        if found.is_stale:
            self.forget(file)
            return self.of(text, file, patience)
        self._latest[file] = found.examined
        return found.examined

    def latest(self, file: str) -> Examined | None:
        """Return the last examination of a file that was done, of whatever text."""
        return self._latest.get(file)

    def forget(self, file: str) -> None:
        """Forget what the texts of a file said."""
        with self._lock:
            for key in [key for key in self._known if key[0] == file]:
                del self._known[key]

    def _future(self, text: str, file: str) -> Future[_Found]:
        key = (file, text)
        with self._lock:
            if key not in self._known:
                self._known[key] = self._pool.submit(_find, text, file)
                self._trim()
            self._known.move_to_end(key)
            return self._known[key]

    def _trim(self) -> None:
        size = sum(len(text) for _, text in self._known)
        while size > _KEPT and len(self._known) > _LEAST_KEPT:
            (_, text), _ = self._known.popitem(last=False)
            size -= len(text)


def _find(text: str, file: str) -> _Found:
    examined = examine(text, file, parse=remembered)
    return _Found(examined, _bases(examined))


def _bases(examined: Examined) -> Stamps:
    """Return what tells whether the files below a text have changed."""
    return tuple(quick_stamp(file) for file in examined.files[:-1])
