"""Kinds whose fields have other names: what a study finds must not depend on what a field is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import create_model

from planner.constraints import kinds
from planner.constraints.base import Constraint
from planner.ground.ground import BoolArray, Ground
from planner.program.blocks import ColumnBlock, RowBlock
from planner.scenario.scenario import Scenario

BASE = frozenset(Constraint.model_fields)
OTHER = "{}_by_another_name"


class Renamed(Constraint):
    """A kind that does what another does; its own fields have names that nobody knows."""

    of: ClassVar[type[Constraint]]

    @property
    def original(self) -> Constraint:
        """The same constraint with the names of its kind."""
        names = {OTHER.format(name): name for name in self.of.model_fields if name not in BASE}
        given = {names.get(name, name): getattr(self, name) for name in self.model_fields_set}
        return self.of.model_construct(**given)

    @property
    def exact(self) -> bool:
        return self.original.exact

    @property
    def bound_in(self) -> str:
        return self.original.bound_in

    def forbids(self, ground: Ground) -> BoolArray | None:
        return self.original.forbids(ground)

    def columns(self, ground: Ground) -> Iterator[ColumnBlock]:
        yield from self.original.columns(ground)

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        yield from self.original.rows(ground)

    def sentence(self) -> str:
        return self.original.sentence()

    def objections(self) -> Iterator[tuple[str, str]]:
        yield from self.original.objections()


def _other(kind: type[Constraint]) -> type[Renamed]:
    fields: dict[str, Any] = {
        OTHER.format(name): (field.annotation, field)
        for name, field in kind.model_fields.items()
        if name not in BASE
    }
    fields["kind"] = (kind.model_fields["kind"].annotation, kind.model_fields["kind"].default)
    made = create_model(f"Renamed{kind.__name__}", __base__=Renamed, **fields)
    made.of, made.follows_offers = kind, kind.follows_offers
    if kind.columns is Constraint.columns:  # a kind without a yes or a no is told by that
        made.columns = Constraint.columns  # type: ignore[method-assign]
    return made


def renamed(scenario: Scenario) -> Scenario:
    """Return a scenario whose constraints are of kinds with other names for their fields."""
    others = {name: _other(kind) for name, kind in kinds().items()}
    constraints: dict[str, Constraint] = {}
    for name, one in scenario.constraints.items():
        given = {
            field if field in BASE else OTHER.format(field): getattr(one, field)
            for field in one.model_fields_set
        }
        constraints[name] = others[str(one.kind)].model_validate(given)
    return scenario.model_copy(update={"constraints": constraints})
