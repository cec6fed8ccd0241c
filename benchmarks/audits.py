"""How long the audit takes beside the solve, on a family whose places differ, and whether it passes.

Run `python -m benchmarks.audits --size 18k --seeds 60`; it ends with exit code 1 where an audit did not pass.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

from benchmarks.differing import SIZES, document
from planner.engines.proof.audit import audit
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario


def main() -> int:
    """Solve and audit; print a line for each member and the ratios; return 0 where every audit passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="2.7k")
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    chosen = parser.parse_args()
    found = [_member(seed, chosen.size) for seed in range(chosen.first, chosen.first + chosen.seeds)]
    ratios = [ratio for ratio, _ in found]
    passed = sum(stood for _, stood in found)
    sys.stdout.write(
        f"{passed} of {len(found)} audits passed; audit / solve: "
        f"median {statistics.median(ratios):.3f}, most {max(ratios):.3f}\n"
    )
    return 0 if passed == len(found) else 1


def _member(seed: int, size: str) -> tuple[float, bool]:
    """Return how long the audit took in proportion to the solve, in processor time, and whether it passed."""
    program = formulate(Scenario.model_validate(document(seed, SIZES[size]))).program
    began = time.process_time()
    solution = solve(program, Highs())
    solved = time.process_time()
    found = audit(program, solution.values, solution.stages)
    audited = time.process_time()
    solve_time, audit_time = solved - began, audited - solved
    sys.stdout.write(
        f"{seed}: {len(program.lower)} columns, solve {solve_time:.2f} s, audit {audit_time:.2f} s, "
        f"gap {found.gap:.1e}, {'passed' if found.passed else 'FAILED'}\n"
    )
    sys.stdout.flush()
    return audit_time / solve_time, found.passed


if __name__ == "__main__":
    sys.exit(main())
