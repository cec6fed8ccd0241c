"""Worlds that are made when they are asked for: however many there are, only a few are there at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from planner.worlds.draws import AT_ONCE
from planner.worlds.world import World


class MadeWorlds(Sequence[World]):
    """So many worlds; `made` makes those from a number to another, always the same.

    Whoever goes through them in order has each made once; the last few are kept.
    """

    def __init__(self, count: int, made: Callable[[int, int], list[World]]) -> None:
        """Begin with none of them made."""
        self._count, self._made = count, made
        self._piece: tuple[int, list[World]] = (-1, [])

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @overload
    def __getitem__(self, spot: int) -> World: ...
    @overload
    def __getitem__(self, spot: slice) -> list[World]: ...
    def __getitem__(self, spot: int | slice) -> World | list[World]:
        """Return one of them, or some."""
        if isinstance(spot, slice):
            return [self[one] for one in range(*spot.indices(self._count))]
        number, within = divmod(range(self._count)[spot], AT_ONCE)
        if self._piece[0] != number:
            start = number * AT_ONCE
            self._piece = number, self._made(start, min(start + AT_ONCE, self._count))
        return self._piece[1][within]
