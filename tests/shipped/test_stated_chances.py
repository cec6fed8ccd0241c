"""What the shipped scenarios say of chances: every condition has one, says from where, and moves no plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from planner.worlds.chances import Chances
from planner.worlds.draws import pieces
from tests.shipped_scenarios import BY_NAME, shipped

WITH_CONDITIONS = [name for name in BY_NAME if shipped(name).conditions]
SUPPOSING = [
    (name, condition)
    for name, path in BY_NAME.items()
    for document in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    if "extends" in document
    for condition, entry in document.get("conditions", {}).items()
    if "holds" in entry
]


@pytest.mark.parametrize("name", WITH_CONDITIONS)
def test_every_condition_has_a_chance_with_a_source_or_said_to_be_assumed(name: str) -> None:
    conditions = shipped(name).conditions
    assert [key for key, one in conditions.items() if one.probability is None] == []
    assert [key for key, one in conditions.items() if not (one.assumption or one.source)] == []


@pytest.mark.parametrize("name", WITH_CONDITIONS)
def test_a_chance_that_nobody_published_is_said_to_be_assumed(name: str) -> None:
    """No source of these scenarios gives a chance: it says "assumed", or the whole scenario is invented."""
    scenario = shipped(name)
    invented = "invented" in (scenario.description or "")
    assert [key for key, one in scenario.conditions.items() if not (one.assumption or invented)] == []


@pytest.mark.parametrize("name", [name for name in BY_NAME if shipped(name).chance])
def test_chances_by_firmness_are_all_stated_and_said_to_be_guesses(name: str) -> None:
    scenario = shipped(name)
    assert Chances.of(scenario).usual == ()
    base = shipped(_first(BY_NAME[name]).stem)
    assert "Chances are guesses of the planner authors." in " ".join((base.description or "").split())


@pytest.mark.parametrize(("name", "condition"), SUPPOSING)
def test_what_a_variant_supposes_is_so_in_every_world(name: str, condition: str) -> None:
    scenario = shipped(name)
    chances = Chances.of(scenario)
    draws = np.concatenate(list(pieces(chances.draws(64, 1))))
    ways = set(chances.stands(draws)[condition])
    assert len(ways) == 1
    assert ("never" in ways) == (scenario.conditions[condition].holds == "never")


@pytest.mark.parametrize("name", WITH_CONDITIONS)
def test_chances_delays_and_shapes_move_no_plan(name: str) -> None:
    scenario = shipped(name)
    assert _same(formulate(scenario).program, formulate(_without_chances(scenario)).program)


def _first(path: Path) -> Path:
    """Return the file that a scenario goes back to."""
    extends = yaml.safe_load(path.read_text(encoding="utf-8")).get("extends")
    return path if extends is None else _first(path.parent / extends)


def _without_chances(scenario: Scenario) -> Scenario:
    """Return a scenario in which nothing says how likely anything is."""
    sure = {
        name: one.model_copy(update={"probability": None, "delay": None})
        for name, one in scenario.conditions.items()
    }
    nations = {
        name: nation.model_copy(
            update={
                "offers": {
                    capability: offer.model_copy(update={"shape": "triangle"})
                    for capability, offer in nation.offers.items()
                }
            }
        )
        for name, nation in scenario.nations.items()
    }
    return scenario.model_copy(update={"conditions": sure, "nations": nations, "chance": None})


def _same(one: Program, other: Program) -> bool:
    arrays = ("lower", "upper", "reach", "step", "row_lower", "row_upper")
    return (
        one.names == other.names
        and one.matrix.shape == other.matrix.shape
        and (one.matrix != other.matrix).nnz == 0
        and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)
        and all(
            np.array_equal(ours.cost, theirs.cost)
            for ours, theirs in zip(one.goals, other.goals, strict=True)
        )
    )
