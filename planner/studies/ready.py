"""A scenario with its plan, held ready to be solved again: what every study starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.engines.hot.again import Again
from planner.engines.ladder import Stage
from planner.engines.solve import Solution
from planner.formulation.formulate import Formulation
from planner.ground.ground import Ground
from planner.program.blocks import CONTRIBUTION, SHORTFALL, ColumnBlock, FloatArray
from planner.program.program import Program
from planner.scenario.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Ready:
    """A scenario as it was formulated and solved; `again` solves it under other bounds, hot.

    The solution may be one without values (see `found`): then there is no plan to ask about.
    """

    formulation: Formulation
    solution: Solution
    again: Again

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.formulation.scenario

    @property
    def ground(self) -> Ground:
        """The contributions that are open, in the order of the program's columns."""
        return self.formulation.ground

    @property
    def program(self) -> Program:
        """The program."""
        return self.formulation.program

    @property
    def found(self) -> bool:
        """Whether there is a plan."""
        return self.solution.found

    @property
    def whole_numbers(self) -> bool:
        """Whether the program has whole numbers: then nothing is solved hot."""
        return bool(self.program.integer.any())

    @property
    def stated(self) -> tuple[Stage, ...]:
        """The goals that the scenario states, as they were solved."""
        return tuple(stage for stage in self.solution.stages if stage.goal.stated)

    @property
    def kept(self) -> tuple[Stage, ...]:
        """The goals that a plan as good keeps, in order: those stated, each with the series that it begins.

        What only chooses among plans that are as good is not among them.
        """
        ends = (stage.goal.stated or stage.goal.series is not None for stage in self.solution.stages)
        last = max((number for number, end in enumerate(ends) if end), default=-1)
        return self.solution.stages[: last + 1]

    @property
    def goals(self) -> dict[str, float]:
        """The value of each stated goal in the plan."""
        return {stage.goal.name: float(stage.goal.cost @ self.solution.values) for stage in self.stated}

    @property
    def units(self) -> FloatArray:
        """Units on station of each open contribution in the plan."""
        return np.maximum(self.solution.values[self.program.family(CONTRIBUTION)], 0.0)

    @property
    def short(self) -> FloatArray:
        """What is missing of each line and phase in the plan, in the order of `lines`."""
        return np.maximum(self.solution.values[self.program.family(SHORTFALL)], 0.0)

    @property
    def lines(self) -> ColumnBlock:
        """The lines and phases with a need: the shortfall columns, whose `reach` is what is required."""
        return next(block for block in self.program.columns if block.family == SHORTFALL)
