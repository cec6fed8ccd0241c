"""Solvers that lie, each in its own way: their answer is asked for again, and then refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planner.engines.engine import Face, MixedOutcome, Outcome, Pace, Status
from planner.engines.proof.audit import audit
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.trust import Trusted, minimised
from tests.small import constrained, formulated

WHOLE = {
    **constrained(kind="package", component="land", measure="personnel", at_least=700, per="nation"),
}
Lie = Callable[[Any], Any]


class Lying:
    """HiGHS, whose answers are told otherwise: each, or only that to one question."""

    name = version = "lying"
    in_memory = False

    def __init__(self, lie: Lie, at: int | None = None) -> None:
        self._lie, self._at, self.asked = lie, at, 0

    def open(self, program):
        return _Told(self, Highs().open(program))

    open_fixed = staticmethod(Highs().open)

    def open_mixed(self, program):
        return _Told(self, Highs().open_mixed(program))

    def told(self, outcome):
        self.asked += 1
        return self._lie(outcome) if self._at in (None, self.asked) else outcome


class _Told:
    def __init__(self, teller: Lying, session: Any) -> None:
        self._teller, self._session = teller, session

    def minimise(self, *question, **how):
        return self._teller.told(self._session.minimise(*question, **how))


def _shifted(outcome: Any) -> Any:
    return replace(outcome, values=outcome.values + 0.5)


def _not_a_number(outcome: Any) -> Any:
    return replace(outcome, values=np.full_like(outcome.values, np.nan))


def _too_few(outcome: Any) -> Any:
    return replace(outcome, values=outcome.values[:-1])


def _says_less(outcome: Any) -> Any:
    return replace(outcome, objective=outcome.objective - 0.25)


def _stopped(outcome: Outcome | MixedOutcome) -> Outcome | MixedOutcome:
    """A point that breaks every row, called solved, as PuLP 4 does with an LP that ran out of time."""
    return replace(outcome, values=np.zeros_like(outcome.values), objective=None)


def _bound_above(outcome: MixedOutcome) -> MixedOutcome:
    return replace(outcome, bound=outcome.bound + 0.25)


def _bound_below(outcome: MixedOutcome) -> MixedOutcome:
    return replace(outcome, bound=outcome.bound - 0.25)


def _no_bound(outcome: MixedOutcome) -> MixedOutcome:
    return replace(outcome, bound=np.nan)


def _prices_of_nothing(outcome: Outcome) -> Outcome:
    return replace(outcome, prices=np.full_like(outcome.prices, np.nan))


ABOUT_VALUES = [_shifted, _not_a_number, _too_few, _says_less, _stopped]


@pytest.mark.parametrize("lie", [*ABOUT_VALUES, _prices_of_nothing])
def test_a_linear_answer_that_does_not_fit_together_is_refused(lie) -> None:
    solution = solve(formulated().program, Lying(lie))
    assert solution.status is Status.FAILED
    assert not solution.found


@pytest.mark.parametrize("lie", [*ABOUT_VALUES, _prices_of_nothing])
def test_a_linear_answer_is_asked_for_again_from_the_beginning(lie) -> None:
    program = formulated().program
    liar = Lying(lie, at=2)
    assert _same(solve(program, liar), solve(program, Highs()))
    assert liar.asked == len(program.goals) + 1


@pytest.mark.parametrize("lie", [*ABOUT_VALUES, _bound_above, _bound_below, _no_bound])
def test_an_answer_in_whole_numbers_that_does_not_fit_together_is_refused(lie) -> None:
    solution = solve(formulated(**WHOLE).program, Lying(lie))
    assert solution.status is Status.FAILED
    assert not solution.found


@pytest.mark.parametrize("lie", [*ABOUT_VALUES, _bound_above, _bound_below, _no_bound])
def test_an_answer_in_whole_numbers_is_asked_for_again_carefully(lie) -> None:
    program = formulated(**WHOLE).program
    assert _same(solve(program, Lying(lie, at=2)), solve(program, Highs()))


def test_a_later_goal_that_is_never_answered_leaves_the_plan_so_far_and_is_not_called_proven() -> None:
    program = formulated(**WHOLE).program
    told = iter(range(100))
    solution = solve(program, Lying(lambda outcome: _no_bound(outcome) if next(told) else outcome))
    first, *later = solution.stages
    assert solution.status is Status.LIMIT
    assert first.proven
    assert not any(stage.proven for stage in later)
    assert audit(program, solution.values, solution.stages).goals[1].bound == 0.0


def test_a_worse_plan_called_the_best_is_not_proven_where_a_better_one_is_at_hand() -> None:
    """The start handed back in place of the optimum, with a bound to match."""
    program = formulated(**WHOLE).program
    honest = solve(program, Highs())
    cost = next(number for number, goal in enumerate(program.goals) if goal.name == "cost")
    fuller = replace(program, goals=(*program.goals[:cost], *program.goals[cost:][:1]))
    liar = Lying(lambda outcome: replace(outcome, values=_dearer(fuller), bound=np.inf), at=cost + 1)
    told = solve(program, liar)
    assert told.status is Status.OPTIMAL
    assert told.stages[cost].value == pytest.approx(honest.stages[cost].value)


def _dearer(program):
    """Return a solution that keeps the goals before the last and is as dear as can be."""
    *before, last = program.goals
    return solve(replace(program, goals=(*before, replace(last, cost=-last.cost))), Highs()).values


@pytest.mark.parametrize("apart", [0.25, -0.25])
def test_the_audit_fails_where_a_value_called_the_best_and_its_bound_differ_whoever_proved_it(apart) -> None:
    program = formulated(**WHOLE).program
    solution = solve(program, Highs())
    stages = [replace(solution.stages[0], bound=solution.stages[0].value + apart), *solution.stages[1:]]
    assert audit(program, solution.values, solution.stages).passed
    assert not audit(program, solution.values, stages).passed


def test_the_audit_passes_what_was_stopped_with_its_gap_told_but_never_better_than_its_bound() -> None:
    program = formulated(**WHOLE).program
    solution = solve(program, Highs())
    first = replace(solution.stages[0], proven=False)
    below, above = (replace(first, bound=first.value + apart) for apart in (-0.25, 0.25))
    assert audit(program, solution.values, [below, *solution.stages[1:]]).passed
    assert not audit(program, solution.values, [above, *solution.stages[1:]]).passed


def test_whoever_asks_for_one_amount_alone_is_not_told_lies_either() -> None:
    program = formulated(**WHOLE).program
    liar = Lying(_bound_above)
    outcome = minimised(liar.open_mixed(program), program, program.goals[0].cost, pace=Pace())
    assert outcome.status is Status.FAILED
    assert liar.asked == 2


@pytest.mark.parametrize("lie", [*ABOUT_VALUES, _prices_of_nothing])
def test_why_an_answer_was_not_believed_is_kept_with_what_became_of_it(lie: Lie) -> None:
    program = formulated().program
    second = program.goals[1].name
    (again,) = solve(program, Lying(lie, at=2)).doubted
    (refused,) = solve(program, Lying(lie)).doubted
    assert (again.goal, again.refused) == (second, False)
    assert (refused.goal, refused.refused) == (program.goals[0].name, True)
    assert again.reason
    assert refused.reason
    assert solve(program, Highs()).doubted == ()


def test_why_an_answer_in_whole_numbers_was_not_believed_is_kept_too() -> None:
    program = formulated(**WHOLE).program
    (again,) = solve(program, Lying(_bound_above, at=1)).doubted
    assert (again.goal, again.refused) == (program.goals[0].name, False)
    assert "proved that nothing is below" in again.reason
    (refused,) = solve(program, Lying(_bound_above)).doubted
    assert refused.refused


def test_whoever_asks_a_linear_program_for_an_amount_is_not_told_lies_either() -> None:
    program = formulated().program
    liar = Lying(_shifted)
    outcome = Trusted.of(program, liar.open).minimise(program.goals[0].cost, Face.of(program))
    assert outcome.status is Status.FAILED
    assert "break a rule" in outcome.reason
    assert liar.asked == 2


def test_the_second_time_it_is_asked_carefully() -> None:
    program, asked = formulated().program, []

    class Session:
        def minimise(self, *question: Any, **how: Any) -> Outcome:
            asked.append(how)
            return _shifted(Highs().open(program).minimise(*question, **how))

    Trusted.of(program, lambda _: Session()).minimise(program.goals[0].cost, Face.of(program))
    assert asked == [{}, {"careful": True}]


def _same(one: Solution, other: Solution) -> bool:
    return one.status is other.status and np.allclose(one.values, other.values, atol=1e-9)
