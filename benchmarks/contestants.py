"""Who runs: the planner and its peers, by the name that the tables print."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.family import Family
from benchmarks.timing import Timing


@dataclass(frozen=True)
class Contestant:
    """A tool and a way to run it: `module.RUNS[way]`, which needs some packages."""

    name: str
    module: str
    way: str
    needs: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that are not installed."""
        return tuple(package for package in self.needs if importlib.util.find_spec(package) is None)

    def run(self) -> Callable[[Family], Timing]:
        """Return the function that solves a family; imports the tool."""
        solve: Callable[[Family], Timing] = importlib.import_module(self.module).RUNS[self.way]
        return solve


OURS = "planner"
CONTESTANTS = {
    contestant.name: contestant
    for contestant in (
        Contestant(OURS, "benchmarks.ours", "one goal", ("planner",)),
        Contestant("planner-all-goals", "benchmarks.ours", "all goals", ("planner",)),
        Contestant("pulp-cbc", "benchmarks.peers.pulp_cbc", "default", ("pulp",)),
        Contestant("pulp-cbc-primal", "benchmarks.peers.pulp_cbc", "primal", ("pulp",)),
        Contestant("pulp-highs", "benchmarks.peers.pulp_highs", "default", ("pulp", "highspy")),
        Contestant("pulp-highs-interior", "benchmarks.peers.pulp_highs", "interior", ("pulp", "highspy")),
        Contestant("pulp-highs-primal", "benchmarks.peers.pulp_highs", "primal", ("pulp", "highspy")),
        Contestant("linopy-highs", "benchmarks.peers.linopy_highs", "default", ("linopy", "highspy")),
        Contestant(
            "linopy-highs-interior", "benchmarks.peers.linopy_highs", "interior", ("linopy", "highspy")
        ),
        Contestant("linopy-highs-primal", "benchmarks.peers.linopy_highs", "primal", ("linopy", "highspy")),
        Contestant("pyomo-highs", "benchmarks.peers.pyomo_highs", "default", ("pyomo", "highspy")),
        Contestant("pyomo-highs-interior", "benchmarks.peers.pyomo_highs", "interior", ("pyomo", "highspy")),
        Contestant("pyomo-highs-primal", "benchmarks.peers.pyomo_highs", "primal", ("pyomo", "highspy")),
    )
}
