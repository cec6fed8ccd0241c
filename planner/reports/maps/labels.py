"""Names on a map: each where there is room, in full or in short, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.program.blocks import FloatArray
from planner.reports.drawing import WIDE_LETTER
from planner.reports.maps.view import View

HEIGHT = 13.0
"""The height of a line of text, in pixels."""
OVER = 1.15
"""A name may be so much wider than what is seen of its country."""


@dataclass(frozen=True)
class Box:
    """Where something stands: its middle and its size in pixels."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes overlap."""
        return (
            2 * abs(self.x - other.x) < self.width + other.width
            and 2 * abs(self.y - other.y) < self.height + other.height
        )


@dataclass(frozen=True)
class Named:
    """A country to be named: its names, the longest first, and its largest outline in the frame."""

    names: tuple[str, ...]
    outline: FloatArray


def labels(countries: Sequence[Named], taken: Sequence[Box], view: View) -> list[tuple[str, Box]]:
    """Return the names that fit, the first countries first, clear of each other and of what is there."""
    placed: list[tuple[str, Box]] = []
    for country in countries:
        boxes = [*taken, *(box for _, box in placed)]
        for name, box in _tries(country):
            if _inside(box, view) and not any(box.meets(other) for other in boxes):
                placed.append((name, box))
                break
    return placed


def _tries(country: Named) -> list[tuple[str, Box]]:
    """Return the names with where they would stand: in the middle, else a little above or below."""
    low, high = country.outline.min(axis=0), country.outline.max(axis=0)
    x, y = centre(country.outline)
    reach = float(high[0] - low[0]) * OVER
    tries = []
    for name in country.names:
        width = len(name) * WIDE_LETTER
        if width <= reach or name == country.names[-1]:
            steps = (0.0, -HEIGHT, HEIGHT) if high[1] - low[1] > 3 * HEIGHT else (0.0,)
            tries += [(name, Box(x, y + step, width, HEIGHT)) for step in steps]
    return tries


def centre(ring: FloatArray) -> tuple[float, float]:
    """Return the centre of gravity of a ring."""
    x, y = ring.T
    u, v = _next(x), _next(y)
    cross = x * v - u * y
    double = float(cross.sum())
    if abs(double) < 1e-9:
        return float(x.mean()), float(y.mean())
    return float(((x + u) * cross).sum() / (3 * double)), float(((y + v) * cross).sum() / (3 * double))


def _next(values: FloatArray) -> FloatArray:
    following: FloatArray = values[[*range(1, len(values)), 0]]
    return following


def _inside(box: Box, view: View) -> bool:
    return (
        box.width / 2 <= box.x <= view.frame.width - box.width / 2
        and box.height / 2 <= box.y <= view.frame.height - box.height / 2
    )
