"""What became of edits, in a line: what is filled, and who sends more or fewer people than before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.reports import plan_sentences
from planner.reports.comparison.comparison_words import points, signed
from planner.scenario.scenario import Scenario
from planner.words.figures import figure, people, share
from planner.words.names import Names

MOST_NAMED = 2
"""So many nations are named, those that move most; others are counted."""
SETTLED = 6
"""Decimals to which two plans are alike."""


@dataclass(frozen=True, eq=False)
class SolvedScenario:
    """A plan, with the scenario that it is of."""

    plan: Plan
    scenario: Scenario


def came_of_it(before: SolvedScenario, now: SolvedScenario) -> str:
    """Say what a plan changed against another: `80 % → 69 % filled, Türkiye -120 people`."""
    if not (before.plan.found and now.plan.found):
        said = _result(now.plan)
        return f"{said}, as before" if said == _result(before.plan) else f"{_result(before.plan)} → {said}"
    filled, moved = _filled(before.plan, now.plan), _moved(before, now)
    if filled and moved:
        return f"{filled}, {moved}"
    return filled or f"{share(now.plan.totals['fill'])} filled as before, {moved or _besides(before, now)}"


def _result(plan: Plan) -> str:
    """Say in few words what came of solving."""
    if plan.found:
        return f"{share(plan.totals['fill'])} filled"
    return plan_sentences.WITHOUT_PLAN[plan.status][0].rstrip(".")


def _filled(before: Plan, now: Plan) -> str:
    """Say what is filled, from what to what; nothing where that is the same."""
    was, to = before.totals["fill"], now.totals["fill"]
    if not (difference := points(round(to - was, 9))):
        return ""
    said = f"{share(was)} → {share(to)} filled"
    return said if share(was) != share(to) else f"{said} ({difference} points)"


def _moved(before: SolvedScenario, now: SolvedScenario) -> str:
    """Say which nations send more or fewer people at their peak."""
    was, to = _people(before.plan), _people(now.plan)
    changes = {one: to.get(one, 0.0) - was.get(one, 0.0) for one in {**was, **to}}
    moved = sorted(
        (one for one in changes if signed(changes[one])), key=lambda one: (-abs(changes[one]), one)
    )
    called = {**Names(before.scenario).nations, **Names(now.scenario).nations}
    count = len(moved) if len(moved) <= MOST_NAMED + 1 else MOST_NAMED
    named = [f"{called[one]} {_signed(changes[one])}" for one in moved[:count]]
    if named:
        named[0] += " people"
    return ", ".join([*named, *([f"{len(moved) - count} more nations"] if len(moved) > count else [])])


def _people(plan: Plan) -> Mapping[str, float]:
    return dict(zip(plan.nations["nation"], plan.nations["personnel_peak"], strict=True))


def _signed(value: float) -> str:
    return signed(value) if abs(value) < 1 else f"{'+' if value > 0 else '-'}{people(abs(value))}"


def _besides(before: SolvedScenario, now: SolvedScenario) -> str:
    """Say what else is different between plans that fill as much with as many people of each nation."""
    was, to = before.plan.totals["cost"], now.plan.totals["cost"]
    if difference := signed(to - was):
        same = figure(was) == figure(to)
        return f"cost {difference}" if same else f"cost {figure(was)} → {figure(to)}"
    alike = before.plan.contributions.round(SETTLED).equals(now.plan.contributions.round(SETTLED))
    return "and the plan is the same" if alike else "but units serve elsewhere or at other times"
