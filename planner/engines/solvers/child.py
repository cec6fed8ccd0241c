"""A solver in a process of its own: it can be ended, and what it prints or breaks stays there.

Not every solver keeps to a time limit, some print on standard output, and some end the process they run in.
What the process does is `serving`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np

from planner.engines.engine import Face, Held, Status
from planner.program.blocks import FloatArray
from planner.program.program import Program

GRACE = 2.0
"""Seconds that a solver may take beyond its limit to write down what it has; then it is ended."""
BARELY_LATE = 0.5
"""The same where what it has found so far is known all along."""
HIGHS = "highs"
"""The solver that is held in memory, here in that of the process."""


@dataclass(frozen=True, eq=False)
class Task:
    """A cost to minimise: on a face of the linear program, or in whole numbers while goals are held.

    After its `share` of the seconds a solver held in memory ends once its gap is small; `careful` is its
    second try.
    """

    cost: FloatArray
    face: Face | None
    held: tuple[Held, ...]
    seconds: float | None
    share: float | None = None
    careful: bool = False


@dataclass(frozen=True, eq=False)
class Reply:
    """How it ended, the values where there are any, and the seconds spent.

    A solver held in memory also says what no solution can be better than and what it has reached. An answer
    that is not `final` is what is known so far; without values those before it still stand.
    """

    status: Status
    values: FloatArray
    seconds: float = 0.0
    bound: float = -np.inf
    objective: float | None = None
    final: bool = True

    def after(self, earlier: Reply) -> Reply:
        """Return this answer with what is known from an earlier one."""
        if len(self.values):
            return self
        bound = max(self.bound, earlier.bound)
        return replace(self, values=earlier.values, objective=earlier.objective, bound=bound)


class Child:
    """A program held by a solver in a process of its own, which is begun when it is first asked."""

    def __init__(self, program: Program, solver: str) -> None:
        self._program, self._solver = program, solver
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def ask(self, question: Task) -> Reply:
        """Return the answer; where the solver is not done in its time it is ended, and that is a limit.

        What it had found until then is the answer.
        """
        began = time.monotonic()
        try:
            answer = self._answer(question, began)
        except OSError:
            answer = None
        except BaseException:
            self.end()
            raise
        if answer is None or not answer.final:
            self.end()
        answer = answer or Reply(Status.FAILED, np.zeros(0))
        return replace(answer, seconds=time.monotonic() - began)

    def _answer(self, question: Task, began: float) -> Reply | None:
        """Return the last that is heard in time; None where the process ended without an answer."""
        process = self._process or self._begun()
        late = BARELY_LATE if self._solver == HIGHS else GRACE
        end = None if question.seconds is None else began + question.seconds
        _send(process, replace(question, seconds=None if end is None else max(end - time.monotonic(), 0.0)))
        known = Reply(Status.LIMIT, np.zeros(0), final=False)
        while not known.final:
            wait = None if end is None else max(end + late - time.monotonic(), 0.0)
            try:
                heard = self._heard.get(timeout=wait)
            except queue.Empty:
                break
            if heard is None:
                return None
            known = heard if heard.final else heard.after(known)
        return known

    def _begun(self) -> subprocess.Popen[bytes]:
        """Return a process once it is ready or has ended; raises OSError where it takes no program."""
        # The process finds the same packages as this one, wherever it was started.
        paths = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(
            [sys.executable, "-m", "planner.engines.solvers.serving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,
        )
        self._process, self._heard = process, queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process.stdout, self._heard), daemon=True).start()
        _send(process, (self._program, self._solver))
        self._heard.get()
        return process

    def end(self) -> None:
        """End the process, and the solver that it may have started."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        with contextlib.suppress(OSError):
            _kill(process)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def __del__(self) -> None:
        if not sys.is_finalizing():
            self.end()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _send(process: subprocess.Popen[bytes], said: Any) -> None:
    if process.stdin is not None:
        pickle.dump(said, process.stdin)
        process.stdin.flush()


def _listen(stream: BinaryIO, heard: queue.SimpleQueue[Any]) -> None:
    """Pass on what a process says until it ends; then nothing."""
    with contextlib.suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
        while True:
            heard.put(pickle.load(stream))  # noqa: S301  what `serving` wrote
    heard.put(None)
