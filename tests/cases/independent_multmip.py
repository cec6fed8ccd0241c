"""The multmip ladder of the AMPL book (chapter 20) written with plain loops for PuLP and its CBC.

Nothing of the planner is used; the figures are read from the same files as plain data. The book states the
optima 229850, 233150 and 235625, and 223504 for the relaxation of the first.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pulp
import yaml

PUBLISHED = {
    "ampl_multmip1_relaxed": 223504,
    "ampl_multmip1": 229850,
    "ampl_multmip2": 233150,
    "ampl_multmip3": 235625,
}
PAIR_LIMIT, LEAST_LOAD, MOST_SERVED = 625, 375, 5


def read(name: str) -> dict[str, Any]:
    """Return a case's file as plain data, without what it extends."""
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


class Multmip:
    """One rung of the ladder as a PuLP problem."""

    def __init__(self, case: str) -> None:
        base = read("ampl_multi")
        self.case = case
        self.needs = base["requirements"]
        self.origins, self.destinations = base["nations"], list(base["places"])
        self.products = list(base["capabilities"])
        self.fixed = {name: origin["support"] for name, origin in read("ampl_multmip1")["nations"].items()}
        self.problem = pulp.LpProblem(case, pulp.LpMinimize)
        whole = pulp.LpContinuous if case.endswith("relaxed") else pulp.LpInteger
        self.use = {
            pair: self.problem.add_variable(f"use_{'_'.join(pair)}", 0, 1, whole)
            for pair in product(self.origins, self.destinations)
        }
        self.trans = {
            one: self.problem.add_variable(f"trans_{'_'.join(one)}", 0)
            for one in product(self.origins, self.destinations, self.products)
        }

    def state_cost(self) -> None:
        """State the cost of each unit shipped and of each pair in use."""
        shipping = [self.origins[o]["sustain"][d][p] * units for (o, d, p), units in self.trans.items()]
        using = [self.fixed[o][d] * used for (o, d), used in self.use.items()]
        self.problem.setObjective(pulp.lpSum([*shipping, *using]))

    def state_balance(self) -> None:
        """State that all that is offered is sent and all that is needed received."""
        for origin, good in product(self.origins, self.products):
            sent = pulp.lpSum(self.trans[origin, place, good] for place in self.destinations)
            self.problem.addConstraint(sent == self.origins[origin]["offers"][good])
        for place, good in product(self.destinations, self.products):
            received = pulp.lpSum(self.trans[origin, place, good] for origin in self.origins)
            self.problem.addConstraint(received == self.needs[f"{place}_{good}"]["quantity"])

    def state_pairs(self) -> None:
        """State the limit of each pair, and the least shipment from the second rung on."""
        for pair, used in self.use.items():
            shipped = pulp.lpSum(self.trans[*pair, good] for good in self.products)
            self.problem.addConstraint(shipped <= PAIR_LIMIT * used)
            if self.case in ("ampl_multmip2", "ampl_multmip3"):
                self.problem.addConstraint(shipped >= LEAST_LOAD * used)

    def state_served(self) -> None:
        """State how many destinations an origin serves, on the third rung."""
        for origin in self.origins if self.case == "ampl_multmip3" else ():
            served = pulp.lpSum(self.use[origin, place] for place in self.destinations)
            self.problem.addConstraint(served <= MOST_SERVED)


def least_cost(case: str) -> float:
    """Return the least cost of a case of the ladder."""
    rung = Multmip(case)
    rung.state_cost()
    rung.state_balance()
    rung.state_pairs()
    rung.state_served()
    rung.problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0))
    if rung.problem.sol_status != pulp.LpSolutionOptimal:
        raise ValueError(f"{case}: {pulp.LpSolution[rung.problem.sol_status]}")
    return float(pulp.value(rung.problem.objective))
