"""What differs in little from a program that is solved comes to what it comes to when solved alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from planner.engines.engine import Face, Held, Pace, Status
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.highs_mixed import HighsMixedSession
from planner.engines.trust import largest_violation, minimised
from planner.engines.whole import around, parting
from planner.engines.whole.around import Around
from planner.engines.whole.island_ladders import KnownIslands
from planner.engines.whole.near_least import least_near
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario


def drawn(seed: int) -> Program:
    """Return a program in steps whose islands pools, a share and a lead join, some of which bind nothing."""
    chance = Random(seed)
    kinds = [f"k{number}" for number in range(4)]
    document = {
        "title": f"Drawn {seed}",
        "phases": [{"id": f"p{number}", "months": chance.choice([1, 3, 6])} for number in range(3)],
        "places": {"here": {"area": "a"}},
        "capabilities": {name: _capability(chance) for name in kinds},
        "requirements": {
            f"r{name}": {
                "capability": name,
                "place": "here",
                "quantity": chance.choice([1.3, 2, 4.1, 6]),
                "priority": chance.choice([1, 2]),
            }
            for name in kinds
        },
        "nations": {
            f"N{number}": {"offers": {name: _offer(chance) for name in chance.sample(kinds, 3)}}
            for number in range(4)
        },
        "constraints": {
            "lead": {"kind": "lead", "component": "land", "nations": ["N0"], "because": "so"},
            "share": {
                "kind": "share",
                "nations": ["N1", "N2"],
                "component": "land",
                "at_most": chance.choice([0.4, 0.6, 0.9]),
                "because": "so",
            },
        },
        "goals": ["fill", "cost"],
    }
    program = formulate(Scenario.model_validate(document)).program
    return replace(program, goals=tuple(goal for goal in program.goals if goal.stated))


def _capability(chance: Random) -> dict[str, Any]:
    return {
        "component": "land",
        "unit": "unit",
        "personnel": chance.choice([10, 70, 650]),
        "cost": round(chance.uniform(0.5, 3), 2),
        "step": chance.choice([0.25, 0.5, 1]),
    }


def _offer(chance: Random) -> Any:
    units = chance.choice([1, 2, 3])
    return {"units": units, "pool": 3, "rotation": 3, "tour": 3} if chance.random() < 0.3 else units


def moves(program: Program) -> Iterator[Program]:
    """Yield the program with each bound of a row that is a number moved up and down."""
    for row in range(len(program.row_lower)):
        for by in (1.0, -1.0):
            upper = program.row_upper.copy()
            upper[row] += by
            if np.isfinite(upper[row]) and upper[row] >= program.row_lower[row]:
                yield replace(Face.of(program), row_upper=upper).held(program)


def begun(program: Program) -> Around:
    """Return what solves programs that differ in little from one."""
    found, known = solve(program, Highs()), KnownIslands()
    return Around(program, found.values, Highs(), known)


def same(program: Program, found: Solution, alone: Solution) -> None:
    """Hold a solution against that of the program solved alone."""
    assert found.status is alone.status
    assert [one.value for one in found.stages] == pytest.approx([one.value for one in alone.stages], abs=1e-6)
    if found.found:
        assert largest_violation(program, found.values) < 1e-6
        assert [float(one.goal.cost @ found.values) for one in found.stages] == pytest.approx(
            [one.value for one in found.stages], abs=1e-6
        )


@pytest.mark.parametrize("seed", range(4))
def test_a_bound_that_moves_is_what_it_is_when_all_is_solved(seed: int) -> None:
    program = drawn(seed)
    near_by, answered = begun(program), 0
    for moved in moves(program):
        found = near_by.solve(moved)
        if found is not None:
            same(moved, found, solve(moved, Highs()))
            answered += 1
    assert answered or near_by.apart is None or not near_by.apart.left_out.any()


def test_rows_that_are_left_out_and_broken_come_in_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of the drawn programs need it nobody knows, so all of them are asked until some do."""
    stayed, joined = [], []
    real, narrow = around._NearBy._with_the_rest, parting.narrowest

    def noted(self: Any, *given: Any) -> Solution | None:
        found = real(self, *given)
        stayed.append(found is not None)
        return found

    def narrowing(*given: Any) -> Any:
        joined.append(True)
        return narrow(*given)

    monkeypatch.setattr(around._NearBy, "_with_the_rest", noted)
    monkeypatch.setattr(around, "narrowest", narrowing)
    monkeypatch.setattr(around, "MOST", 1.0)
    for seed in range(12):
        program = drawn(seed)
        near_by = begun(program)
        for moved in moves(program):
            before = len(stayed)
            found = near_by.solve(moved)
            if found is not None and len(stayed) > before:
                same(moved, found, solve(moved, Highs()))
        if any(stayed) and any(joined):
            return
    pytest.fail("no row came in again")


