"""How scenarios of absurd and valid amounts end, and whether their plans, spoilt, are refused by the audit.

python -m benchmarks.scales [--seeds 500] [--first 0]
"""

from __future__ import annotations

import argparse
from collections import Counter

from planner.engines.engine import Status
from planner.engines.proof.audit import AuditFailedError, audit
from planner.engines.proven import proven
from planner.engines.solve import Solution, Watch, solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.scenario.reading import read
from tests.sceptic.absurd_scales import absurd, spoilt

SECONDS = 20.0


def main() -> None:
    """Solve every seed, and count how it ends."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=500)
    options.add_argument("--first", type=int, default=0)
    given = options.parse_args()
    ends: Counter[str] = Counter()
    for seed in range(given.first, given.first + given.seeds):
        solution, end = outcome(seed)
        ends[end] += 1
        if solution is not None:
            for values in spoilt(solution):
                refused = not audit(solution.program, values, solution.stages).passed
                ends["spoilt plans refused" if refused else "spoilt plans taken"] += 1
                if not refused:
                    print(f"seed {seed}: a spoilt plan passes")
    for end, count in sorted(ends.items()):
        print(f"{count:6} {end}")


def outcome(seed: int) -> tuple[Solution | None, str]:
    """Return the proven plan of a seed with divisible units, if there is one, and how its solve ended."""
    program = formulate(read(absurd(seed))).program
    watch = Watch.of(SECONDS, None)
    try:
        solution, _ = proven(solve(program, Highs(), seconds=SECONDS), program, Highs(), watch)
    except AuditFailedError as error:
        print(f"seed {seed}: {error}")
        return None, "exit 4: failed its audit"
    whole = program.integer.any() or solution.status is not Status.OPTIMAL
    return None if whole else solution, solution.status.value


if __name__ == "__main__":
    main()
