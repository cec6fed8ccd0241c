"""Scenarios that tests of conflicts and concessions ask about, and how they are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import planner
from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import Concession, Ladder, concessions, relaxations
from planner.studies.concessions.elastic import elastic
from planner.studies.conflicts.conflicts import Conflicts, conflicts
from planner.studies.solved import solved
from tests.small import document


def ladder(scenario: Scenario, fill: float | None = None) -> Ladder:
    """Return the ladder of concessions of a scenario."""
    found = solved(scenario)
    return list(concessions(found, elastic(found.formulation), fill=fill))[-1]


def by_kind(found: Ladder) -> dict[str, Concession]:
    """Return the answers of a ladder of one rung."""
    return {answer.kind: answer for answer in found.answers}


def conflicts_of(scenario: Scenario) -> Conflicts:
    """Return the conflicts of a scenario."""
    return list(conflicts(formulate(scenario)))[-1]


def relaxations_of(scenario: Scenario) -> dict[str, Concession]:
    """Return the smallest relaxations of a scenario by kind."""
    return {answer.kind: answer for answer in relaxations(elastic(formulate(scenario)))}


def has_a_plan(scenario: Scenario) -> bool:
    """Say whether some plan meets the hard constraints of a scenario."""
    program = formulate(scenario).program
    status = solve(replace(program, goals=program.goals[:1]), Highs()).status
    assert status in (Status.OPTIMAL, Status.INFEASIBLE)
    return status is Status.OPTIMAL


def small(constraints: dict[str, Any], **sections: Any) -> Scenario:
    """Return the small scenario with constraints."""
    return Scenario.model_validate(document(constraints=constraints, **sections))


def applied(sections: dict[str, Any], answer: Concession) -> Scenario:
    """Return a document's scenario with the changes of an answer, as `--set` makes them."""
    return read(sections, [change.assignment for change in answer.changes])


def filled(scenario: Scenario) -> float:
    """Return what the plan of a scenario fills of all requirements."""
    return planner.solve(scenario).totals["fill"]
