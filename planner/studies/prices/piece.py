"""What one bound does when it moves one way."""

from __future__ import annotations

from dataclasses import dataclass

from planner.program.blocks import FloatArray


@dataclass(frozen=True, eq=False)
class Piece:
    """What a bound does when it moves one way.

    `goal` is the number of the first goal that changes, or None where none does. It changes by `slope` for
    each unit of the row, for `length` units; infinite where it holds without end. `values` are the columns
    of a plan, good by the goals up to that one, at the end of the piece, where there is one. Where the piece
    is what one whole unit does, and less than one does otherwise, `rate` is the slope of the goal for the
    first little, and how far that holds.
    """

    goal: int | None
    slope: float
    length: float
    values: FloatArray | None = None
    rate: tuple[float, float] | None = None