def test_only_what_a_bound_is_about_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    program = drawn(3)
    near_by = begun(program)
    assert near_by.apart is not None
    assert near_by.apart.left_out.any()
    asked: list[int] = []
    real = HighsMixedSession.minimise

    def counting(self: HighsMixedSession, cost: Any, held: Any, **how: Any) -> Any:
        asked.append(len(cost))
        return real(self, cost, held, **how)

    monkeypatch.setattr(HighsMixedSession, "minimise", counting)
    answered = [near_by.solve(moved) for moved in moves(program)]
    assert any(found is not None for found in answered)
    assert asked
    assert max(asked) <= len(program.lower) / 2


def test_it_ends_with_the_first_goal_that_has_changed() -> None:
    program = drawn(3)
    near_by = begun(program)
    found = next(one for one in map(near_by.solve, moves(program)) if one is not None and one.found)
    ended = near_by.solve(found.program, changed=lambda goal, _: goal == 0)
    assert ended is not None
    assert len(ended.stages) == 1


def test_a_program_of_other_rows_is_not_solved_by_what_is_known() -> None:
    program = drawn(3)
    fewer = replace(program, matrix=program.matrix[1:], row_lower=program.row_lower[1:])
    assert begun(program).solve(replace(fewer, row_upper=program.row_upper[1:])) is None


def test_what_time_does_not_suffice_for_is_told_as_such() -> None:
    program = drawn(3)
    near_by = begun(program)
    statuses = {found.status for one in moves(program) if (found := near_by.solve(one, seconds=0.0))}
    assert statuses <= {Status.LIMIT, Status.INFEASIBLE}
    assert Status.LIMIT in statuses


@pytest.mark.parametrize("room", [0.0, 0.05])
@pytest.mark.parametrize("seed", range(4))
def test_what_a_nation_sends_at_least_and_at_most_is_what_it_is_when_all_is_solved(
    seed: int, room: float
) -> None:
    program = drawn(seed)
    near_by, answered = begun(program), 0
    values = [float(goal.cost @ near_by.values) for goal in program.goals]
    slack = [0.0] * (len(values) - 1) + [room]
    held = tuple(
        Held.at(goal.cost, value * (1 + more))
        for goal, value, more in zip(program.goals, values, slack, strict=True)
    )
    for cost in _sent(program):
        found = least_near(near_by, cost, held, Pace())
        if found is not None:
            alone = minimised(Highs().open_mixed(program), program, cost, held)
            assert float(cost @ found.values) == pytest.approx(float(cost @ alone.values), abs=1e-6)
            assert largest_violation(program, found.values) < 1e-6
            assert all(float(one.cost @ found.values) <= one.bound + 1e-6 for one in held)
            answered += 1
    assert answered


def test_goals_that_are_not_held_in_order_are_not_asked_for_near_by() -> None:
    program = drawn(3)
    near_by = begun(program)
    last = program.goals[-1].cost
    assert least_near(near_by, last, (Held.at(last, 1e6),), Pace()) is None


def _sent(program: Program) -> Iterator[np.ndarray]:
    """Yield the people of each nation, to be as few and as many as can be."""
    block = program.columns[0]
    for nation in range(len(program.names["nation"])):
        cost = np.zeros(len(program.lower))
        cost[: block.count] = block.keys["nation"] == nation
        yield from (cost, -cost)


def test_where_bounds_are_tighter_goals_that_stay_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    program = drawn(3)
    asked: list[int] = []
    real = HighsMixedSession.minimise

    def counting(self: HighsMixedSession, cost: Any, held: Any, **how: Any) -> Any:
        asked.append(len(held))
        return real(self, cost, held, **how)

    monkeypatch.setattr(HighsMixedSession, "minimise", counting)
    with_hope = _answers(program, asked)
    monkeypatch.setattr(around, "_is_tighter", lambda *_: False)
    without = _answers(program, asked)
    assert any(count == 1 for count, _ in with_hope)
    assert sum(count for count, _ in with_hope) < sum(count for count, _ in without)
    for (_, one), (_, other) in zip(with_hope, without, strict=True):
        assert one == pytest.approx(other, abs=1e-9)


def _answers(program: Program, asked: list[int]) -> list[tuple[int, list[float]]]:
    """Return what each move comes to, and how much is asked for it, after what is known of the program."""
    near_by, found = begun(program), []
    assert near_by.apart is not None
    for moved in moves(program):
        before = len(asked)
        solution = near_by.solve(moved)
        if solution is not None:
            found.append((len(asked) - before, [stage.value for stage in solution.stages]))
    return found
