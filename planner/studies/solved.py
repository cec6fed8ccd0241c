"""A scenario with its plan and the faces that its goals leave: what every study starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planner.engines.hot.again import Again
from planner.formulation.formulate import formulate
from planner.formulation.offers import Counting
from planner.program.program import Form
from planner.scenario.scenario import Scenario
from planner.studies.chain import Chain
from planner.studies.ready import Ready


@dataclass(frozen=True, eq=False)
class Solved(Ready):
    """A scenario as it was formulated and solved, with the faces of its goals."""

    @cached_property
    def chain(self) -> Chain:
        """Its goals with the faces that they leave; only where there is a plan."""
        return Chain.of(self)


def solved(scenario: Scenario, counting: Counting | None = None, *, form: Form | None = None) -> Solved:
    """Formulate and solve a scenario, and keep it ready for more."""
    formulation = formulate(scenario, counting, form=form)
    again = Again(formulation.program)
    return Solved(formulation, again.solve(), again)
