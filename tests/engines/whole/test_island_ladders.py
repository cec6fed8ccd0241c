"""A program that falls into islands is solved island by island, and comes to what it comes to as a whole."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from planner.engines.engine import Face, Status
from planner.engines.proof.audit import audit
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.highs_mixed import HighsMixedSession
from planner.engines.whole import island_ladders, islands
from planner.engines.whole.island_ladders import KnownIslands
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario


def drawn(seed: int) -> Program:
    """Return a program of three phases in steps, whose phases a pool may join."""
    chance = Random(seed)
    capabilities = {
        f"k{number}": {
            "component": "land",
            "unit": "unit",
            "personnel": chance.choice([10, 70, 650]),
            "cost": round(chance.uniform(0.5, 3), 2),
            "step": chance.choice([0.25, 0.5, 1, None]),
        }
        for number in range(3)
    }
    shared = {"kind": "share", "capabilities": ["k0", "k1"], "per": "nation", "at_most": 0.6, "because": "so"}
    document = {
        "title": f"Drawn {seed}",
        "phases": [{"id": f"p{number}", "months": chance.choice([1, 3, 6])} for number in range(3)],
        "places": {"here": {"area": "a"}, "there": {"area": "b"}},
        "capabilities": capabilities,
        "requirements": {
            f"r{number}": {
                "capability": name,
                "place": chance.choice(["here", "there"]),
                "quantity": chance.choice([1.3, 2, 4.1]),
                "priority": chance.choice([1, 2]),
            }
            for number, name in enumerate([*capabilities, "k0"])
        },
        "nations": {f"N{number}": {"offers": _offers(chance)} for number in range(3)},
        "constraints": {"share": shared} if chance.random() < 0.5 else {},
        "goals": ["fill", "cost"],
    }
    return formulate(Scenario.model_validate(document)).program


def _offers(chance: Random) -> dict[str, Any]:
    offers: dict[str, Any] = {f"k{number}": chance.choice([1, 2, 3]) for number in range(3)}
    if chance.random() < 0.5:
        offers["k1"] = {"units": 2, "pool": 3, "rotation": 3, "tour": 3}
    return offers


def as_a_whole(program: Program, monkeypatch: pytest.MonkeyPatch) -> Solution:
    """Return the solution of a program that is not taken apart."""
    with monkeypatch.context() as patch:
        patch.setattr(island_ladders, "COLUMNS", 0)
        return solve(program, Highs())


@pytest.fixture
def all_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for every island by itself, however small."""
    monkeypatch.setattr(islands, "SMALL", 0)


@pytest.mark.usefixtures("all_apart")
@pytest.mark.parametrize("seed", range(40))
def test_a_solution_island_by_island_is_that_of_the_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    program = drawn(seed)
    found, whole = solve(program, Highs()), as_a_whole(program, monkeypatch)
    assert found.status is whole.status is Status.OPTIMAL
    assert found.values == pytest.approx(whole.values, abs=1e-9)
    assert [stage.value for stage in found.stages] == pytest.approx([stage.value for stage in whole.stages])
    assert audit(program, found.values, found.stages).passed


@pytest.mark.usefixtures("all_apart")
def test_every_column_and_row_is_of_one_island_and_no_row_of_two() -> None:
    program = drawn(1)
    found = list(islands.islands(program))
    assert len(found) > 2
    assert sorted(np.concatenate([island.columns for island in found])) == list(range(len(program.lower)))
    assert sorted(np.concatenate([island.rows for island in found])) == list(range(len(program.row_lower)))
    assert sum(island.program.matrix.nnz for island in found) == program.matrix.nnz


def test_small_islands_are_asked_for_together() -> None:
    assert list(islands.islands(drawn(1))) == []


@pytest.mark.usefixtures("all_apart")
def test_what_is_known_of_islands_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    program, known = drawn(1), KnownIslands()
    first = solve(program, Highs(), known=known)
    asked = _counted(monkeypatch)
    assert solve(program, Highs(), known=known).values.tobytes() == first.values.tobytes()
    assert not asked


