"""A saved plan beside the program of its scenario: everything that follows from its contributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.constraints.naming import in_words
from planner.engines.engine import Status
from planner.engines.ladder import Stage
from planner.engines.proof.audit import Audit, GoalAudit, audit
from planner.engines.solve import Solution
from planner.engines.trust import TOLERANCE
from planner.formulation.formulate import Formulation, formulate
from planner.plan.from_solution import plan_of
from planner.plan.plan import Plan
from planner.plan.plan_file import SavedContribution, SavedPlan
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.program.steps import is_multiple
from planner.scenario.scenario import Scenario
from planner.studies.verification.claims import TABLES, differences
from planner.studies.verification.rebuilding import Ids, Rebuilding, named
from planner.studies.verification.statements import about_audit, about_status, about_title, not_checked
from planner.studies.verification.verification import CheckedGoal, Finding, Verification, same
from planner.words.wording import Words


@dataclass(frozen=True, eq=False)
class Checking:
    """A saved plan beside the program of its scenario."""

    saved: SavedPlan
    formulation: Formulation

    @classmethod
    def of(cls, saved: SavedPlan, scenario: Scenario) -> Checking:
        """Return a saved plan beside the program of a scenario, with the offers counted as the plan did."""
        return cls(saved, formulate(scenario, saved.counting))

    def verification(self, changed: tuple[Finding, ...]) -> Verification:
        """Return what came of it."""
        found = (
            *changed,
            *self._contributions(),
            *self._broken(),
            *self._figures(),
            *self._goals(),
            *self._proof(),
            *self._statements(changed=bool(changed)),
        )
        feasible = self._audit.passed and not any(one.sort == "contribution" for one in found)
        return Verification(
            self.saved.scenario.title,
            verified=feasible and not any(one.fails for one in found),
            scenario_changed=bool(changed),
            feasible=feasible,
            max_violation=self._audit.max_violation,
            exact=self._audit.exact,
            goals=tuple(self._checked_goals()),
            findings=found,
            proof=self._whose_word(),
            not_checked=self.not_checked(),
        )

    @property
    def _program(self) -> Program:
        return self.formulation.program

    @cached_property
    def _rebuilding(self) -> Rebuilding:
        return Rebuilding(self.formulation)

    @cached_property
    def _values(self) -> FloatArray:
        known = self._rebuilding.columns
        units = {ids_of(one): one.units for one in self.saved.contributions if ids_of(one) in known}
        return self._rebuilding.values(
            units, ((one.nation, one.place, one.phase) for one in self.saved.support)
        )

    @cached_property
    def _audit(self) -> Audit:
        return audit(self._program, self._values, ())

    @cached_property
    def _plan(self) -> Plan:
        """The plan as it is read out of the contributions again."""
        stages = [Stage(goal, 0.0, np.zeros(0), 0.0, "") for goal in self._program.goals]
        solver = self.saved.solver
        solution = Solution(
            self._program, self.saved.status, self._values, tuple(stages), solver.name, solver.version
        )
        return plan_of(self.formulation, solution, None, goal_costs={}, sha256=self.saved.scenario.sha256)

    def not_checked(self, *, solved: bool = False) -> tuple[str, ...]:
        """Return what of the file is not checked, also not where a second solver has `solved` it."""
        again = self._plan.as_document()
        worked_out = {name: again[name] for name in (*TABLES, "totals")}
        return not_checked(self.saved.document, worked_out, solved=solved)

    def _statements(self, *, changed: bool) -> Iterator[Finding]:
        """Yield what the file says beside its figures that does not go with the plan."""
        yield from about_status(self.saved)
        if not changed:
            yield from about_title(self.saved, self.formulation.scenario.title)
        if self.saved.audit is not None:
            size = float((abs(self._program.matrix) @ np.abs(self._values)).max(initial=1.0))
            yield from about_audit(self.saved.audit, self._plan.goals, self._audit, size=size)

    def _contributions(self) -> Iterator[Finding]:
        """Yield the contributions that cannot be: not on offer, not open, below zero, or there twice."""
        known, counts = self._rebuilding.columns, Counter(map(ids_of, self.saved.contributions))
        for number, one in enumerate(self.saved.contributions):
            path = f"contributions[{number}]"
            if ids_of(one) not in known:
                yield Finding("contribution", path, f"{_said(one)} {self._why_not(one)}.")
            if one.units < 0:
                yield Finding(
                    "contribution", path, f"{_said(one)} is less than nothing: {one.units:g} units."
                )
            if counts[ids_of(one)] > 1:
                yield Finding(
                    "contribution", path, f"{_said(one)} stands in the plan {counts[ids_of(one)]} times."
                )

    def _why_not(self, one: SavedContribution) -> str:
        """Say why a contribution is not open."""
        scenario, number = self.formulation.scenario, self._candidates.get(ids_of(one))
        if number is not None:
            reasons = [reason.id for reason, mask in self.formulation.closed.items() if mask[number]]
            return f"is not allowed: {', '.join(reasons)}"
        for name, section in (("nation", scenario.nations), ("requirement", scenario.requirements)):
            if getattr(one, name) not in section:
                return f"is of no {name} of the scenario"
        if one.capability not in scenario.nations[one.nation].offers:
            return "is not on offer"
        return "serves nothing that is required there"

    @cached_property
    def _candidates(self) -> Mapping[Ids, int]:
        return {ids: number for number, ids in enumerate(named(self.formulation.candidates))}

    def _broken(self) -> Iterator[Finding]:
        """Yield the rows that are broken, each with a sentence; and units that should be whole."""
        program, values = self._program, self._values
        activity = program.matrix @ values
        size = np.maximum(1.0, abs(program.matrix) @ np.abs(values))
        below, above = program.row_lower - activity, activity - program.row_upper
        for row in np.flatnonzero(np.maximum(below, above) > TOLERANCE * size).tolist():
            most = above[row] > below[row]
            bound = program.row_upper[row] if most else program.row_lower[row]
            which = "at most" if most else "at least"
            said = f"{self._row(row)}: {activity[row]:,.9g} instead of {which} {bound:,.9g}."
            yield Finding("broken", program.path(row), f"{said[:1].upper()}{said[1:]}")
        for number, one in enumerate(self.saved.contributions):
            column = self._rebuilding.columns.get(ids_of(one))
            if column is not None and not is_multiple(one.units, step := float(program.step[column])):
                steps = "whole units" if step == 1 else f"steps of {step:g}"
                said = f"{_said(one)} is of {steps}, and not {one.units:g}."
                yield Finding("broken", f"contributions[{number}]", said)

    def _row(self, row: int) -> str:
        """Say a row; of a constraint with names, and for whom and when it is."""
        block, entry = self._program.row(row)
        if (rule := block.source.constraint) is None:
            return self._program.sentence(row)
        words, ids = Words(self.formulation.scenario), self._program.ids(block, entry)
        when = [words.phase(ids["phase"])] if "phase" in ids else []
        where = ", ".join(filter(None, [words.place(ids), *when]))
        said = in_words(self.formulation.scenario.constraints[rule], words.names)
        return f"{said} ({where})" if where else said

    def _figures(self) -> Iterator[Finding]:
        """Yield the figures of the file that do not follow from its contributions."""
        for path, claimed, value in differences(self.saved.document, self._plan.as_document()):
            yield Finding("figure", path, f"{path} is {claimed} in the file and comes to {value}.")

    def _goals(self) -> Iterator[Finding]:
        """Yield the goals whose value does not follow from the contributions."""
        claimed = {goal.goal: goal.value for goal in self.saved.goals}
        for name in dict.fromkeys((*claimed, *self._plan.goals)):
            if name not in self._plan.goals:
                yield Finding("goal", "goals", f"{name!r} is no goal of the scenario.")
            elif name not in claimed:
                yield Finding("goal", "goals", f"The file says nothing of the goal {name!r}.")
            elif not same(claimed[name], self._plan.goals[name]):
                value = self._plan.goals[name]
                said = f"The goal {name!r} is {claimed[name]:.9g} in the file and comes to {value:.9g}."
                # A plan that was stopped may claim less of a goal than it reaches.
                stopped = self.saved.status is Status.LIMIT and claimed[name] > value
                yield Finding("goal", "goals", said, fails=not stopped)
        asked = [name for name in self._plan.goals if name in claimed]
        if [name for name in claimed if name in asked] != asked:
            order = ", then ".join(map(repr, asked))
            yield Finding(
                "goal", "goals", f"The goals stand in another order than the scenario has: {order}."
            )

    def _proof(self) -> Iterator[Finding]:
        """Yield where what the file says was proven does not fit the plan."""
        claimed = self.saved.audit
        if claimed is None:
            return
        if not claimed.passed:
            yield Finding("proof", "audit.passed", "The file says itself that its audit failed.")
        for number, one in enumerate(claimed.goals):
            value = self._plan.goals.get(one.goal)
            path = f"audit.goals[{number}]"
            if value is None or one.bound is None:
                continue
            if one.bound > value and not same(one.bound, value):
                said = f"{one.goal!r} is said to be never below {one.bound:.9g}, and it is {value:.9g} here."
                yield Finding("proof", path, said)
            audited = GoalAudit(one.goal, value, one.bound, rounding=one.rounding)
            if not audited.proven and claimed.proven_by == "planner":
                said = f"The goal {one.goal!r} may be {audited.gap:.3g} from its best, relative to its size."
                yield Finding("proof", path, said)

    def _checked_goals(self) -> Iterator[CheckedGoal]:
        bounds = {one.goal: one.bound for one in (self.saved.audit.goals if self.saved.audit else ())}
        for goal in self.saved.goals:
            value = self._plan.goals.get(goal.goal)
            yield CheckedGoal(goal.goal, goal.value, value, bounds.get(goal.goal))

    def _whose_word(self) -> str:
        made_by = f"planner {self.saved.made_by} with {self.saved.solver.name}"
        by_solver = self.saved.audit is not None and self.saved.audit.proven_by == "solver"
        whose = f"the word of the solver ({self.saved.solver.name})" if by_solver else f"proven by {made_by}"
        return (
            f"That no plan is better is {whose} when the plan was made; the file holds no prices, so it is "
            "not proven again here. --solver NAME solves anew."
        )


def ids_of(one: SavedContribution) -> Ids:
    """Return what a contribution is known by."""
    return (one.nation, one.capability, one.requirement, one.phase)


def _said(one: SavedContribution) -> str:
    return f"{one.capability} of {one.nation} for {one.requirement} in {one.phase}"
