"""Scenarios or saved plans held against a baseline: what differs, and which change caused how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from planner.formulation.offers import Counting
from planner.problems import Origin
from planner.question import How, Question, asked
from planner.scenario.checks import Uses
from planner.studies.comparison.attribution import Attribution, attributed
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.half_way import HalfWay
from planner.studies.comparison.input_changes import InputChange, input_changes
from planner.studies.comparison.joint_changes import COUNTED, Between, changes_of
from planner.studies.comparison.sides import Given, Side, sides
from planner.studies.comparison.valuing import Valuer


@asked()
def compare(
    *given: Given,
    settings: Sequence[str] = (),
    **how: Unpack[How],
) -> Comparison:
    """Hold scenarios or saved plans against the first of them, the baseline.

    Each is a file (a scenario or a plan.json), a `Scenario`, or a pair of a scenario and its plan, which is
    then not solved again. `time_limit` is in seconds for each scenario, and again for each attribution; one
    that is not done by then is left out and says so. `settings` are `PATH=VALUE`, made in every scenario
    file. Raises `InvalidInput`, also where settings, `firmness` or `offers` would change what stands already;
    UnknownSolverError and AuditFailedError.
    """
    question = Question(**how)
    shared = Uses(), HalfWay()
    found = sides(given, question, settings, shared[1])
    baseline, others = found[0], found[1:]
    inputs = {side.name: _inputs(baseline, side) for side in others}
    divided = {
        side.name: _attribution((baseline, side), inputs[side.name], question, shared, (place, len(others)))
        for place, side in enumerate(others)
    }
    return Comparison(found, inputs, divided)


def _inputs(baseline: Side, other: Side) -> tuple[InputChange, ...] | None:
    """Return what differs going in; None where that is not known."""
    if baseline.scenario is None or other.scenario is None:
        return None
    counted = _counted(baseline.plan.counting, other.plan.counting)
    return (*input_changes(baseline.scenario, other.scenario), *counted)


def _counted(one: Counting, two: Counting) -> list[InputChange]:
    """Return what two saved plans count on that is not the same."""
    pairs = {"firmness": (one.firmness, two.firmness), "offers": (one.offers, two.offers)}
    return [
        InputChange((COUNTED, name), f"{COUNTED}.{name}", "changed", was, to, Origin("--" + name), Origin(""))
        for name, (was, to) in pairs.items()
        if was != to
    ]


def _attribution(
    pair: tuple[Side, Side],
    inputs: tuple[InputChange, ...] | None,
    question: Question,
    shared: tuple[Uses, HalfWay],
    turn: tuple[int, int],
) -> Attribution:
    """Return which change caused how much, of the goals that both sides have; `turn` is for progress.

    What is `shared` stays from pair to pair.
    """
    baseline, other = pair
    goals = tuple(goal for goal in baseline.goals if goal in other.goals)
    one, two = baseline.variant, other.variant
    without_plan = [side.name for side in (baseline, other) if not side.found]
    if without_plan:
        return Attribution({}, reason=f"there is no plan of {' and of '.join(without_plan)}")
    if one is None or two is None or inputs is None:
        differences = {goal: other.goals[goal] - baseline.goals[goal] for goal in goals}
        return Attribution(differences, reason="what went in is not known of both")
    uses, half_way = shared
    valuer = _valuer(Between(one, two, uses), goals, question, half_way)
    said = f"which change caused how much: {other.name}"
    valuer.told = lambda solves: question.tell(f"{said}, {solves} solved", *turn)
    return attributed(changes_of(inputs), valuer, (baseline.goals, other.goals))


def _valuer(between: Between, goals: tuple[str, ...], question: Question, half_way: HalfWay) -> Valuer:
    from planner.planning import engine

    return Valuer(between, goals, engine(question.solver), watch=question.begin(), half_way=half_way)
