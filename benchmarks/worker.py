"""One run of one contestant in a process of its own; prints its figures as one line of JSON.

A tiny member of the family is solved first and not counted, so that what a tool imports or compiles on its
first use is in nobody's time.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from benchmarks.contestants import CONTESTANTS
from benchmarks.family import SIZES, Size, generate
from benchmarks.timing import Timing

TINY = Size(6, 6, 2, 2)


def peak_megabytes() -> float:
    """Return the largest resident memory so far: this process, and beside it the largest of its children."""
    unit = 1 if sys.platform == "darwin" else 1024
    usages = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usages) * unit / 1e6


def figures(timing: Timing, before: float) -> dict[str, float]:
    """Return a run's figures by name; seconds, and megabytes where the name says so."""
    return {
        "build": timing.build,
        "hand over": timing.hand_over,
        "solve": timing.solve,
        "read": timing.read,
        "total": timing.total,
        "peak megabytes": peak_megabytes(),
        "megabytes before": before,
        "objective": timing.objective,
        "contributions": len(timing.contributions),
        **timing.extra,
    }


def main(name: str, size: str, seed: str) -> None:
    """Run one contestant once; whatever the tool prints goes to the error output."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    run = CONTESTANTS[name].run()
    run(generate(TINY, 0))
    family = generate(SIZES[size], int(seed))
    before = peak_megabytes()
    print(json.dumps(figures(run(family), before)), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
