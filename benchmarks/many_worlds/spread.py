"""Two workers beside one: by the clock, which only a machine at rest can tell, and by processor time.

It is a process of its own, which reads in what it needs only when it runs: every worker reads in again what
the module has read in that begins it.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.timing import ProcessorWatch, Watch


def told(count: int, seed: int) -> int:
    """Print what so many worlds take with one worker and with two; 1 where their answers differ."""
    return subprocess.run([sys.executable, "-m", __name__, str(count), str(seed)], check=False).returncode


def _run(count: int, seed: int) -> int:
    from benchmarks.many_worlds.scenarios import reassurance
    from planner.formulation.formulate import formulate
    from planner.worlds.answers import answers
    from planner.worlds.chances import Chances
    from planner.worlds.family import Family
    from planner.worlds.solving_worlds import Effort

    scenario = reassurance()
    chances = Chances.of(scenario)
    worlds = chances.worlds(chances.draws(count, seed))[:count]
    family = Family.of(formulate(scenario), worlds)
    found, clock, processor = [], Watch(), ProcessorWatch()
    times = []
    for workers in (1, 2):
        found.append([one.short.tobytes() for one in answers(family, worlds, Effort(workers=workers))])
        times.append((clock.lap(), processor.lap()))
    (alone, spent), (together, both) = times
    print(
        f"{count} worlds, one worker {alone:.1f} s, two {together:.1f} s: {alone / together:.2f} x by the "
        f"clock; processor time {both / spent:.2f} x, so {2 * spent / both:.2f} x with two cores",
        flush=True,
    )
    return int(found[0] != found[1])


if __name__ == "__main__":
    sys.exit(_run(int(sys.argv[1]), int(sys.argv[2])))
