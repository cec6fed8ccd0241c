"""The optimal faces of a plan, goal by goal: what may still change when a goal and all before it are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from planner.engines.engine import Face, Outcome, Status, negligible
from planner.engines.faces import Faces
from planner.engines.hot.bounds import Bounds
from planner.engines.hot.corner import Corner, Cost
from planner.engines.hot.like_programs import LikePrograms
from planner.engines.hot.settled_face import SettledFace
from planner.engines.ladder import Changed, Stage
from planner.engines.proof.bound import activity_range
from planner.engines.solve import Solution
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.trust import Trusted
from planner.engines.whole.around import Around
from planner.formulation.renewed import Renewing
from planner.program.blocks import BoolArray, FloatArray, RowBlock
from planner.program.program import Program
from planner.studies.ready import Ready

COST = "cost"
"""The goal that plans may give up a little of, to see what else they could be."""


@dataclass(frozen=True, eq=False)
class Chain:
    """The goals of a linear program in order, up to the last that is stated, and the face each leaves.

    `faces[k]` is what is left when the first k goals are kept, so `faces[0]` is the whole program; `kept` is
    what plans as good leave, a series to its end; `last` is what is left when all are, with what only chooses
    among plans that are as good. The program has one row more than the
    scenario's: the cost, where that is a goal, so that it can be bounded; the faces leave it free.
    """

    solved: Ready
    program: Program
    stages: tuple[Stage, ...]
    faces: tuple[Face, ...]
    kept: Face
    last: Face

    @classmethod
    def of(cls, solved: Ready) -> Chain:
        """Return the chain of a plan without whole numbers."""
        program, stages = _with_cost(solved.program, solved.solution.stages)
        stated = max((number for number, stage in enumerate(stages) if stage.goal.stated), default=-1) + 1
        faces = Faces.of(program)
        for stage in stages:
            faces = faces.reached(stage.goal, stage.prices, stage.noise, solved.solution.values)
        kept = faces.left[len(solved.kept)]
        return cls(solved, program, stages[:stated], faces.left[: stated + 1], kept, faces.last)

    @property
    def point(self) -> FloatArray:
        """The plan: a point of every face."""
        return self.solved.solution.values

    @cached_property
    def reached(self) -> FloatArray:
        """The value of each goal in the plan."""
        return np.array([float(stage.goal.cost @ self.point) for stage in self.stages])

    @cached_property
    def activity(self) -> FloatArray:
        """What each row adds up to in the plan."""
        activity: FloatArray = self.program.matrix @ self.point
        return activity

    @cached_property
    def adds_up(self) -> tuple[FloatArray, FloatArray]:
        """The least and the most that each row of the scenario's program can add up to."""
        return activity_range(self.solved.program)

    @cached_property
    def priced(self) -> BoolArray:
        """Which rows have a price for which goal: goals x rows."""
        small = [negligible(self.program, stage.goal.cost) for stage in self.stages]
        weight = [np.abs(stage.prices) * self.program.widest for stage in self.stages]
        return np.array([each > least for each, least in zip(weight, small, strict=True)])

    @cached_property
    def following(self) -> tuple[RowBlock, ...]:
        """The rows of constraints whose bounds are parts of what is offered."""
        rules = self.solved.scenario.constraints
        blocks = ((block, block.source.constraint) for block in self.solved.program.rows)
        return tuple(block for block, name in blocks if name is not None and rules[name].follows_offers)

    @cached_property
    def corner(self) -> Corner:
        """The plan as a vertex of the program."""
        return Corner(self.program, self.last, self.point)

    @cached_property
    def bounds(self) -> tuple[Bounds, ...]:
        """The bounds of each face, over columns and rows."""
        return tuple(Bounds.of(face) for face in self.faces)

    @cached_property
    def _kept_bounds(self) -> Bounds:
        return Bounds.of(self.kept)

    @cached_property
    def costs(self) -> tuple[Cost, ...]:
        """The cost of each goal, over columns and rows."""
        rows = np.zeros(len(self.activity))
        every = (np.concatenate([stage.goal.cost, rows]) for stage in self.stages)
        return tuple(self.corner.cost(each) for each in every)

    @cached_property
    def cost(self) -> int | None:
        """The number of the goal of cost; None where that is no goal."""
        return next((goal for goal, stage in enumerate(self.stages) if stage.goal.name == COST), None)

    def within(self, slack: float) -> Bounds:
        """Return the bounds of plans as good on every goal before cost, and by a slack on cost.

        Without a goal of cost every goal is kept.
        """
        if self.cost is None:
            return self._kept_bounds
        if slack == 0:
            return self.bounds[self.cost + 1]
        most = float(self.reached[self.cost]) * (1 + slack)
        return self.bounds[self.cost].but(len(self.corner.value) - 1, -np.inf, most)

    def variable(self, row: int) -> int:
        """Return the number of a row among all variables."""
        return len(self.point) + row

    def least(self, cost: FloatArray, bounds: Bounds) -> Outcome:
        """Return what the solver finds within bounds, for what takes more than a few pivots.

        It starts from one basis each time, so that no answer depends on what was asked before. Prices are
        not told.
        """
        if self.is_narrow(bounds) and self.settled is not None:
            return self.settled.least(cost, bounds)
        session, basis = self._session
        return session.minimise(cost, bounds.face(len(self.point)), start=basis, afresh=True)

    def is_narrow(self, bounds: Bounds) -> bool:
        """Say whether most of the program is settled within bounds, so that the solver is soon done."""
        return self.settled is not None and self.settled.holds(bounds)

    @cached_property
    def settled(self) -> SettledFace | None:
        """The face of all goals without what is settled on it, where that is most."""
        return SettledFace.around(self.program, self.faces[-1], self.corner)

    @cached_property
    def _session(self) -> tuple[Trusted[HighsSession], Any]:
        """The program held by the solver, and the basis of the plan, which lies on every face."""
        return Trusted.of(self.program, Highs().open), self.corner.basis()

    @cached_property
    def renewing(self) -> Renewing:
        """What formulates the scenario with other amounts on offer."""
        return Renewing(self.solved.formulation)

    @cached_property
    def around(self) -> Around | None:
        """What solves programs in whole numbers that differ in little from this one, where that is proven."""
        solved = self.solved
        if not (solved.whole_numbers and solved.solution.status is Status.OPTIMAL):
            return None
        goals = tuple(stage.goal for stage in self.stages)
        return Around(replace(solved.program, goals=goals), self.point, Highs(), solved.again.known)

    def near_by(
        self, program: Program, seconds: float | None = None, changed: Changed | None = None
    ) -> Solution | None:
        """Return the solution of a program in whole numbers that differs in little; None of any other."""
        around = self.around
        return None if around is None else around.solve(program, seconds=seconds, changed=changed)

    @cached_property
    def like(self) -> LikePrograms:
        """What solves the scenario formulated with something changed."""
        return LikePrograms(self.solved.again)


def _with_cost(program: Program, stages: tuple[Stage, ...]) -> tuple[Program, tuple[Stage, ...]]:
    """Return a program with the cost as its last row, free, and the prices with one of nothing for it."""
    cost = next((stage.goal.cost for stage in stages if stage.goal.name == COST), None)
    if cost is None:
        return program, stages
    row = sparse.csr_array(cost.reshape(1, -1))
    wider = replace(
        program,
        matrix=sparse.vstack([program.matrix, row], format="csr"),
        row_lower=np.append(program.row_lower, -np.inf),
        row_upper=np.append(program.row_upper, np.inf),
    )
    return wider, tuple(replace(stage, prices=np.append(stage.prices, 0.0)) for stage in stages)
