"""Equal worlds are one: which are, found without holding them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from planner.program.blocks import BoolArray, IntArray
from planner.worlds.world import World

KEY = np.dtype([("one", "<u8"), ("other", "<u8")])
"""What stands for a world while they are compared: 16 bytes of a hash."""
FEW = 1024
"""So many weigh little."""


@dataclass(frozen=True, eq=False)
class Distinct(Sequence[World]):
    """Those of some worlds that differ, in the order in which each is met first.

    `first` is where they stand among all, and `number` says of all which of them each is. A `few` are held:
    they may lie far apart among worlds that are made piece by piece.
    """

    worlds: Sequence[World]
    first: IntArray
    number: IntArray
    few: Sequence[World] | None

    @classmethod
    def of(cls, worlds: Sequence[World], met: Iterable[World] | None = None) -> Distinct:
        """Return those of some worlds that differ; each is looked at once, as it is `met` one by one."""
        keys = np.empty(len(worlds), dtype=KEY)
        for spot, world in enumerate(worlds if met is None else met):
            keys[spot : spot + 1] = np.frombuffer(_hash(world), dtype=KEY)
        order = np.lexsort((keys["other"], keys["one"])).astype(np.int32)
        begins = _begins(keys, order)
        # The sort is stable: of those that are equal the one that stands first comes first.
        first = order[begins]
        rank = np.empty(len(first), dtype=np.int32)
        rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
        number = np.empty(len(worlds), dtype=np.int32)
        number[order] = rank[np.cumsum(begins, dtype=np.int32) - 1]
        first.sort()
        few = [worlds[spot] for spot in first.tolist()] if len(first) <= FEW else None
        return cls(worlds, first, number, few)

    def __len__(self) -> int:
        return len(self.first)

    @overload
    def __getitem__(self, number: int) -> World: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[World]: ...
    def __getitem__(self, number: int | slice) -> World | Sequence[World]:
        if self.few is not None:
            return self.few[number]
        if isinstance(number, slice):
            return [self.worlds[spot] for spot in self.first[number].tolist()]
        return self.worlds[int(self.first[number])]


def _begins(keys: np.ndarray, order: IntArray) -> BoolArray:
    """Return where in an order another key begins."""
    found = np.ones(len(order), dtype=bool)
    found[1:] = False
    for name in KEY.names or ():
        sorted_ = keys[name][order]
        found[1:] |= sorted_[1:] != sorted_[:-1]
    return found


def _hash(world: World) -> bytes:
    """Return what no two worlds have alike that differ."""
    return hashlib.blake2b(repr(world).encode(), digest_size=KEY.itemsize).digest()
