"""Plans who contributes what to a multinational force, what stays unfilled, why, and what would change it.

plan = planner.solve(planner.load("scenarios/reassurance.yaml"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from planner.version import __version__

if TYPE_CHECKING:
    from planner.engines.proof.audit import AuditFailedError
    from planner.plan.plan import Plan
    from planner.planning import UnknownSolverError, problem, solve, solvers
    from planner.problems import InvalidInput, Problem
    from planner.scenario.reading import load
    from planner.scenario.scenario import Scenario
    from planner.studies.alternatives.alternatives import alternatives
    from planner.studies.ask.ask import ask
    from planner.studies.comparison.compare import compare
    from planner.studies.explain import explain
    from planner.studies.own_plan.evaluate import evaluate
    from planner.studies.sweep.sweep import sweep
    from planner.studies.uncertainty.uncertainty import uncertainty
    from planner.studies.withdraw.withdraw import withdraw
    from planner.studies.worth.worth import worth

__all__ = [
    "AuditFailedError",
    "InvalidInput",
    "Plan",
    "Problem",
    "Scenario",
    "UnknownSolverError",
    "__version__",
    "alternatives",
    "ask",
    "compare",
    "evaluate",
    "explain",
    "load",
    "problem",
    "solve",
    "solvers",
    "sweep",
    "uncertainty",
    "withdraw",
    "worth",
]

_HOMES = {
    "AuditFailedError": "planner.engines.proof.audit",
    "InvalidInput": "planner.problems",
    "Plan": "planner.plan.plan",
    "Problem": "planner.problems",
    "Scenario": "planner.scenario.scenario",
    "UnknownSolverError": "planner.planning",
    "alternatives": "planner.studies.alternatives.alternatives",
    "ask": "planner.studies.ask.ask",
    "compare": "planner.studies.comparison.compare",
    "evaluate": "planner.studies.own_plan.evaluate",
    "explain": "planner.studies.explain",
    "load": "planner.scenario.reading",
    "problem": "planner.planning",
    "solve": "planner.planning",
    "solvers": "planner.planning",
    "sweep": "planner.studies.sweep.sweep",
    "uncertainty": "planner.studies.uncertainty.uncertainty",
    "withdraw": "planner.studies.withdraw.withdraw",
    "worth": "planner.studies.worth.worth",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the terminal starts quickly."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'planner' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, those that are not imported yet too."""
    return sorted({*globals(), *__all__})
