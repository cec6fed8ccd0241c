"""Workers: what one that was lost was given is done by others, and none outlives who asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import forkserver
from multiprocessing.util import Finalize
from pathlib import Path

import pytest

from planner.worlds.processes import by_workers, held_here, make_ready
from tests.processes import ends, runs

ASKS = """\
import sys
from planner.worlds.processes import by_workers
from tests.worlds.test_processes import told_and_asleep

if __name__ == "__main__":
    list(by_workers(told_and_asleep, sys.argv[1:], 2))
"""


PLAIN = """\
from planner.worlds.processes import by_workers

print(sorted(by_workers(abs, [-1, -2, -3], 2)))
"""
"""A script that asks for workers as it is read."""


def told_and_asleep(file: str) -> None:
    Path(file).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)


def lost_once(file: str) -> str:
    marked = Path(file)
    if not marked.exists():
        marked.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{held_here()} {marked.name}"


def test_what_a_lost_worker_was_given_is_done_by_another(tmp_path) -> None:
    files = [str(tmp_path / name) for name in "ab"]
    assert dict(by_workers(lost_once, files, 2, held="held")) == {0: "held a", 1: "held b"}


@pytest.mark.parametrize("way", ["script.py", "-m script"])
def test_a_plain_script_may_ask_for_workers(tmp_path, way: str) -> None:
    (tmp_path / "script.py").write_text(PLAIN, encoding="utf-8")
    run = [sys.executable, *way.split()]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.stderr) == ("[(0, 1), (1, 2), (2, 3)]\n", "")


def test_what_is_run_is_as_it_was_once_workers_have_begun() -> None:
    run = sys.modules["__main__"]
    assert dict(by_workers(abs, [-1, -2], 2)) == {0: 1, 1: 2}
    assert sys.modules["__main__"] is run


def who_works(_: int) -> tuple[int, int]:
    return os.getpid(), os.getppid()


def who_ends_slowly(_: int) -> int:
    Finalize(None, time.sleep, (0.5,), exitpriority=1)
    return os.getpid()


def test_workers_have_ended_once_all_is_done() -> None:
    workers = {pid for _, pid in by_workers(who_ends_slowly, range(4), 2)}
    assert not any(runs(pid) for pid in workers)


@pytest.mark.skipif(sys.platform == "win32", reason="there workers begin by themselves")
def test_workers_begin_from_what_was_made_ready() -> None:
    make_ready(2)
    ready = getattr(forkserver._forkserver, "_forkserver_pid", None)
    assert ready is not None
    assert {parent for _, (_, parent) in by_workers(who_works, range(4), 2)} == {ready}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal that cannot be heard")
def test_no_worker_outlives_who_asked_and_was_killed(tmp_path) -> None:
    files = [tmp_path / name for name in "ab"]
    asking = subprocess.Popen([sys.executable, "-c", ASKS, *map(str, files)])
    while not all(file.is_file() and file.read_text() for file in files):
        assert asking.poll() is None
        time.sleep(0.05)
    asking.kill()
    asking.wait()
    assert all(ends(int(file.read_text())) for file in files)
