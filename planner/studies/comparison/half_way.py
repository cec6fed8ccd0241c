"""The programs of scenarios half way between two, made and solved one from another where they are alike."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from planner.engines.hot.nearest_programs import NearestPrograms
from planner.formulation.formulate import Formulation, formulate
from planner.formulation.renewed import Renewing
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from planner.studies.comparison.joint_changes import Variant

KEPT = 8
"""So many formulations are at hand to make others from, the last ones; a large program takes much memory."""


@dataclass(frozen=True, eq=False)
class HalfWay:
    """Formulates variants, each from one at hand that differs in amounts and numbers alone, if one does.

    `nearest` solves their programs.
    """

    known: deque[Renewing] = field(default_factory=lambda: deque(maxlen=KEPT))
    nearest: NearestPrograms = field(default_factory=NearestPrograms)

    def program(self, variant: Variant) -> Program:
        """Return the program of a variant: what `formulate` makes of it."""
        for like in self.known:
            if like.known.counting != variant.counting:
                continue
            if like.known.scenario is variant.scenario:
                return like.known.program
            if like.renews(variant.scenario):
                return _renewed(like, variant).program
        return self.formulation(variant).program

    def formulation(self, variant: Variant) -> Formulation:
        """Return the formulation of a variant, made now and kept to make others from."""
        alike = (like.known for like in self.known if like.known.counting == variant.counting)
        tables = (known.offers for known in alike if _offer_the_same(known.scenario, variant.scenario))
        made = formulate(variant.scenario, variant.counting, table=next(tables, None))
        self.known.append(Renewing(made))
        return made


def _renewed(like: Renewing, variant: Variant) -> Formulation:
    known, scenario = like.known, variant.scenario
    asked = [name for name, nation in scenario.nations.items() if nation is not known.scenario.nations[name]]
    index = known.candidates.index
    return like.formulation(scenario, known.offers.renewed(scenario, index, variant.counting.offers, asked))


def _offer_the_same(one: Scenario, other: Scenario) -> bool:
    """Say whether two scenarios share all that a table of offers is made of."""
    return all(getattr(one, name) is getattr(other, name) for name in ("nations", "capabilities", "phases"))
