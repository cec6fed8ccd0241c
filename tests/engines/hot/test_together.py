"""Several goals by one run: the same as goal by goal, and never without proof."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engines.engine import Face, Status
from planner.engines.hot import proven_runs, summed, together
from planner.engines.hot.folded import Folded
from planner.engines.hot.known_plan import KnownPlan
from planner.engines.hot.summed import Summed
from planner.engines.hot.together import Together
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs, HighsSession
from planner.program.program import Program
from tests.small import formulated

RANKED = {
    "L1": {"capability": "battalion", "place": "west", "quantity": {"deploy": 6, "hold": 8}},
    "L2": {"capability": "engineers", "place": "west", "quantity": 3, "priority": 2},
    "M1": {"capability": "minehunter", "place": "sea", "quantity": 6, "priority": 3},
}
KEPT_LOW = {
    "few": {
        "kind": "limit",
        "measure": "personnel",
        "at_most": 3000,
        "per": ["phase"],
        "because": "there is room for no more",
    }
}
PROGRAM = formulated(requirements=RANKED, constraints=KEPT_LOW).program


def narrower(parts: list[float]) -> Face:
    """Return the program with only so much left of each row's bound, row after row."""
    part = np.resize(parts, len(PROGRAM.row_upper))
    return replace(Face.of(PROGRAM), row_upper=np.where(part == 0, 0.0, PROGRAM.row_upper * part))


def goals(solution: Solution) -> list[float]:
    """Return what each goal has reached."""
    return [stage.value for stage in solution.stages]


def alone(face: Face) -> Solution:
    """Return a face solved from nothing, goal by goal."""
    return solve(PROGRAM, Highs(), face=face)


faces = st.lists(st.sampled_from([0.0, 0.3, 0.5, 1.0]), min_size=1, max_size=7).map(narrower)


@settings(max_examples=60)
@given(st.lists(faces, min_size=1, max_size=4))
def test_every_face_is_what_solving_it_alone_says(met: list[Face]) -> None:
    held = Together(PROGRAM, Face.of(PROGRAM))
    for face in met:
        found, expected = held.solve(face), alone(face)
        assert found.status is expected.status
        assert goals(found) == pytest.approx(goals(expected), abs=1e-9)


@settings(max_examples=30)
@given(faces, st.lists(faces, max_size=3))
def test_what_was_solved_before_changes_no_bit(face: Face, before: list[Face]) -> None:
    fresh, used = (Together(PROGRAM, Face.of(PROGRAM)) for _ in range(2))
    for other in before:
        used.solve(other)
    assert used.solve(face).values.tobytes() == fresh.solve(face).values.tobytes()


@settings(max_examples=30)
@given(st.lists(faces, min_size=1, max_size=5), st.sampled_from([1, 2, 32]))
def test_faces_solved_at_once_are_what_each_alone_is(met: list[Face], some: int) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(together, "AT_ONCE", some)
        found = Together(PROGRAM, Face.of(PROGRAM)).solve_each(met, lambda: None)
    one_by_one = Together(PROGRAM, Face.of(PROGRAM))
    for face, solution in zip(met, found, strict=True):
        expected = one_by_one.solve(face)
        assert solution.status is expected.status
        assert solution.values.tobytes() == expected.values.tobytes()


