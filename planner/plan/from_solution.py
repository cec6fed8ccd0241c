"""From a solution to a plan."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from planner.engines.proof.audit import Audit
from planner.engines.solve import Solution
from planner.facts.goals import Goal
from planner.formulation.burden_goals import ability, burden_measure
from planner.formulation.formulate import Formulation
from planner.formulation.offers import Counting
from planner.formulation.ordered_goals import line_weights
from planner.formulation.support import SUPPORT, support_columns, support_cost
from planner.ground.ground import Ground
from planner.plan.plan import DECIMALS, Counted, Divisible, Plan, Solver, plain
from planner.plan.table import PlanTable
from planner.problems import SETTING
from planner.program.blocks import CONTRIBUTION, SHORTFALL, ColumnBlock, FloatArray
from planner.scenario.scenario import Scenario

Key = TypeVar("Key", bound=Hashable)
ID_COLUMNS = ("nation", "capability", "component", "requirement", "mission", "place", "phase")


def plan_of(
    formulation: Formulation,
    solution: Solution,
    audit: Audit | None,
    *,
    goal_costs: Mapping[str, Mapping[str, float]],
    sha256: str,
    divisible: Divisible | None = None,
) -> Plan:
    """Read a solution into a plan; the tables are empty where there is none."""
    ground = formulation.ground
    units = _values(solution, CONTRIBUTION)
    contributions = contributions_of(ground, units)
    lines = _fill(formulation, units)
    fill = lines if solution.found else lines.without_lines()
    support = _support(ground, solution)
    return Plan(
        title=formulation.scenario.title,
        file=Path(formulation.scenario.file).name,
        sha256=sha256,
        counted=counted(formulation.scenario, formulation.counting),
        status=solution.status,
        solver=_solver(formulation, solution),
        goals=_goals(solution),
        goal_costs=goal_costs,
        fill=fill,
        contributions=contributions,
        nations=_nations(formulation, units, contributions, support) if solution.found else _no_nations(),
        support=support,
        totals=_totals(formulation, fill, contributions, support) if solution.found else {},
        audit=audit,
        divisible=divisible,
    )


def counted(scenario: Scenario, counting: Counting) -> Counted:
    """Return what a run counts on: its offers, and what was set for it alone."""
    origins = scenario.origins.values()
    made = {one.file.removeprefix(SETTING): one.typed for one in origins if one.file.startswith(SETTING)}
    typed = tuple(made[path] or path for path in sorted(made))
    return Counted(counting.firmness, counting.offers, tuple(sorted(made)), typed)


def _values(solution: Solution, family: str) -> FloatArray:
    columns = solution.program.family(family)
    return solution.values[columns] if solution.found else np.zeros(columns.stop - columns.start)


def _solver(formulation: Formulation, solution: Solution) -> Solver:
    methods = {stage.goal.name: stage.method for stage in solution.stages if stage.goal.stated}
    return Solver(solution.solver, solution.version, methods, formulation.program.form, solution.doubted)


def _goals(solution: Solution) -> dict[str, float]:
    stated = [stage.goal for stage in solution.stages if stage.goal.stated and solution.found]
    return {goal.name: float(goal.cost @ solution.values) for goal in stated}


def _named(ground: Ground, key: str, positions: np.ndarray) -> np.ndarray:
    named: np.ndarray = np.array(ground.index.names[key], dtype=object)[positions]
    return named


def contributions_of(ground: Ground, units: FloatArray) -> PlanTable:
    """Return the contributions with units, each with its ids, people and cost."""
    used = np.flatnonzero(np.round(units, DECIMALS) > 0)
    ids = {key: _named(ground, key, ground.key(key)[used]) for key in ID_COLUMNS}
    months = ground.index.months[ground.keys["phase"][used]]
    units = units[used]
    return PlanTable(
        {
            **ids,
            "units": units,
            "personnel": units * ground.weights("personnel")[used],
            "cost": units * ground.weights("cost")[used] * months,
        }
    )


def _shortfall(formulation: Formulation) -> ColumnBlock:
    return next(block for block in formulation.program.columns if block.family == SHORTFALL)


def _fill(formulation: Formulation, units: FloatArray) -> PlanTable:
    """Return what is there of each line and phase; whole units may stand over the need, which is not fill."""
    ground, block = formulation.ground, _shortfall(formulation)
    width = len(ground.index.months)
    lines = block.keys["requirement"].astype(np.int64) * width + block.keys["phase"]
    own = ground.keys["requirement"].astype(np.int64) * width + ground.keys["phase"]
    there = np.bincount(
        np.searchsorted(lines, own), weights=units * ground.effectiveness, minlength=block.count
    )
    filled = np.minimum(there, block.reach)
    return PlanTable(
        {
            "requirement": _named(ground, "requirement", block.keys["requirement"]),
            "phase": _named(ground, "phase", block.keys["phase"]),
            "required": block.reach,
            "filled": filled,
            "short": block.reach - filled,
        }
    )


def _support(ground: Ground, solution: Solution) -> PlanTable:
    cost = support_cost(ground).get(SUPPORT, np.zeros(0))
    block = support_columns(ground)
    there = np.flatnonzero(_values(solution, SUPPORT) > 0.5) if len(cost) else np.zeros(0, dtype=np.int64)
    ids = {key: _named(ground, key, positions[there]) for key, positions in block.keys.items()}
    return PlanTable({**ids, "cost": cost[there]})


def _no_nations() -> PlanTable:
    return PlanTable({name: [] for name in ("nation", "personnel_peak", "unit_months", "cost", "burden")})


def _nations(
    formulation: Formulation, units: FloatArray, contributions: PlanTable, support: PlanTable
) -> PlanTable:
    """Return a line for each nation of the scenario: what it sends in all."""
    ground = formulation.ground
    peak = _peaks(contributions)
    sent = _unit_months(ground, contributions)
    spent = (contributions, support)
    cost = _sums([one for table in spent for one in table["nation"]], [c for t in spent for c in t["cost"]])
    burdens = _burdens(formulation.scenario.goals, ground, units)
    names = ground.index.names["nation"]
    return PlanTable(
        {
            "nation": list(names),
            "personnel_peak": np.array([peak.get(name, 0.0) for name in names]),
            "unit_months": [sent.get(name, {}) for name in names],
            "cost": np.array([cost.get(name, 0.0) for name in names]),
            "burden": np.array([burdens.get(name) for name in names], dtype=object),
        }
    )


def _sums(keys: Iterable[Key], amounts: Iterable[float]) -> dict[Key, float]:
    """Return the sum of the amounts of each key, rounded once, whatever their order."""
    parts: dict[Key, list[float]] = defaultdict(list)
    for key, amount in zip(keys, amounts, strict=True):
        parts[key].append(amount)
    return {key: math.fsum(amounts) for key, amounts in parts.items()}


def _peaks(contributions: PlanTable) -> dict[str, float]:
    """Return the most people that each nation has out in a phase."""
    peaks: dict[str, float] = defaultdict(float)
    senders = zip(contributions["nation"], contributions["phase"], strict=True)
    for (nation, _), people in _sums(senders, contributions["personnel"]).items():
        peaks[nation] = max(peaks[nation], people)
    return peaks


def _unit_months(ground: Ground, contributions: PlanTable) -> dict[str, dict[str, float]]:
    months = dict(zip(ground.index.names["phase"], ground.index.months.tolist(), strict=True))
    senders = zip(contributions["nation"], contributions["capability"], strict=True)
    stretches = zip(contributions["units"], contributions["phase"], strict=True)
    amounts = _sums(senders, (units * months[phase] for units, phase in stretches))
    sent: dict[str, dict[str, float]] = {}
    for (nation, capability), amount in sorted(amounts.items()):
        sent.setdefault(nation, {})[capability] = plain(amount)
    return sent


def _burdens(goals: Iterable[Goal], ground: Ground, units: FloatArray) -> dict[str, float]:
    """Return each nation's burden by the goal that measures it; nothing where there is no such goal."""
    goal = next((one for one in goals if one.goal == "burden"), None)
    if goal is None:
        return {}
    months = ground.index.months[ground.keys["phase"]]
    sent = np.bincount(
        ground.keys["nation"],
        weights=units * ground.weights(burden_measure(goal)) * months,
        minlength=len(ground.index.names["nation"]),
    )
    able = ability(ground.facts, goal)
    named = zip(ground.index.names["nation"], sent.tolist(), strict=True)
    return {name: plain(amount / able[name]) for name, amount in named if name in able}


def _totals(
    formulation: Formulation, fill: PlanTable, contributions: PlanTable, support: PlanTable
) -> dict[str, float]:
    """Return the part filled by weight, the most people out in a phase, and the cost, support included."""
    weight = line_weights(formulation.ground, _shortfall(formulation))
    short, required = (np.asarray(fill.columns[name]) for name in ("short", "required"))
    return {
        "fill": _filled(weight, short / required),
        "personnel_peak": max(
            _sums(contributions["phase"], contributions["personnel"]).values(), default=0.0
        ),
        "cost": math.fsum((*contributions["cost"], *support["cost"])),
    }


def _filled(weight: FloatArray, unfilled: FloatArray) -> float:
    """Return the weighted part that is filled; where nothing is required that is all of it."""
    return max(1 - float(weight @ unfilled) / float(weight.sum()), 0.0) if len(weight) else 1.0
