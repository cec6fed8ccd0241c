"""A table of a plan as plain columns, made a DataFrame where somebody asks for one.

To import pandas takes as long as half of all else that a cold solve imports, and a plan that is written as
JSON has no need of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    Column = Sequence[Any] | np.ndarray


@dataclass(frozen=True, eq=False)
class PlanTable:
    """Columns of the same length, by their names."""

    columns: Mapping[str, Column]

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name: str) -> list[Any]:
        """Return a column as plain values."""
        column = self.columns[name]
        return column.tolist() if isinstance(column, np.ndarray) else list(column)

    def lines(self) -> list[dict[str, Any]]:
        """Return each line with its plain values, by the names of the columns."""
        columns = [self[name] for name in self.columns]
        return [dict(zip(self.columns, line, strict=True)) for line in zip(*columns, strict=True)]

    def without_lines(self) -> PlanTable:
        """Return the same columns with nothing in them."""
        return PlanTable({name: column[:0] for name, column in self.columns.items()})

    def frame(self) -> pd.DataFrame:
        """Return the table as a DataFrame."""
        import pandas as pd

        return pd.DataFrame(self.columns)


class Framed:
    """A field of a frozen class that takes a `PlanTable` or a DataFrame; its readers see a DataFrame."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Note where the table is kept."""
        self._kept = f"_{name}"

    @overload
    def __get__(self, holder: None, owner: type) -> Framed: ...
    @overload
    def __get__(self, holder: object, owner: type) -> pd.DataFrame: ...

    def __get__(self, holder: object | None, owner: type) -> Framed | pd.DataFrame:
        """Return the table as a DataFrame, the same one each time."""
        if holder is None:
            raise AttributeError(f"a table of {owner.__name__} has no default")
        kept = vars(holder)[self._kept]
        if isinstance(kept, PlanTable):
            kept = vars(holder)[self._kept] = kept.frame()
        frame: pd.DataFrame = kept
        return frame

    def __set__(self, holder: object, table: PlanTable | pd.DataFrame) -> None:
        """Keep a table as it is given."""
        vars(holder)[self._kept] = table


def as_kept(holder: object, name: str) -> PlanTable | pd.DataFrame:
    """Return a `Framed` field as it is kept, for those who only go through its lines."""
    kept: PlanTable | pd.DataFrame = vars(holder)[f"_{name}"]
    return kept


def lines_of(table: PlanTable | pd.DataFrame) -> list[dict[str, Any]]:
    """Return the lines of a table with plain values, by the names of the columns."""
    if isinstance(table, PlanTable):
        return table.lines()
    return [{str(name): value for name, value in line.items()} for line in table.to_dict("records")]
