"""Solvers that do not keep their time, print, write nonsense or break: none of it reaches who asked."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import numpy as np
import pytest

from planner.engines.engine import Face, Status
from planner.engines.solve import solve
from planner.engines.solvers import child
from planner.engines.solvers.child import Child, Task
from planner.engines.solvers.pulp_solver import Pulp, available
from tests.processes import ends
from tests.small import formulated

SLEEPS = "sleep 60"
ASKS = """\
import sys
from planner.engines.solve import solve
from planner.engines.solvers.pulp_solver import Pulp
from tests.small import formulated

solve(formulated().program, Pulp(sys.argv[1]))
"""
BREAKS = "kill -9 $PPID"
SAYS_NOTHING = "exit 0"
NONSENSE = """
while [ $# -gt 0 ]; do
  case "$1" in -o|-w) echo 'Status:     OPTIMAL
 not a row
1 x *  NaN NaN' > "$2";; esac
  shift
done
echo 'a banner on standard output'
"""


@pytest.fixture
def played(tmp_path, monkeypatch):
    """Return what puts a script in the place of GLPK, and its engine."""

    def play(script: str) -> Pulp:
        (tmp_path / "glpsol").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "glpsol").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return Pulp("GLPK_CMD")

    return play


def test_a_solver_that_ignores_its_limit_is_ended(played, monkeypatch) -> None:
    monkeypatch.setattr(child, "GRACE", 0.2)
    began = time.monotonic()
    solution = solve(formulated().program, played(SLEEPS), seconds=1.0)
    assert solution.status is Status.LIMIT
    assert not solution.found
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal that cannot be heard")
def test_a_solver_ends_with_who_asked_and_was_killed(played, tmp_path) -> None:
    name = played(f"echo $$ > {tmp_path}/told; {SLEEPS}").name
    asking = subprocess.Popen([sys.executable, "-c", ASKS, name])
    told = tmp_path / "told"
    while not (told.is_file() and told.read_text()):
        assert asking.poll() is None
        time.sleep(0.05)
    asking.kill()
    asking.wait()
    assert ends(int(told.read_text()))


@pytest.mark.parametrize("script", [NONSENSE, SAYS_NOTHING, BREAKS])
def test_a_solver_that_writes_nonsense_has_failed(script, played) -> None:
    solution = solve(formulated().program, played(script))
    assert solution.status is Status.FAILED
    assert not solution.found


def test_a_solver_that_broke_is_begun_anew_when_it_is_asked_again(played, tmp_path) -> None:
    program = formulated().program
    asked = Task(program.goals[0].cost, Face.of(program), (), None)
    told = Child(program, played(BREAKS).name)
    assert told.ask(asked).status is Status.FAILED
    (tmp_path / "glpsol").unlink()
    again = told.ask(asked)
    expected = Status.OPTIMAL if "GLPK_CMD" in available() else Status.FAILED
    assert again.status is expected


@pytest.mark.parametrize("name", available())
def test_what_a_solver_prints_is_not_on_standard_output(name, capfd) -> None:
    solve(formulated().program, Pulp(name))
    assert capfd.readouterr().out == ""


def test_a_process_answers_in_the_order_of_the_columns() -> None:
    program = formulated().program
    cost = program.goals[0].cost
    answer = Child(program, available()[0]).ask(Task(cost, Face.of(program), (), None))
    assert answer.status is Status.OPTIMAL
    assert np.all(answer.values <= program.reach + 1e-6)


def test_a_solver_that_takes_whole_seconds_only_is_given_them(played, tmp_path) -> None:
    solve(formulated().program, played(f'echo "$@" > {tmp_path}/told'), seconds=9.5)
    told = (tmp_path / "told").read_text().split()
    assert told[told.index("--tmlim") + 1].isdigit()
