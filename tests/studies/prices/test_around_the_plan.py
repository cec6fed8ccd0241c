"""A bound that has moved changes by pivots from the plan what it changes by solving again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings

import planner
from planner.engines.hot.corner import Corner
from planner.program.blocks import SHORTFALL
from planner.program.program import Goal
from planner.scenario.scenario import Scenario
from planner.studies.chain import Chain
from planner.studies.prices import moved_bound
from planner.studies.prices.around_the_plan import Moved, around_the_plan, differs
from planner.studies.prices.behind import reworked
from planner.studies.prices.binding import Bound, bounds
from planner.studies.prices.directions import Sides
from planner.studies.prices.foreseen import Foreseen
from planner.studies.prices.one_unit import _Beside
from planner.studies.prices.shares import recounted
from planner.studies.solved import Solved, solved
from tests.folders import ROOT
from tests.small import document, scenario
from tests.studies.scenarios import documents


def pivoted(chain: Chain, bound: Bound, by: float, goals: Sequence[Goal]) -> Moved | None:
    """Return what pivots tell where no goal is known to be kept."""
    return around_the_plan(chain, bound, by, goals, 0)


def compared(of: Solved, parts: tuple[float, ...], every: int = 1) -> int:
    """Assert that both ways say the same, and return how many moves pivots could tell."""
    chain, told = of.chain, 0
    goals = [stage.goal for stage in chain.stages]
    for bound in bounds(chain)[::every]:
        for by in parts:
            quick = around_the_plan(chain, bound, by, goals, 0)
            if quick is None:
                continue
            slow = moved_bound.moved_on_face(chain, bound, by, goals)
            assert slow is not None
            allowed = 1e-6 * np.maximum(1.0, np.abs(chain.reached[: len(slow[0])]))
            assert (np.abs(quick[0] - slow[0]) <= allowed).all()
            last, lines = len(quick[0]) - 1, of.program.family(SHORTFALL)
            counted = goals[last].cost[lines] != 0
            if differs(quick[0][last], chain.reached[last]):
                one, other = (each[1][lines][counted] for each in (quick, slow))
                assert one == pytest.approx(other, abs=1e-6)
            told += 1
    return told


@given(documents())
@settings(max_examples=25)
def test_pivots_and_solving_again_change_the_same_goals_as_much(sections) -> None:
    plan = solved(Scenario.model_validate(sections))
    if plan.found:
        compared(plan, (1.0, -1.0, 0.3, -0.3))


def test_most_of_what_is_moved_in_the_shipped_force_is_told_by_pivots() -> None:
    plan = solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    assert compared(plan, (0.5, -0.5), every=12) > 40


def first_of_the_first_goal(chain: Chain) -> Bound:
    """Return the first offer that has a price for the first goal."""
    return next(bound for bound in bounds(chain) if bound.sort == "offer" and chain.priced[0, bound.row])


def test_what_lines_are_short_of_is_told_where_no_others_do_as_well() -> None:
    chain = solved(scenario()).chain
    goals = [stage.goal for stage in chain.stages]
    offer = first_of_the_first_goal(chain)
    quick, slow = (way(chain, offer, -1.0, goals) for way in (pivoted, moved_bound.moved_on_face))
    assert quick is not None
    assert slow is not None
    lines = chain.solved.program.family(SHORTFALL)
    assert quick[1][lines] == pytest.approx(slow[1][lines], abs=1e-9)
    assert np.abs(quick[1] - chain.point)[lines].max() == pytest.approx(1)


def test_which_of_two_lines_that_do_as_well_is_short_of_it_is_left_to_a_solver() -> None:
    line = document()["requirements"]["L1"]
    lines = {"L1": line, "L2": line}
    chain = solved(scenario(requirements=lines)).chain
    goals = [stage.goal for stage in chain.stages]
    assert pivoted(chain, first_of_the_first_goal(chain), -1.0, goals) is None


def test_a_line_that_requires_nothing_any_more_is_one_less_to_share_with(monkeypatch) -> None:
    """What is short is as if the scenario had been formulated without the line."""
    plan = solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    chain, told = plan.chain, 0
    for bound in bounds(chain):
        if bound.sort != "need" or bound.value > 1.5:
            continue
        goals = recounted(chain, bound, -bound.value)
        assert goals is not None
        with monkeypatch.context() as alone:
            alone.setattr(moved_bound, "recounted", lambda *_: None)
            slow = moved_bound.changed_by(chain, bound, -bound.value, Foreseen(shares=True))
        quick = moved_bound.changed_by(chain, bound, -bound.value, Foreseen(shares=True))
        assert quick is not None
        assert slow is not None
        changed = len(quick[0])
        assert quick[0] == pytest.approx(slow[0][:changed], abs=1e-9 * max(1.0, *chain.reached))
        told += 1
    assert told > 10


def test_a_line_that_leaves_a_rule_with_nothing_to_add_up_is_formulated_anew() -> None:
    rule = {"kind": "limit", "requirements": "M1", "measure": "units", "at_least": 1}
    chain = solved(scenario(constraints={"rule": rule})).chain
    need = next(bound for bound in bounds(chain) if bound.sort == "need" and bound.value == 6)
    assert recounted(chain, need, -need.value) is None


def test_nothing_is_told_by_pivots_that_no_longer_add_up_or_of_whole_numbers(monkeypatch) -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 50}
    chain = solved(scenario(nations=nations)).chain
    goals = [stage.goal for stage in chain.stages]
    spare = next(bound for bound in bounds(chain) if bound.spare)
    assert around_the_plan(chain, spare, -1.0, goals, 0) is not None
    monkeypatch.setattr(Corner, "adds_up", lambda *_: False)
    assert around_the_plan(chain, spare, -1.0, goals, 0) is None
    monkeypatch.undo()
    whole = solved(scenario(whole_units=True)).chain
    assert all(around_the_plan(whole, bound, 1.0, goals, 0) is None for bound in bounds(whole))


def test_a_path_whose_rows_are_no_longer_what_its_columns_make_does_not_add_up() -> None:
    corner = solved(scenario()).chain.corner
    path = corner.path()
    assert corner.adds_up(path)
    path.value[-1] += 1e-6 * max(1.0, abs(path.value[-1]))
    assert not corner.adds_up(path)


def test_a_move_beyond_what_is_possible_is_left_to_a_solver() -> None:
    chain = solved(scenario()).chain
    goals = [stage.goal for stage in chain.stages]
    offer = next(bound for bound in bounds(chain) if bound.sort == "offer")
    assert around_the_plan(chain, offer, -offer.value - 1, goals, 0) is None
    assert moved_bound.moved_on_face(chain, offer, -offer.value - 1, goals) is None


@pytest.mark.parametrize("part", [0.25, 0.75])
def test_what_is_foreseen_to_be_kept_is_kept_by_parts_of_one_as_well(part: float) -> None:
    """What less than a unit does is asked for with the goals kept that a move of that size keeps."""
    plan = solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    checked = 0
    for bound in bounds(plan.chain)[::9]:
        piece = Sides(plan.chain).piece(bound, -1)
        if piece is None or bound.sort != "offer" or bound.relaxes(-1) or reworked(plan.chain, bound):
            continue
        by = -part * min(bound.value, 1.0)
        known = _Beside(plan.chain, bound, -1, piece).foreseen(by)
        moved = moved_bound.moved_on_face(plan.chain, bound, by, [stage.goal for stage in plan.chain.stages])
        if moved is None:
            assert not known.possible
            continue
        changed = moved_bound.first_changed(plan.chain, moved[0])
        assert changed is None or changed >= known.kept
        checked += 1
    assert checked > 10
