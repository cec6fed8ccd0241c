"""The plan: what a person reads of a solution, as tables."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from planner.engines.engine import Doubted, Status
from planner.engines.proof.audit import Audit, GoalAudit
from planner.plan.table import Framed, PlanTable, as_kept, lines_of
from planner.scenario.plan_document import FORMAT
from planner.version import __version__
from planner.words.figures import share
from planner.words.notebook import notebook_html

if TYPE_CHECKING:
    import pandas as pd

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
    doubted: tuple[Doubted, ...] = ()
    """Its answers that were not believed, in the order in which they came."""


@dataclass(frozen=True)
class Counted:
    """What the plan counts on: offers at least this firm (None: all), and at which level."""

    firmness: str | None
    offers: str
    settings: tuple[str, ...]
    """The paths that `--set` changed."""
    assignments: tuple[str, ...] = ()
    """The same with what they were set to, as it was typed."""

    def sentence(self) -> str:
        """Say what is counted on, where it is not what the scenario's author wrote."""
        firm = f"only offers that are {self.firmness} or firmer count" if self.firmness else ""
        level = f"of each offer the {self.offers} units count" if self.offers != "expected" else ""
        changed = f"changed for this run: {', '.join(self.assignments)}" if self.settings else ""
        said = "; ".join(filter(None, (firm, level, changed)))
        return said[:1].upper() + said[1:] + "." if said else ""


@dataclass(frozen=True)
class Divisible:
    """What divisible units would fill: of everything that is required, and for each fill goal its value."""

    fill: float
    goals: Mapping[str, float]


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """Who sends what, what stays unfilled, at what cost, and how sure that is.

    `fill`: one line for each requirement and phase with a need, in units. `contributions`: units on station,
    personnel, and cost over the phase. `nations`: the peak of personnel, unit-months by capability, cost with
    support elements, burden where a goal measures it. `support`: where national support elements stand, and
    their cost over the phase. `goal_costs`: what each goal cost those after it, in their own measure.
    `divisible`: what divisible units would fill, where units are sent in steps. The tables are empty where no
    plan was found.
    """

    title: str
    file: str
    sha256: str
    counted: Counted
    status: Status
    solver: Solver
    goals: Mapping[str, float]
    goal_costs: Mapping[str, Mapping[str, float]]
    fill: Framed = Framed()
    contributions: Framed = Framed()
    nations: Framed = Framed()
    support: Framed = Framed()
    totals: Mapping[str, float]
    audit: Audit | None
    divisible: Divisible | None = None

    @property
    def found(self) -> bool:
        """Whether there is a plan."""
        return self.audit is not None

    def _repr_html_(self) -> str:
        """Return the plan as a notebook shows it: how much is filled, and who sends what."""
        total = share(self.totals["fill"]) if self.found else "nothing"
        said = (HYPOTHETICAL, f"Status: {self.status.value}; filled: {total}.", self.counted.sentence())
        tables = {"Fill, in units": self._records("fill"), "Contributions": self._records("contributions")}
        return notebook_html(self.title, said, tables)

    def as_document(self) -> dict[str, Any]:
        """Return the plan as the contract's plan.json."""
        return {
            "format": FORMAT,
            "planner": __version__,
            "note": HYPOTHETICAL,
            "scenario": {"title": self.title, "file": self.file, "sha256": self.sha256},
            "counted": {
                "firmness": self.counted.firmness,
                "offers": self.counted.offers,
                "set": list(self.counted.settings),
                "assignments": list(self.counted.assignments),
            },
            "status": self.status.value,
            "solver": {
                "name": self.solver.name,
                "version": self.solver.version,
                "methods": dict(self.solver.methods),
                "form": self.solver.form,
                "doubted": [asdict(one) for one in self.solver.doubted],
            },
            "goals": [self._goal(name) for name in self.goals],
            "fill": self._records("fill"),
            "contributions": self._records("contributions"),
            "nations": self._records("nations"),
            "support": self._records("support"),
            "totals": {name: plain(value) for name, value in self.totals.items()},
            "divisible": self._divisible(),
            "audit": None if self.audit is None else audit_document(self.audit),
        }

    def _records(self, name: str) -> list[dict[str, Any]]:
        return records(as_kept(self, name))

    def _divisible(self) -> dict[str, Any] | None:
        if self.divisible is None:
            return None
        goals = [{"goal": name, "value": plain(value)} for name, value in self.divisible.goals.items()]
        return {"fill": plain(self.divisible.fill), "goals": goals}

    def _proof(self, name: str) -> dict[str, float | None]:
        """Return what no plan is better than, and how far that is, relative to the goal's size."""
        audited = {goal.goal: goal for goal in self.audit.goals}.get(name) if self.audit else None
        bound, gap = (audited.bound, audited.gap) if audited else (math.inf, math.inf)
        return {"bound": finite(bound), "gap": finite(gap)}

    def _goal(self, name: str) -> dict[str, Any]:
        costs = self.goal_costs.get(name, {})
        return {
            "goal": name,
            "value": plain(self.goals[name]),
            **self._proof(name),
            "costs": [{"goal": later, "change": plain(change)} for later, change in costs.items()],
        }


def audit_document(audit: Audit) -> dict[str, Any]:
    """Return what the audit found as it stands in plan.json."""
    return {
        "max_violation": audit.max_violation,
        "bound": finite(audit.bound),
        "gap": finite(audit.gap),
        "exact": audit.exact,
        "passed": audit.passed,
        "proven_by": audit.proven_by,
        "goals": [_goal_audit(goal) for goal in audit.goals if goal.stated],
    }


def _goal_audit(goal: GoalAudit) -> dict[str, Any]:
    """Return what was proven of one goal, and what rounding buys of it where its proof rests on that."""
    rounding = {"rounding": goal.rounding} if goal.owes_to_rounding else {}
    proven = {"value": goal.value, "bound": finite(goal.bound), "gap": finite(goal.gap)}
    return {"goal": goal.goal, **proven, **rounding}


def finite(value: float) -> float | None:
    """Return a figure, or None where it is not known: an infinity is no JSON."""
    return value if math.isfinite(value) else None


def plain(value: float) -> float:
    """Return a figure as it is printed: rounded, and never minus zero."""
    return round(float(value), DECIMALS) + 0.0


def plain_or(value: Any) -> Any:
    """Return a figure as it is printed, and anything else as it is."""
    return plain(value) if isinstance(value, float) else value


def records(table: PlanTable | pd.DataFrame) -> list[dict[str, Any]]:
    """Return the lines of a table as JSON objects."""
    return [{name: plain_or(value) for name, value in line.items()} for line in lines_of(table)]
