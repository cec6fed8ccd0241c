"""What rows come from, such as an offer or a constraint: carried with them, never read out of a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

RowSort = Literal[
    "need", "offer", "pool", "support", "stay", "constraint", "closure", "goal", "definition", "study"
]
"""`closure` rows say that something is closed, `definition` rows what a column is; a study adds its own."""
_PATHS: Mapping[RowSort, str] = {
    "need": "requirements.{requirement}.quantity",
    "offer": "nations.{nation}.offers.{capability}.units",
    "pool": "nations.{nation}.offers.{capability}.pool",
    "support": "nations.{nation}.support.{place}",
    "stay": "nations.{nation}.offers.{capability}.stay",
    "goal": "goals",
}


@dataclass(frozen=True)
class RowSource:
    """What rows come from; `name` is the id of the constraint or of the reason that closes, if it is one."""

    sort: RowSort
    name: str = ""

    @property
    def constraint(self) -> str | None:
        """The id of the constraint whose rows these are; None for others."""
        return self.name if self.sort == "constraint" else None

    def path(self, ids: Mapping[str, str]) -> str:
        """Return where in the scenario a row stands whose keys have these ids; empty if nowhere."""
        if self.sort == "constraint":
            return f"constraints.{self.name}"
        return self.name if self.sort == "closure" else _PATHS.get(self.sort, "").format_map(ids)


ADDED = RowSource("study")
"""Rows that a study adds."""
