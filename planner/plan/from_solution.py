"""From a solution to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from planner.engines.audit import Audit
from planner.engines.solve import Solution
from planner.facts.goals import Goal
from planner.formulation.burden_goals import ability, burden_measure
from planner.formulation.formulate import Formulation
from planner.formulation.offers import Counting
from planner.formulation.ordered_goals import line_weights
from planner.formulation.support import SUPPORT, support_columns, support_cost
from planner.ground.ground import Ground
from planner.plan.plan import DECIMALS, Counted, Plan, Solver, plain
from planner.problems import SETTING
from planner.program.blocks import CONTRIBUTION, SHORTFALL, ColumnBlock, FloatArray
from planner.scenario.scenario import Scenario

ID_COLUMNS = ("nation", "capability", "component", "requirement", "mission", "place", "phase")


def plan_of(
    formulation: Formulation,
    solution: Solution,
    audit: Audit | None,
    *,
    goal_costs: Mapping[str, Mapping[str, float]],
    sha256: str,
) -> Plan:
    """Read a solution into a plan; the tables are empty where there is none."""
    ground = formulation.ground
    units = _values(solution, CONTRIBUTION)
    contributions = contributions_of(ground, units)
    fill = _fill(formulation, units) if solution.found else _fill(formulation, units).iloc[:0]
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
    )


def counted(scenario: Scenario, counting: Counting) -> Counted:
    """Return what a run counts on: its offers, and what was set for it alone."""
    origins = scenario.origins.values()
    settings = {origin.file.removeprefix(SETTING) for origin in origins if origin.file.startswith(SETTING)}
    return Counted(counting.firmness, counting.offers, tuple(sorted(settings)))


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


def contributions_of(ground: Ground, units: FloatArray) -> pd.DataFrame:
    """Return the contributions with units, each with its ids, people and cost."""
    used = np.flatnonzero(np.round(units, DECIMALS) > 0)
    ids = {key: _named(ground, key, ground.key(key)[used]) for key in ID_COLUMNS}
    months = ground.index.months[ground.keys["phase"][used]]
    units = units[used]
    return pd.DataFrame(
        {
            **ids,
            "units": units,
            "personnel": units * ground.weights("personnel")[used],
            "cost": units * ground.weights("cost")[used] * months,
        }
    )


def _shortfall(formulation: Formulation) -> ColumnBlock:
    return next(block for block in formulation.program.columns if block.family == SHORTFALL)


def _fill(formulation: Formulation, units: FloatArray) -> pd.DataFrame:
    """Return what is there of each line and phase; whole units may stand over the need, which is not fill."""
    ground, block = formulation.ground, _shortfall(formulation)
    width = len(ground.index.months)
    lines = block.keys["requirement"].astype(np.int64) * width + block.keys["phase"]
    own = ground.keys["requirement"].astype(np.int64) * width + ground.keys["phase"]
    there = np.bincount(
        np.searchsorted(lines, own), weights=units * ground.effectiveness, minlength=block.count
    )
    filled = np.minimum(there, block.reach)
    return pd.DataFrame(
        {
            "requirement": _named(ground, "requirement", block.keys["requirement"]),
            "phase": _named(ground, "phase", block.keys["phase"]),
            "required": block.reach,
            "filled": filled,
            "short": block.reach - filled,
        }
    )


def _support(ground: Ground, solution: Solution) -> pd.DataFrame:
    cost = support_cost(ground).get(SUPPORT, np.zeros(0))
    block = support_columns(ground)
    there = np.flatnonzero(_values(solution, SUPPORT) > 0.5) if len(cost) else np.zeros(0, dtype=np.int64)
    ids = {key: _named(ground, key, positions[there]) for key, positions in block.keys.items()}
    return pd.DataFrame({**ids, "cost": cost[there]})


def _no_nations() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("nation", "personnel_peak", "unit_months", "cost", "burden")})


def _nations(
    formulation: Formulation, units: FloatArray, contributions: pd.DataFrame, support: pd.DataFrame
) -> pd.DataFrame:
    """Return a line for each nation of the scenario: what it sends in all."""
    ground = formulation.ground
    peak = contributions.groupby(["nation", "phase"])["personnel"].sum().groupby("nation").max()
    sent = _unit_months(ground, contributions)
    spent = pd.concat([contributions[["nation", "cost"]], support[["nation", "cost"]]])
    cost = spent.groupby("nation")["cost"].sum()
    burdens = _burdens(formulation.scenario.goals, ground, units)
    names = ground.index.names["nation"]
    return pd.DataFrame(
        {
            "nation": list(names),
            "personnel_peak": [float(peak.get(name, 0.0)) for name in names],
            "unit_months": [sent.get(name, {}) for name in names],
            "cost": [float(cost.get(name, 0.0)) for name in names],
            "burden": pd.Series([burdens.get(name) for name in names], dtype=object),
        }
    )


def _months(ground: Ground, contributions: pd.DataFrame) -> pd.Series[float]:
    months = dict(zip(ground.index.names["phase"], ground.index.months.tolist(), strict=True))
    return contributions["phase"].map(months).astype(float)


def _unit_months(ground: Ground, contributions: pd.DataFrame) -> dict[str, dict[str, float]]:
    amounts = (contributions["units"] * _months(ground, contributions)).groupby(
        [contributions["nation"], contributions["capability"]]
    )
    sent: dict[str, dict[str, float]] = {}
    for nation, capability, amount in amounts.sum().reset_index(name="amount").itertuples(index=False):
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
    formulation: Formulation, fill: pd.DataFrame, contributions: pd.DataFrame, support: pd.DataFrame
) -> dict[str, float]:
    weight = line_weights(formulation.ground, _shortfall(formulation))
    by_phase = contributions.groupby("phase")["personnel"].sum()
    return {
        "fill": _filled(weight, (fill["short"] / fill["required"]).to_numpy()),
        "personnel_peak": float(by_phase.max()) if len(by_phase) else 0.0,
        "cost": float(contributions["cost"].sum() + support["cost"].sum()),
    }


def _filled(weight: FloatArray, unfilled: FloatArray) -> float:
    """Return the weighted part that is filled; where nothing is required that is all of it."""
    return max(1 - float(weight @ unfilled) / float(weight.sum()), 0.0) if len(weight) else 1.0