@pytest.mark.usefixtures("all_apart")
@pytest.mark.parametrize("seed", range(10))
def test_goals_go_on_from_those_that_are_known_of_an_island(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, known = drawn(seed), KnownIslands()
    anew = solve(program, Highs())
    solve(program, Highs(), known=known, changed=lambda goal, _: goal == 0)
    held = _held(monkeypatch)
    found = solve(program, Highs(), known=known)
    assert held
    assert all(goals > 0 for goals in held)
    assert found.values.tobytes() == anew.values.tobytes()
    assert [stage.value for stage in found.stages] == [stage.value for stage in anew.stages]


@pytest.mark.usefixtures("all_apart")
def test_what_other_goals_come_to_does_not_depend_on_what_was_known_before() -> None:
    program, known = drawn(2), KnownIslands()
    solve(program, Highs(), known=known)
    first, *_, last = program.goals
    without = replace(program, goals=(first, last))
    found = solve(without, Highs(), known=known)
    assert found.values.tobytes() == solve(without, Highs()).values.tobytes()


@pytest.mark.usefixtures("all_apart")
def test_where_one_bound_moves_one_island_is_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    program, known = drawn(1), KnownIslands()
    solve(program, Highs(), known=known)
    row = next(number for number, source in enumerate(_sorts(program)) if source == "offer")
    moved = _moved(program, row, 0.0)
    touched = next(len(island.columns) for island in islands.islands(program) if row in island.rows)
    asked = _counted(monkeypatch)
    found = solve(moved, Highs(), known=known)
    assert set(asked) == {touched}
    assert found.values == pytest.approx(as_a_whole(moved, monkeypatch).values, abs=1e-9)


@pytest.mark.usefixtures("all_apart")
def test_there_is_no_solution_where_an_island_has_none() -> None:
    program = drawn(1)
    row = next(number for number, source in enumerate(_sorts(program)) if source == "offer")
    assert solve(_moved(program, row, -1.0), Highs()).status is Status.INFEASIBLE


@pytest.mark.usefixtures("all_apart")
def test_without_goals_there_is_nothing_to_reach_in_any_island() -> None:
    assert solve(replace(drawn(1), goals=()), Highs()).status is Status.OPTIMAL


@pytest.mark.usefixtures("all_apart")
def test_what_is_not_proven_island_by_island_is_asked_for_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    program = drawn(1)
    whole = as_a_whole(program, monkeypatch)
    real = HighsMixedSession.minimise

    def unproven(self: HighsMixedSession, cost: Any, held: Any, **how: Any) -> Any:
        outcome = real(self, cost, held, **how)
        island = len(cost) < len(program.lower)
        return replace(outcome, status=Status.LIMIT, bound=-np.inf) if island else outcome

    monkeypatch.setattr(HighsMixedSession, "minimise", unproven)
    found = solve(program, Highs())
    assert found.status is Status.OPTIMAL
    assert found.values == pytest.approx(whole.values, abs=1e-9)


def _moved(program: Program, row: int, most: float) -> Program:
    upper = program.row_upper.copy()
    upper[row] = most
    return replace(Face.of(program), row_upper=upper).held(program)


def _sorts(program: Program) -> list[str]:
    return [block.source.sort for block in program.rows for _ in range(block.count)]


def _held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many goals are held each time that a goal is asked for from now on."""
    asked: list[int] = []
    real = HighsMixedSession.minimise

    def minimise(self: HighsMixedSession, cost: Any, held: Any, **how: Any) -> Any:
        asked.append(len(held))
        return real(self, cost, held, **how)

    monkeypatch.setattr(HighsMixedSession, "minimise", minimise)
    return asked


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by the number of columns with each question to the solver."""
    asked: list[int] = []
    real = HighsMixedSession.minimise

    def counting(self: HighsMixedSession, cost: Any, held: Any, **how: Any) -> Any:
        asked.append(len(cost))
        return real(self, cost, held, **how)

    monkeypatch.setattr(HighsMixedSession, "minimise", counting)
    return asked
