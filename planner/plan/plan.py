"""The plan: what a person reads of a solution, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.engines.audit import Audit
from planner.engines.engine import Status
from planner.engines.solve import Solution
from planner.formulation.formulate import Formulation
from planner.formulation.goals import line_weights
from planner.formulation.ground import Ground
from planner.program.program import TIE_BREAK
from planner.program.tables import CONTRIBUTION, SHORTFALL, FloatArray
from planner.version import __version__

FORMAT = "planner-plan/1"
DECIMALS = 9
"""Figures are given to this many decimals; a contribution that would show as nothing is none."""
HYPOTHETICAL = "A hypothetical for analysis: figures are as firm as their sources and assumptions."


@dataclass(frozen=True)
class Solver:
    """Who solved it, and how."""

    name: str
    version: str
    methods: Mapping[str, str]
    """For each goal the method that ran."""
    form: str
    """The form of the program: direct, or compact with totals as columns."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Who sends what, what stays unfilled, at what cost, and how sure that is.

    `fill`: one line for each requirement and phase with a need, in units. `contributions`: units on station,
    personnel, and cost over the phase. `nations`: the peak of personnel, unit-months by capability, cost.
    The tables are empty unless the status is optimal.
    """

    title: str
    file: str
    sha256: str
    status: Status
    solver: Solver
    goals: Mapping[str, float]
    fill: pd.DataFrame
    contributions: pd.DataFrame
    nations: pd.DataFrame
    totals: Mapping[str, float]
    audit: Audit | None

    def as_document(self) -> dict[str, Any]:
        """Return the plan as the contract's plan.json."""
        audit = self.audit
        return {
            "format": FORMAT,
            "planner": __version__,
            "note": HYPOTHETICAL,
            "scenario": {"title": self.title, "file": self.file, "sha256": self.sha256},
            "status": self.status.value,
            "solver": {
                "name": self.solver.name,
                "version": self.solver.version,
                "methods": dict(self.solver.methods),
                "form": self.solver.form,
            },
            "goals": [{"goal": name, "value": plain(value)} for name, value in self.goals.items()],
            "fill": records(self.fill),
            "contributions": records(self.contributions),
            "nations": records(self.nations),
            "totals": {name: plain(value) for name, value in self.totals.items()},
            "audit": None
            if audit is None
            else {
                "max_violation": audit.max_violation,
                "bound": audit.bound,
                "gap": audit.gap,
                "exact": audit.exact,
                "passed": audit.passed,
                "goals": [
                    {"goal": goal.goal, "value": goal.value, "bound": goal.bound, "gap": goal.gap}
                    for goal in audit.goals
                ],
            },
        }


def plain(value: float) -> float:
    """Return a figure as it is printed: rounded, and never minus zero."""
    return round(float(value), DECIMALS) + 0.0


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the lines of a table as JSON objects."""
    return [
        {str(name): plain(value) if isinstance(value, float) else value for name, value in line.items()}
        for line in table.to_dict("records")
    ]


def plan_of(
    formulation: Formulation, solution: Solution, audit: Audit | None, *, file: str, sha256: str
) -> Plan:
    """Read a solution into a plan."""
    solved = solution.status is Status.OPTIMAL
    ground = formulation.ground
    program = formulation.program
    units = solution.values[program.family(CONTRIBUTION)] if solved else np.zeros(0)
    short = solution.values[program.family(SHORTFALL)] if solved else np.zeros(0)
    contributions = _contributions(ground, units)
    fill = _fill(formulation, short)
    return Plan(
        title=formulation.scenario.title,
        file=Path(file).name,
        sha256=sha256,
        status=solution.status,
        solver=Solver(
            solution.solver,
            solution.version,
            {stage.goal.name: stage.method for stage in solution.stages},
            program.form,
        ),
        goals={
            stage.goal.name: float(stage.goal.cost @ solution.values)
            for stage in solution.stages
            if solved and stage.goal.name != TIE_BREAK
        },
        fill=fill,
        contributions=contributions,
        nations=_nations(ground, contributions, solved=solved),
        totals=_totals(formulation, short, contributions) if solved else {},
        audit=audit,
    )


def _contributions(ground: Ground, units: FloatArray) -> pd.DataFrame:
    used = np.flatnonzero(np.round(units, DECIMALS) > 0)
    ids = {key: np.array(ground.index.names[key], dtype=object)[ground.key(key)[used]] for key in _ID_COLUMNS}
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


_ID_COLUMNS = ("nation", "capability", "component", "requirement", "mission", "place", "phase")


def _fill(formulation: Formulation, short: FloatArray) -> pd.DataFrame:
    block = next(block for block in formulation.program.columns if block.family == SHORTFALL)
    names = formulation.ground.index.names
    kept = slice(0, len(short))
    required = block.reach[kept]
    return pd.DataFrame(
        {
            "requirement": np.array(names["requirement"], dtype=object)[block.keys["requirement"][kept]],
            "phase": np.array(names["phase"], dtype=object)[block.keys["phase"][kept]],
            "required": required,
            "filled": required - short,
            "short": short,
        }
    )


def _nations(ground: Ground, contributions: pd.DataFrame, *, solved: bool) -> pd.DataFrame:
    """Return a line for each nation of the scenario: what it sends in all."""
    months = dict(zip(ground.index.names["phase"], ground.index.months.tolist(), strict=True))
    by_phase = contributions.groupby(["nation", "phase"])["personnel"].sum()
    peak = by_phase.groupby("nation").max()
    lasting = contributions["phase"].map(months).astype(float)
    amounts = (contributions["units"] * lasting).groupby(
        [contributions["nation"], contributions["capability"]]
    )
    sent: dict[str, dict[str, float]] = {}
    for nation, capability, amount in amounts.sum().reset_index(name="amount").itertuples(index=False):
        sent.setdefault(nation, {})[capability] = plain(amount)
    cost = contributions.groupby("nation")["cost"].sum()
    names = ground.index.names["nation"] if solved else ()
    return pd.DataFrame(
        {
            "nation": list(names),
            "personnel_peak": [float(peak.get(name, 0.0)) for name in names],
            "unit_months": [sent.get(name, {}) for name in names],
            "cost": [float(cost.get(name, 0.0)) for name in names],
            "burden": [None for _ in names],
        }
    )


def _totals(formulation: Formulation, short: FloatArray, contributions: pd.DataFrame) -> dict[str, float]:
    block = next(block for block in formulation.program.columns if block.family == SHORTFALL)
    weight = line_weights(formulation.ground, block)
    by_phase = contributions.groupby("phase")["personnel"].sum()
    return {
        "fill": 1 - float(weight @ (short / block.reach)) / float(weight.sum()),
        "personnel_peak": float(by_phase.max()) if len(by_phase) else 0.0,
        "cost": float(contributions["cost"].sum()),
    }
