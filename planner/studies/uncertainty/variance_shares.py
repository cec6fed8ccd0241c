"""Shares of a variance, and standard errors from the spread of independent scramblings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.program.blocks import FloatArray
from planner.words.figures import NEGLIGIBLE
from planner.worlds.draws import REPLICATES

Share = tuple[float | None, float]
"""A share of the variance, None where nothing varies, and its standard error."""


def shares(
    values: FloatArray, others: np.ndarray, share: Callable[[FloatArray, np.ndarray], float | None]
) -> Share:
    """Return a share of the variance of all draws, and its standard error.

    That is from leaving out one scrambling after the other (the jackknife, Tukey 1958): a share of few draws
    alone says little.
    """
    rows = np.arange(len(values)).reshape(REPLICATES, -1)
    kept = (np.delete(rows, one, axis=0).ravel() for one in range(REPLICATES))
    found = [share(values[rest], others[rest]) for rest in kept]
    known = [one for one in found if one is not None]
    spread = float(np.std(known) * np.sqrt(len(known) - 1)) if len(known) > 1 else 0.0
    return share(values, others), spread


def share_of(values: FloatArray, ways: np.ndarray) -> float | None:
    """Return the share of the variance that is between the ways in which something turns out.

    None where nothing varies, or it turns out in one way only.
    """
    known = ~np.isnan(values)
    values, ways = values[known], ways[known]
    if len(np.unique(ways)) < 2 or values.var() < NEGLIGIBLE**2:
        return None
    groups = [values[ways == way] for way in np.unique(ways)]
    between = sum(len(one) * (one.mean() - values.mean()) ** 2 for one in groups) / len(values)
    return float(between / values.var())


def left_by(values: FloatArray, again: FloatArray) -> float | None:
    """Return the share of the variance that is left if all is known but what was drawn again."""
    known = ~np.isnan(values) & ~np.isnan(again)
    values, again = values[known], again[known]
    if not len(values) or values.var() < NEGLIGIBLE**2:
        return None
    return float(((values - again) ** 2).mean() / 2 / values.var())


def error_of(values: FloatArray) -> float:
    """Return the standard error of a mean over all scramblings, from the spread of theirs."""
    means = [one[~np.isnan(one)].mean() for one in np.split(values, REPLICATES) if not np.isnan(one).all()]
    return float(np.std(means, ddof=1) / np.sqrt(len(means))) if len(means) > 1 else 0.0
