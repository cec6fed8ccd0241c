"""How many people a nation sends, in up to four classes with round borders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.words.figures import people

CLASSES = 4


@dataclass(frozen=True)
class Shades:
    """Borders of classes; a class goes up to its border and holds it."""

    borders: tuple[float, ...]

    @classmethod
    def of(cls, amounts: Sequence[float]) -> Shades:
        """Return borders that leave about as many amounts in each class, each with one digit that counts."""
        if not len(amounts) or max(amounts) <= 0:
            return cls(())
        parts = np.quantile(amounts, [part / CLASSES for part in range(1, CLASSES)])
        rounded = sorted({_round(float(part)) for part in parts if part > 0})
        held = [sum(amount > border for border in rounded) for amount in amounts]
        return cls(
            tuple(border for place, border in enumerate(rounded) if place in held and place < max(held))
        )

    @property
    def labels(self) -> list[str]:
        """What the classes are called, the smallest first."""
        if not self.borders:
            return ["sends people"]
        between = [
            f"{people(low)} to {people(high)}"
            for low, high in zip(self.borders, self.borders[1:], strict=False)
        ]
        return [f"up to {people(self.borders[0])} people", *between, f"more than {people(self.borders[-1])}"]

    def label(self, amount: float) -> str:
        """Return the class of an amount."""
        return self.labels[sum(amount > border for border in self.borders)]


def _round(value: float) -> float:
    step = 10.0 ** math.floor(math.log10(value))
    return round(value / step) * step
