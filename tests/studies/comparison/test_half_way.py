"""Scenarios half way between two, made one from another: array by array what each is from the beginning."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

import planner
from planner.engines.engine import Engine
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.pulp_solver import Pulp
from planner.formulation.formulate import formulate
from planner.formulation.offers import Counting
from planner.program.program import Program
from planner.question import Question
from planner.studies.comparison import valuing
from planner.studies.comparison.half_way import HalfWay
from planner.studies.comparison.input_changes import input_changes
from planner.studies.comparison.joint_changes import Between, Variant, changes_of
from planner.studies.comparison.sides import sides
from planner.studies.comparison.valuing import Valuer
from tests.folders import ROOT
from tests.formulation.test_renewed import same_program

CLOSE = ("reassurance", "reassurance-us-stays-out")


def variants(other: str) -> list[Variant]:
    """Return the reassurance force with every set of the changes that another makes, smallest first."""
    files = ("reassurance", other)
    one, two = (Variant(planner.load(ROOT / "scenarios" / f"{name}.yaml"), Counting()) for name in files)
    changes = changes_of(input_changes(one.scenario, two.scenario))
    sets = chain.from_iterable(combinations(changes, size) for size in range(len(changes) + 1))
    between = Between(one, two)
    return [one, *(between.with_changes(some) for some in sets), two]


@pytest.mark.parametrize(
    "other", ["reassurance-no-ceasefire", "reassurance-turkiye-no-ships", "reassurance-us-stays-out"]
)
def test_every_scenario_half_way_is_formulated_to_what_it_is_from_the_beginning(other: str) -> None:
    half_way = HalfWay()
    for variant in variants(other):
        made = half_way.program(variant)
        assert same_program(made, formulate(variant.scenario, variant.counting).program)


def test_amounts_on_offer_and_words_alone_ask_for_no_formulation_of_their_own() -> None:
    half_way = HalfWay()
    for variant in variants("reassurance-us-stays-out"):
        half_way.program(variant)
    assert len(half_way.known) == 2  # with the backstop and without it


def test_a_scenario_counted_otherwise_is_formulated_anew() -> None:
    half_way, scenario = HalfWay(), planner.load(ROOT / "scenarios" / "reassurance.yaml")
    for counting in (Counting(), Counting(offers="low"), Counting(firmness="committed")):
        made = half_way.program(Variant(scenario, counting))
        assert same_program(made, formulate(scenario, counting).program)
    assert len(half_way.known) == 3


def test_what_a_plan_was_formulated_to_is_at_hand_for_what_stands_half_way() -> None:
    half_way = HalfWay()
    found = sides([ROOT / "scenarios" / f"{name}.yaml" for name in CLOSE], Question(), half_way=half_way)
    made = [known.known.program for known in half_way.known]
    assert [half_way.program(side.variant) for side in found if side.variant] == made


def test_what_stands_half_way_reaches_what_it_does_from_the_beginning() -> None:
    half_way = HalfWay()
    for variant in variants("reassurance-turkiye-no-ships"):
        program = half_way.program(variant)
        nearest, anew = half_way.nearest.solve(program), solve(program, Highs())
        for one, other in zip(nearest.stages, anew.stages, strict=True):
            assert one.value == pytest.approx(other.value, rel=1e-9, abs=1e-9)


def test_another_solver_that_is_asked_for_values_what_stands_half_way(monkeypatch) -> None:
    one, two = (planner.load(ROOT / "scenarios" / f"{name}.yaml") for name in CLOSE)
    asked: list[str] = []

    def noted(program: Program, engine: Engine, **_: object) -> Solution:
        asked.append(engine.name)
        return solve(program, Highs())

    monkeypatch.setattr(valuing, "solve", noted)
    between = Between(Variant(one, Counting()), Variant(two, Counting()))
    changes = changes_of(input_changes(one, two))
    Valuer(between, ("fill 1",), Pulp("cbc")).value(changes[:1])
    assert asked == ["cbc"]
    Valuer(between, ("fill 1",), Highs()).value(changes[:1])
    assert asked == ["cbc"]
