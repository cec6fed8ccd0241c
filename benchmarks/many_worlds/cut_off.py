"""A family on a dask cluster of two processes, killed half-way, that goes on where it was.

The run is a process of its own, with its cluster, and is killed when half of its tasks are kept. The second
run solves what is missing, and its answers are those of the folder alone.
"""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.many_worlds.scenarios import island
from planner.formulation.formulate import formulate
from planner.worlds.answers import hand_on, shared_out
from planner.worlds.family import Family
from planner.worlds.made_worlds import MadeWorlds
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import World
from planner.worlds.world_answer import Answer


def told(count: int) -> int:
    """Print how it went; 1 where a task was lost or solved twice."""
    _, each = shared_out(Family.of(formulate(island()), []), _worlds(count))
    tasks = len(each)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        began = time.perf_counter()
        first = _begun(count, folder)
        while first.poll() is None and len(_kept(folder)) < tasks // 2:
            time.sleep(0.2)
        first.kill()
        first.wait()
        before = {one: one.stat().st_mtime_ns for one in _kept(folder)}
        half = time.perf_counter() - began
        second = _begun(count, folder)
        said, _ = second.communicate()
        after = {one: one.stat().st_mtime_ns for one in _kept(folder)}
    again = sum(after.get(one) != when for one, when in before.items())
    print(
        f"cluster: {count} worlds, killed after {half:.0f} s with {len(before)} of {tasks} tasks kept; then "
        f"{len(after) - len(before)} more, {again} solved twice; {said.strip()}",
        flush=True,
    )
    return int(second.returncode != 0 or again > 0 or len(after) != tasks)


def _worlds(count: int) -> MadeWorlds:
    def made(start: int, stop: int) -> list[World]:
        return [
            World.of(units={("AUR", "infantry_battalion"): 2 * one / count}) for one in range(start, stop)
        ]

    return MadeWorlds(count, made)


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.npz"))


def _begun(count: int, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.many_worlds.cut_off", str(count), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _run(count: int, folder: Path) -> None:
    """Solve on a cluster of two processes; print a hash of all answers."""
    from distributed import LocalCluster

    worlds = _worlds(count)
    family = Family.of(formulate(island()), worlds)
    told: dict[int, tuple[int, bytes]] = {}

    def take(start: int, found: list[Answer]) -> None:
        whole = hashlib.sha256(b"".join(one.short.tobytes() for one in found)).digest()
        told[start] = sum(one.found for one in found), whole

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        hand_on(family, worlds, take, Effort(scheduler=cluster.scheduler_address, cache=folder))
    whole = hashlib.sha256(b"".join(one for _, (_, one) in sorted(told.items()))).hexdigest()[:12]
    asking, working = (
        resource.getrusage(who).ru_maxrss / 1e3 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{sum(plans for plans, _ in told.values())} plans, {whole}; "
        f"at most {asking:.0f} MB to ask, {working:.0f} MB in a worker"
    )


if __name__ == "__main__":
    _run(int(sys.argv[1]), Path(sys.argv[2]))
