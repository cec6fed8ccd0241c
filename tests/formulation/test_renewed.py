"""A scenario renewed with other amounts and numbers is, array by array, what it is from the beginning."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.facts.entries import Units
from planner.formulation.formulate import Formulation, formulate
from planner.formulation.offers import OfferTable
from planner.formulation.renewed import Renewing
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from tests.constraints.examples import EXAMPLES
from tests.folders import SHIPPED
from tests.small import constrained, scenario
from tests.studies.scenarios import documents

ARRAYS = ("lower", "upper", "reach", "step", "row_lower", "row_upper")
amounts = st.sampled_from([0.0, 0.25, 1.0, 1.7, 4.0, 40.0])


def table_of(of: Scenario, formulation: Formulation) -> OfferTable:
    return OfferTable.of(of, formulation.candidates.index, "expected")


def same_program(one: Program, other: Program) -> bool:
    arrays = [getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in ARRAYS]
    parts = ("indptr", "indices", "data", "shape")
    matrices = [np.array_equal(getattr(one.matrix, part), getattr(other.matrix, part)) for part in parts]
    goals = [
        left.name == right.name and left.cost.tobytes() == right.cost.tobytes()
        for left, right in zip(one.goals, other.goals, strict=True)
    ]
    said = [[program.sentence(row) for row in range(len(program.row_lower))] for program in (one, other)]
    known = [(program.sizes != abs(other.matrix).T).nnz == 0 for program in (one, other)]
    return all([*arrays, *matrices, *goals, *known]) and said[0] == said[1]


def check(before: Scenario, after: Scenario, renewing: Renewing | None = None) -> None:
    """Assert that a scenario is renewed from another to what it is by itself."""
    renewing = renewing or Renewing(formulate(before))
    known = renewing.known
    table = table_of(after, known)
    renewed = renewing.formulation(after, table)
    anew = formulate(after, form=known.program.form, table=table)
    assert same_program(renewed.program, anew.program)
    for name in ("reach", "offered"):
        for one, other in ((renewed.ground, anew.ground), (renewed.candidates, anew.candidates)):
            assert getattr(one, name).tobytes() == getattr(other, name).tobytes()


def offering(of: Scenario, units: float, pool: float) -> Scenario:
    """Return a scenario in which the first nation with offers offers other amounts of each."""
    name, nation = next((name, one) for name, one in sorted(of.nations.items()) if one.offers)
    offers = {
        capability: offer.model_copy(
            update={
                "units": Units(expected=(units // offer.step if offer.step else units) * (offer.step or 1.0)),
                "pool": None if offer.pool is None else pool,
            }
        )
        for capability, offer in nation.offers.items()
    }
    nations = {**of.nations, name: nation.model_copy(update={"offers": offers})}
    return of.model_copy(update={"nations": nations})


def renumbered(of: Scenario, times: float) -> Scenario:
    """Return a scenario in which every number of every constraint is another."""
    rules = {}
    for name, rule in of.constraints.items():
        values = {field: getattr(rule, field) for field in type(rule).model_fields}
        moved = {field: times * value for field, value in values.items() if isinstance(value, float)}
        rules[name] = rule.model_copy(update=moved)
    return of.model_copy(update={"constraints": rules})


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_scenarios_are_renewed_to_what_they_are_from_the_beginning(path: Any) -> None:
    before = planner.load(path)
    check(before, offering(before, 7.0, 11.0))
    check(before, renumbered(before, 1.5))


@given(documents(), amounts, amounts, st.sampled_from([0.5, 1.0, 2.0]))
@settings(max_examples=60)
def test_any_scenario_is_renewed_to_what_it_is_from_the_beginning(
    sections: dict[str, Any], units: float, pool: float, times: float
) -> None:
    before = Scenario.model_validate(sections)
    check(before, offering(renumbered(before, times), units, pool))


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_one_after_the_other_is_renewed_as_if_it_was_the_first(kind: str) -> None:
    before = scenario(**constrained(**EXAMPLES[kind].binding))
    renewing = Renewing(formulate(before))
    moved, further = renumbered(before, 2.0), renumbered(before, 1.5)
    for after in (moved, offering(moved, 1.0, 2.0), moved, further, offering(moved, 40.0, 4.0), before):
        check(before, after, renewing)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_constraint_of_every_kind_is_renewed_with_what_is_on_offer(kind: str) -> None:
    before = scenario(**constrained(**EXAMPLES[kind].binding))
    for units in (0.0, 1.0, 40.0):
        check(before, offering(before, units, units))


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_constraint_that_has_become_one_of_another_kind_is_formulated_from_the_beginning(kind: str) -> None:
    before = scenario(**constrained(**EXAMPLES[kind].binding))
    for other in EXAMPLES.values():
        rules = scenario(**constrained(**other.binding)).constraints
        check(before, before.model_copy(update={"constraints": rules}))


def test_what_differs_in_more_than_amounts_is_formulated_from_the_beginning() -> None:
    before = scenario()
    lines = {**before.requirements, "L1": before.requirements["L1"].model_copy(update={"priority": 2})}
    check(before, before.model_copy(update={"requirements": lines}))
    check(before, scenario())


def test_a_matrix_whose_coefficients_stay_is_kept_with_what_is_known_of_it() -> None:
    known = formulate(scenario())
    after = offering(known.scenario, 1.0, 1.0)
    program = Renewing(known).formulation(after, table_of(after, known)).program
    assert program.matrix is known.program.matrix
    assert program.scale is not known.program.scale
