"""What every kind of political constraint has in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
from pydantic import Field, Tag

from planner.program.tables import ColumnBlock, Keys, Part, RowBlock
from planner.scenario.fields import Entry, Identifier, Positive, Refers, by_form
from planner.scenario.selection import Selection

if TYPE_CHECKING:
    from planner.formulation.ground import BoolArray, Ground


class Price(Entry):
    """What it costs, politically, to bend a constraint."""

    price: Positive
    """Per unit of its bound."""


class Constraint(Selection):
    """A political constraint: a kind is one file with a subclass of this, found by itself.

    A kind either forbids contributions (`forbids`) or adds rows (`rows`); rows that need a yes or a no for
    each of some groups name a family of binary columns (`columns`).
    """

    says: ClassVar[str]
    """What the kind says, in one sentence."""
    example: ClassVar[str]
    """An entry of the kind as it is written in a scenario."""

    id: Identifier = ""
    """Its id: the key in the table of constraints."""
    kind: Any
    """Which kind it is."""
    because: str | None = None
    """Why it holds, for the reader of a report."""
    source: Annotated[Identifier | None, Refers("sources")] = None
    """Where that was published."""
    note: str | None = None
    """A remark for the reader."""
    when: Annotated[Identifier | None, Refers("conditions")] = None
    """It binds only in the phases where this condition holds."""
    negotiable: Annotated[
        Annotated[bool, Tag("switch")] | Annotated[Price, Tag("mapping")], by_form(switch=bool, mapping=Price)
    ] = True
    """`false` for a red line; `{price: p}` per unit of its bound."""

    def forbids(self, ground: Ground) -> BoolArray | None:  # noqa: ARG002
        """Return which possible contributions the constraint takes out; nothing unless a kind says so."""
        return None

    def columns(self, ground: Ground) -> Iterator[ColumnBlock]:  # noqa: ARG002
        """Yield the yes-or-no columns that the rows need; none unless a kind says so."""
        yield from ()

    def rows(self, ground: Ground) -> Iterator[RowBlock]:  # noqa: ARG002
        """Yield the rows that the constraint adds; none unless a kind says so."""
        yield from ()

    def block(
        self, keys: Keys, parts: Sequence[Part], *, lower: float = -inf, upper: float = inf, count: int
    ) -> RowBlock:
        """Return `count` rows of this constraint with the same bounds, which know where they come from."""
        said = self.sentence().replace("{", "{{").replace("}", "}}")
        named = ", ".join(f"{{{key}}}" for key in keys)
        return RowBlock(
            self.id,
            keys,
            np.full(count, lower),
            np.full(count, upper),
            tuple(parts),
            f"constraints.{self.id}",
            f"{said} ({named})" if named else said,
        )

    def sentence(self) -> str:
        """Say the constraint in words."""
        raise NotImplementedError

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its own fields, as (field, text); for what the models cannot see."""
        yield from ()


Bound = Annotated[float, Field(ge=0, le=1e12)]
Fraction = Annotated[float, Field(ge=0, le=1)]
