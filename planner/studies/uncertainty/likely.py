"""What is said of priorities, lines and drivers over many worlds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.plan.plan import plain_or


@dataclass(frozen=True)
class Fill:
    """The filled part of a priority over the worlds with a plan: mean, its standard error, and quantiles."""

    priority: int
    mean: float
    error: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class PhaseFill:
    """The filled part of a priority in one phase: quantiles over the worlds with a plan."""

    priority: int
    phase: str
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class LineChance:
    """A requirement in a phase: how likely it is filled, with standard error, and what is missing, in units.

    A world without a plan fills nothing; means and quantiles are over the worlds with one.
    """

    requirement: str
    phase: str
    chance_filled: float
    error: float
    mean_short: float
    p90_short: float


@dataclass(frozen=True)
class ConditionalMeans:
    """How often a condition comes to hold, however late, and the mean fill where it does and does not."""

    chance: float
    if_holds: float
    if_fails: float


@dataclass(frozen=True)
class Driver:
    """What a condition, or how much all offers bring, does to the fill of a priority.

    `first` is the first-order share of the variance (Sobol' 1993): what of it would be gone if one knew how
    this turns out; `total` what would be left if one knew all else and not this (Jansen 1999, doi
    10.1016/S0010-4655(98)00154-4), each with its standard error; None where nothing varies. Offers have no
    two sides.
    """

    factor: str
    priority: int
    first: float | None
    error: float
    total: float | None
    total_error: float
    sides: ConditionalMeans | None

    def as_document(self) -> dict[str, Any]:
        """Return the record of the contract, in which offers have null for the two sides."""
        said = record(self)
        del said["sides"]
        sides = dict.fromkeys(ConditionalMeans.__annotations__) if self.sides is None else record(self.sides)
        return said | sides


def record(entry: Any) -> dict[str, Any]:
    """Return the record of the contract: each figure by its name."""
    return {name: plain_or(value) for name, value in vars(entry).items()}
