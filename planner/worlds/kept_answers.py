"""Answers kept in a folder, so that a run that was cut off goes on, also elsewhere.

Each task is a file by the hash of its lot and its worlds, so what is found there is the answer to just
that; anything else that lies there, or a file that was cut short, is no answer and is solved again.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from planner.engines.engine import Status
from planner.engines.solvers.highs import Highs
from planner.files import write_atomically
from planner.program.blocks import FloatArray
from planner.scenario.canonical import digest
from planner.version import __version__
from planner.worlds.solving_worlds import Lot
from planner.worlds.world import World
from planner.worlds.world_answer import Answer

SETTLED = (Status.OPTIMAL, Status.INFEASIBLE)
"""Only these are kept: what a limit cut short may be found another time."""


@dataclass(frozen=True, eq=False)
class KeptAnswers:
    """The answers of a lot's tasks in a folder."""

    folder: Path
    lot: Lot

    def of(self, worlds: Sequence[World]) -> list[Answer] | None:
        """Return the answers of a task, if they are there."""
        try:
            return self._read(worlds)
        except (OSError, ValueError, KeyError, EOFError, StopIteration, zipfile.BadZipFile):
            return None

    def keep(self, worlds: Sequence[World], found: Sequence[Answer]) -> None:
        """Keep the answers of a task that is settled; raises OSError where the folder cannot be written."""
        if not all(answer.status in SETTLED for answer in found):
            return
        written = io.BytesIO()
        goals = next((answer.goals for answer in found if answer.found), ())
        np.savez(
            written,
            status=np.array([answer.status.value for answer in found]),
            goals=np.array([name for name, _ in goals], dtype=str),
            values=np.array([[value for _, value in one.goals] for one in found if one.found]),
            short=np.array([one.short for one in found if one.found]),
            sent=np.array([one.sent for one in found if one.found]),
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file(worlds), written.getvalue())

    def _read(self, worlds: Sequence[World]) -> list[Answer]:
        whole = io.BytesIO(self._file(worlds).read_bytes())
        with np.load(whole, allow_pickle=False) as kept:
            names, status = kept["goals"].tolist(), [Status(one) for one in kept["status"].tolist()]
            rows = iter(zip(kept["values"], kept["short"], kept["sent"], strict=True))
        if len(status) != len(worlds):
            raise ValueError(f"{len(status)} answers to {len(worlds)} worlds")
        return [_answer(one, names, rows) for one in status]

    def _file(self, worlds: Sequence[World]) -> Path:
        named = hashlib.sha256(self._lot)
        named.update(repr(tuple(worlds)).encode())
        return self.folder / f"{named.hexdigest()}.npz"

    @cached_property
    def _lot(self) -> bytes:
        """What says which program this is, who solves it, what of it, and what tasks begin from."""
        program, made = self.lot.family.program, self.lot.family.formulation
        named = hashlib.sha256()
        for part in (__version__, Highs().version, digest(made.scenario), repr(made.counting)):
            named.update(f"{part}\n".encode())
        arrays = (program.matrix.data, program.matrix.indices, program.matrix.indptr)
        bounds = (program.lower, program.upper, program.row_lower, program.row_upper, program.step)
        for array in (*arrays, *bounds, *(goal.cost for goal in program.goals)):
            named.update(np.ascontiguousarray(array).tobytes())
        named.update(repr(self.lot.first).encode())
        return named.digest()


def _answer(status: Status, names: Sequence[str], rows: Iterator[tuple[FloatArray, ...]]) -> Answer:
    """Return an answer with its next row of figures, if it has any."""
    if status is not Status.OPTIMAL:
        return Answer(status)
    values, short, sent = next(rows)
    return Answer(status, tuple(zip(names, values.tolist(), strict=True)), short, sent)
