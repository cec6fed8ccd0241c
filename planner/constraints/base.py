"""What every kind of political constraint has in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Annotated, Any, ClassVar

from pydantic import Field, Tag

from planner.constraints.staying import Staying
from planner.facts.annotations import marked, referring
from planner.facts.facts import Facts
from planner.facts.fields import Chance, Entry, Identifier, OrFraction, Positive, Refers, by_form
from planner.facts.selection import GROUPS, Selection
from planner.ground.ground import BoolArray, Ground
from planner.program.arrays import np
from planner.program.blocks import ColumnBlock, FloatArray, IntArray, Keys, Part, RowBlock
from planner.program.row_source import RowSource
from planner.program.steps import SAME


class Price(Entry):
    """What it costs, politically, to bend a constraint."""

    price: Positive
    """Per unit of its bound."""


@dataclass(frozen=True)
class Proportion:
    """What a rule says of a part beside a whole: at most, or at least, so many times its measure.

    `by_nation` where the part are nations among those of the whole, so that parts can make it up; `each`
    where each nation of the part is one.
    """

    part: Selection
    whole: Selection
    measure: str
    when: str | None
    per: tuple[str, ...] = ()
    most: Fraction | None = None
    least: Fraction | None = None
    by_nation: bool = False
    each: bool = False


class Constraint(Selection):
    """A political constraint: a kind is one file with a subclass of this, found by itself.

    A kind either forbids contributions (`forbids`) or adds rows (`rows`); rows that need a yes or a no for
    each of some groups name a family of binary columns (`columns`).
    """

    says: ClassVar[str]
    """What the kind says, in one sentence."""
    example: ClassVar[str]
    """An entry of the kind as it is written in a scenario."""
    mathematics: ClassVar[str] = ""
    """Its rows in the notation of docs/mathematics.md; empty where a kind of one's own does not say."""
    worked: ClassVar[str] = ""
    """A case whose answer one can work out by hand; empty where a kind of one's own gives none."""

    needs_each_nation: ClassVar[bool] = False
    """Whether it means nothing where one of the nations it names offers nothing."""
    follows_offers: ClassVar[bool] = False
    """Whether its bounds are parts of what is offered, so that they move with an offer."""

    id: Identifier = ""
    """Its id: the key in the table of constraints."""
    kind: Any
    """Which kind it is."""
    title: str | None = None
    """Its name as people say it."""
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

    @classmethod
    def named(cls) -> str:
        """Return the word that entries of the kind have as their `kind`."""
        return str(cls.model_fields["kind"].default)

    @property
    def lifted_by(self) -> tuple[str, ...]:
        """The conditions that lift it where they hold: all that it names beside `when`."""
        names = referring(type(self), "conditions")
        return tuple(sorted({one for name in names if name != "when" for one in _ids(getattr(self, name))}))

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions that decide in which phases it binds."""
        return tuple(sorted({*self.lifted_by, *_ids(self.when)}))

    @property
    def counted_in(self) -> str:
        """The measure that its rows add up; units where it names none."""
        return next(self._ids_of("measures"), "units")

    @property
    def bound_in(self) -> str:
        """What its bound is a number of: the measure, or what is counted, such as nations."""
        return self.counted_in

    @property
    def asked_of_each(self) -> float:
        """How much of the measure one of its bound is where nothing can be that one."""
        return 1.0

    @property
    def exact(self) -> bool:
        """Whether one number of it is the least and the most at once, so that both move together."""
        return False

    @property
    def made_by_offers(self) -> bool:
        """Whether its rows are others once one of those it selects offers nothing, and not its columns alone.

        A share of a burden is one, and a group that holds nobody any more and has to reach a least.
        """
        return False

    def staying(self, ground: Ground, leaving: Collection[frozenset[str]]) -> Staying | None:  # noqa: ARG002
        """Return its rows as they are whichever nations are gone; None where that is not known.

        `leaving` are those who may be gone together, or some of them. Asked only of one whose rows are
        `made_by_offers`.
        """
        return None

    @property
    def host(self) -> str | None:
        """The host that it speaks for; None where it names none."""
        return next(self._ids_of("hosts"), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """What its rows are made for each of, `horizon` among them where phases are added up."""
        return tuple(one for name in marked(type(self), GROUPS) for one in _ids(getattr(self, name)))

    def _ids_of(self, sort: str) -> Iterator[str]:
        return (one for name in referring(type(self), sort) for one in _ids(getattr(self, name)))

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
        self,
        keys: Keys,
        parts: Sequence[Part],
        *,
        lower: float | FloatArray = -inf,
        upper: float | FloatArray = inf,
        count: int,
        defines: bool = False,
    ) -> RowBlock:
        """Return `count` rows of this constraint, which know where they come from.

        A bound is one number for all rows, or an array with one for each. That rows say what a yes or a no
        means is seen by their yes-or-no columns; where they have none, `defines` says it.
        """
        said = self.sentence().replace("{", "{{").replace("}", "}}")
        named = ", ".join(f"{{{key}}}" for key in keys)
        return RowBlock(
            self.id,
            keys,
            np.full(count, lower),
            np.full(count, upper),
            tuple(parts),
            RowSource("constraint", self.id),
            f"{said} ({named})" if named else said,
            defines,
        )

    @staticmethod
    def reached(least: float | FloatArray, reach: FloatArray) -> FloatArray:
        """Return a least measure of groups, or what they reach where that is less by rounding alone."""
        return np.where(reach < least * (1 - SAME), least, np.minimum(least, reach))

    def choices(self, keys: Keys, count: int, side: str = "") -> ColumnBlock:
        """Return `count` yes-or-no columns of this constraint; `side` names one of several families."""
        return ColumnBlock.binary(self._choice_family(side), keys, count)

    def choice(
        self,
        numbers: IntArray,
        factor: float | FloatArray,
        *,
        rows: IntArray | None = None,
        side: str = "",
    ) -> Part:
        """Return a part that adds `factor` times choice `numbers[i]` to row `rows[i]`, or to row i.

        Numbers of -1 add nothing.
        """
        spots = np.arange(len(numbers), dtype=np.int32) if rows is None else rows
        factors = np.broadcast_to(np.asarray(factor, dtype=float), len(numbers))
        used = numbers >= 0
        return Part(self._choice_family(side), spots[used], numbers[used], factors[used], yes_or_no=True)

    def _choice_family(self, side: str) -> str:
        return f"choice {self.id} {side}".strip()

    def adds_up(self) -> str | None:
        """Return the measure that it adds up over its selections, if it does."""
        return next(self._ids_of("measures"), None)

    def compares(self) -> Iterator[Proportion]:
        """Yield what it compares with what; nothing unless a kind says so."""
        yield from ()

    def sentence(self) -> str:
        """Say the constraint in words."""
        raise NotImplementedError

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its own fields, as (field, text); for what the models cannot see."""
        yield from ()

    def objections_in(self, facts: Facts) -> Iterator[tuple[str, str]]:  # noqa: ARG002
        """Yield what is wrong with it in a scenario whose every id is known, as (field, text)."""
        yield from ()


Bound = Annotated[float, Field(ge=0, le=1e12)]
IN_PERCENT = "said in percent"
"""Marks a number that the sentence of its kind says as `part_in_words` writes it."""
PartOf = Annotated[Chance, IN_PERCENT]
Multiple = Annotated[float, Field(ge=0, le=1e12), OrFraction(), IN_PERCENT]


def _ids(value: Any) -> tuple[str, ...]:
    """Return the ids of a field: one, several, or none."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, tuple) else ()


def for_each(per: Sequence[str]) -> str:
    """Say what a bound holds for: each nation and place, over the whole horizon; nothing for one bound."""
    groups = [word for word in per if word != "horizon"]
    said = f" for each {' and '.join(groups)}" if groups else ""
    return f"{said} over the whole horizon" if "horizon" in per else said
