"""National support elements: what it costs a nation to be at a place at all, however small the contingent."""

from __future__ import annotations

import numpy as np

from planner.facts.selection import Selection
from planner.ground.ground import Ground
from planner.program.blocks import ColumnBlock, FloatArray, IntArray, Keys, Part, RowBlock
from planner.program.row_source import RowSource

SUPPORT = "support"
"""The family of the columns that say whether a nation is at a place in a phase."""


def support_columns(ground: Ground) -> ColumnBlock:
    """Return a yes or no for each nation, place with a support cost, and phase in which it may be there."""
    keys, count = _present(ground)
    return ColumnBlock.binary(SUPPORT, keys, count)


def support_rows(ground: Ground) -> RowBlock:
    """Return rows that let units of a nation stand at a place only where its support element is there."""
    keys, count = _present(ground)
    total = ground.total(Selection(), "units", ("nation", "place"))
    groups = total.at(keys)
    own = np.arange(count, dtype=np.int32)
    return RowBlock(
        SUPPORT,
        keys,
        np.full(count, -np.inf),
        np.zeros(count),
        (total.part(groups, 1.0), Part(SUPPORT, own, own, -total.reach[groups])),
        RowSource("support"),
        "units of {nation} are at {place} in {phase} only with its support element",
    )


def support_cost(ground: Ground) -> dict[str, FloatArray]:
    """Return the cost of each support element over its phase; nothing where no nation has one."""
    keys, count = _present(ground)
    if not count:
        return {}
    names, nations = ground.index.names, ground.facts.nations
    monthly = [
        nations[names["nation"][nation]].support[names["place"][place]]
        for nation, place in zip(keys["nation"], keys["place"], strict=True)
    ]
    return {SUPPORT: np.array(monthly) * ground.index.months[keys["phase"]]}


def has_support(ground: Ground) -> bool:
    """Say whether any nation has a support element."""
    return any(amount for nation in ground.facts.nations.values() for amount in nation.support.values())


def _present(ground: Ground) -> tuple[Keys, int]:
    """Return nations, places and phases where support costs something and units may stand, and how many."""
    if not has_support(ground):
        empty: IntArray = np.zeros(0, dtype=np.int32)
        return {"nation": empty, "place": empty, "phase": empty}, 0
    total = ground.total(Selection(), "units", ("nation", "place"))
    names, nations = ground.index.names, ground.facts.nations
    grid = total.grid()
    charged = np.array(
        [
            nations[names["nation"][nation]].support.get(names["place"][place], 0) > 0
            for nation, place in zip(grid["nation"], grid["place"], strict=True)
        ]
    )
    groups = np.flatnonzero(charged & (total.reach > 0))
    return {key: positions[groups] for key, positions in grid.items()}, len(groups)
