"""How likely something is, as an author states it: by itself, or by what else comes to hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import TopologicalSorter
from typing import Annotated

from pydantic import AfterValidator, Field, Tag, model_validator

from planner.facts.fields import AsTuple, Chance, Entry, Names, Refers, by_form


class Branch(Entry):
    """One row of a table of chances: `{if: ceasefire, is: 0.7}`, or `{else: 0.1}` for all that is left."""

    given: Annotated[Names, Refers("conditions")] = Field(default=(), alias="if")
    """The conditions that all come to hold where this row counts."""
    chance: Chance | None = Field(default=None, alias="is")
    """How likely it is then."""
    otherwise: Chance | None = Field(default=None, alias="else")
    """How likely it is where no row above counts."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Branch:
        if self.otherwise is None and (not self.given or self.chance is None):
            raise ValueError("should say `if` and `is`, or `else` alone")
        if self.otherwise is not None and (self.given or self.chance is not None):
            raise ValueError("says `else`, which stands alone")
        return self

    @property
    def likely(self) -> float:
        """How likely it is where this row is taken."""
        said = self.chance if self.otherwise is None else self.otherwise
        return 0.0 if said is None else said


def _ends_with_else(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    if not branches or branches[-1].otherwise is None:
        raise ValueError("should end with `{else: ...}`: how likely it is where no row above counts")
    if any(one.otherwise is not None for one in branches[:-1]):
        raise ValueError("has rows below `else`, which never count")
    return branches


Probability = Annotated[
    Annotated[Chance, Tag("number")]
    | Annotated[tuple[Branch, ...], AsTuple, AfterValidator(_ends_with_else), Tag("list")],
    by_form(number=float, list=tuple),
]
"""A chance, or a table of chances by other conditions, of which the first row that counts is taken."""


def looked_at(probability: Probability | None) -> tuple[str, ...]:
    """Return the conditions by which a chance is stated."""
    branches = probability if isinstance(probability, tuple) else ()
    return tuple(dict.fromkeys(name for branch in branches for name in branch.given))


def chance_order(looks_at: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return conditions with each behind those by which its chance is stated.

    Raises graphlib.CycleError where that goes round in a circle.
    """
    before = {name: [other for other in others if other in looks_at] for name, others in looks_at.items()}
    return tuple(TopologicalSorter(dict(sorted(before.items()))).static_order())


class Standings(Entry):
    """How likely an offer stands at all, by its firmness; the figures that are not stated are assumed."""

    committed: Chance = 0.95
    """Of an offer that is committed; the 95 % are the planner's assumption where nothing is stated."""
    approved: Chance = 0.8
    """Of an offer that is approved; 80 % where nothing is stated."""
    conditional: Chance = 0.5
    """Of an offer that hangs on a decision; 50 % where nothing is stated."""
    signalled: Chance = 0.25
    """Of an offer that was only spoken of; 25 % where nothing is stated."""

    @model_validator(mode="after")
    def _states_something(self) -> Standings:
        if not self.model_fields_set:
            raise ValueError("should state at least one rung of the ladder, such as `committed: 0.95`")
        return self