def test_a_goal_that_a_run_proves_nowhere_is_reached_by_itself_on_each_face(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    met = [narrower([1.0, 0.5]), narrower([0.3]), narrower([0.5, 1.0, 0.0])]
    monkeypatch.setattr(proven_runs, "SHARP", -1.0)
    found = Together(PROGRAM, Face.of(PROGRAM)).solve_each(met, lambda: None)
    for face, solution in zip(met, found, strict=True):
        assert goals(solution) == pytest.approx(goals(alone(face)), abs=1e-9)


def test_faces_for_which_no_time_is_left_are_cut_short() -> None:
    held = Together(PROGRAM, Face.of(PROGRAM))
    found = held.solve_each([narrower([0.5]), narrower([0.3])], lambda: 0.0)
    assert {solution.status for solution in found} == {Status.LIMIT}


def test_goals_that_a_solver_sees_in_one_sum_are_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(Summed.of(PROGRAM, PROGRAM.goals).goals) == len(PROGRAM.goals) == 5
    runs, minimise = [], HighsSession.minimise

    def counted(self: HighsSession, *asked: object, **how: object) -> object:
        runs.append(asked)
        return minimise(self, *asked, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(HighsSession, "minimise", counted)
    assert Together(PROGRAM, Face.of(PROGRAM)).first.status is Status.OPTIMAL
    assert len(runs) == 1


def test_where_the_plan_before_is_still_best_no_run_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Together(PROGRAM, Face.of(PROGRAM))
    unused = np.flatnonzero((held.first.values == 0) & (PROGRAM.reach > 0))[0]
    closed = PROGRAM.upper.copy()
    closed[unused] = 0.0
    monkeypatch.setattr(HighsSession, "minimise", None)
    found = held.solve(replace(Face.of(PROGRAM), upper=closed))
    assert goals(found) == goals(held.first)


def test_two_changes_in_different_parts_add_up_and_need_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    program = formulated(requirements=RANKED).program
    held = Together(program, Face.of(program))
    sent = np.flatnonzero(held.first.values[: program.family("contribution").stop])
    on_land, at_sea = int(sent[0]), int(sent[-1])
    each = [known(held, without(program, one)) for one in (on_land, at_sea)]
    both = without(program, on_land, at_sea)
    with monkeypatch.context() as unsolved:
        unsolved.setattr(HighsSession, "minimise", None)
        (found,) = held.solve_each([both], lambda: None, [known(held, Face.of(program)).with_all(each)])
    assert goals(found) == pytest.approx(goals(solve(program, Highs(), face=both)), abs=1e-9)
    assert goals(found) != pytest.approx(goals(held.first), abs=1e-3)


@pytest.mark.parametrize("one", range(4))
def test_a_guess_that_is_wrong_changes_no_goal(one: int) -> None:
    held, everything = Together(PROGRAM, Face.of(PROGRAM)), Face.of(PROGRAM)
    fewer = without(PROGRAM, int(np.flatnonzero(held.first.values)[one]))
    for face, other in ((everything, fewer), (fewer, everything)):
        (found,) = held.solve_each([face], lambda: None, [known(held, other)])
        assert goals(found) == pytest.approx(goals(alone(face)), abs=1e-9)


def without(program: Program, *columns: int) -> Face:
    """Return a program in which nothing is sent in some columns."""
    upper = program.upper.copy()
    upper[list(columns)] = 0.0
    return replace(Face.of(program), upper=upper)


def known(held: Together, face: Face) -> KnownPlan:
    """Return what is known of a face, which has a plan."""
    plan = held.known(held.solve(face))
    assert plan is not None
    return plan


def test_a_plan_that_a_face_does_not_allow_is_not_taken() -> None:
    held = Together(PROGRAM, Face.of(PROGRAM))
    used = int(np.argmax(held.first.values[: PROGRAM.family("contribution").stop]))
    closed = PROGRAM.upper.copy()
    closed[used] = 0.0
    face = replace(Face.of(PROGRAM), upper=closed)
    assert goals(held.solve(face)) == pytest.approx(goals(alone(face)), abs=1e-9)


def test_a_sum_that_gives_up_an_earlier_goal_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summed, "FIRM", 1e-3)
    assert goals(Together(PROGRAM, Face.of(PROGRAM)).first) == pytest.approx(
        goals(alone(Face.of(PROGRAM))), abs=1e-9
    )


def test_a_face_without_a_plan_has_none() -> None:
    face = replace(Face.of(PROGRAM), lower=PROGRAM.reach)
    found = Together(PROGRAM, Face.of(PROGRAM)).solve(face)
    assert alone(face).status is found.status is Status.INFEASIBLE
    assert not len(found.values)


def single(program: Program) -> np.ndarray:
    """Return which rows hold one column."""
    return np.diff(program.matrix.indptr) == 1


def test_rows_of_one_column_become_its_bound_and_no_plan_is_another() -> None:
    folded = Folded.of(PROGRAM)
    face, kept = folded.face(Face.of(PROGRAM))
    assert kept
    assert single(PROGRAM).any()
    assert not single(folded.program).any()
    rows = np.flatnonzero(single(PROGRAM))
    columns = PROGRAM.matrix[rows].indices
    assert np.all(face.upper[columns] * PROGRAM.matrix[rows].data <= PROGRAM.row_upper[rows] + 1e-12)
    values = solve(folded.program, Highs(), face=face).values
    assert values == pytest.approx(solve(PROGRAM, Highs()).values, abs=1e-9)


def test_a_face_that_leaves_a_column_nothing_has_no_folded_face() -> None:
    folded, face = Folded.of(PROGRAM), Face.of(PROGRAM)
    rows = np.flatnonzero(folded.gone)
    assert not folded.face(replace(face, row_upper=np.where(folded.gone, -1.0, face.row_upper)))[1]
    least = face.row_lower.copy()
    least[rows[0]] = 0.5
    assert not folded.face(replace(face, row_lower=least))[1]


def test_a_series_of_goals_is_never_summed() -> None:
    burden = formulated(goals=["fill", {"burden": {"measure": "personnel"}}]).program
    assert any(goal.series is not None for goal in burden.goals)
    seen = Summed.of(burden, burden.goals).goals
    assert len(seen) > 1
    assert all(goal.series is None for goal in seen)
