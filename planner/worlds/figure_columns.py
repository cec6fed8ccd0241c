"""Figures of many worlds, kept on disk and taken a column at a time: exact quantiles need all of one."""

from __future__ import annotations

import tempfile

import numpy as np

from planner.program.blocks import FloatArray

IN_MEMORY = 1_000_000
"""So many bytes are kept in memory: a file is made only for more."""
FIGURE = np.dtype(float).itemsize


class FigureColumns:
    """Figures of so many rows that are put a few rows at a time; a row that was not put is no number.

    The file has no name, or goes with whoever made it: also where that is killed, it does not stay.
    """

    def __init__(self, rows: int) -> None:
        """Begin with nothing put."""
        self._rows, self._end = rows, 0
        self._blocks: list[tuple[int, int, int]] = []
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed by `close`

    def put(self, start: int, figures: FloatArray) -> None:
        """Put rows from a number on."""
        place = self._end
        self._end += figures.size * FIGURE
        self._file.seek(place)
        self._file.write(np.ascontiguousarray(figures.T).tobytes())
        # Last, so that an interrupt leaves them put whole or not at all.
        self._blocks.append((start, len(figures), place))

    def column(self, number: int, start: int = 0, stop: int | None = None) -> FloatArray:
        """Return a column, or of it from a row to another."""
        stop = self._rows if stop is None else stop
        found = np.full(stop - start, np.nan)
        for begins, rows, place in self._blocks:
            one, end = max(start, begins), min(stop, begins + rows)
            if one < end:
                self._file.seek(place + (number * rows + one - begins) * FIGURE)
                found[one - start : end - start] = np.frombuffer(self._file.read((end - one) * FIGURE))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
