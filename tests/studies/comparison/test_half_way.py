"""Scenarios half way between two, made one from another: array by array what each is from the beginning."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

import planner
from planner.formulation.formulate import formulate
from planner.formulation.offers import Counting
from planner.studies.comparison.half_way import HalfWay
from planner.studies.comparison.input_changes import input_changes
from planner.studies.comparison.joint_changes import Between, Variant, changes_of
from tests.folders import ROOT
from tests.formulation.test_renewed import same_program


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
