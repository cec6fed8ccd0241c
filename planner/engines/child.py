"""A solver in a process of its own: it can be ended, and what it prints or breaks stays there.

Not every solver keeps to a time limit, some print on standard output, and some end the process they run in.
The process reads questions from its standard input and writes answers to its standard output, one after the
other, until the input ends: `python -m planner.engines.child`.
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
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from planner.engines.engine import Face, Held, Status
from planner.program.program import Program
from planner.program.tables import FloatArray

GRACE = 2.0
"""Seconds that a solver may take beyond its limit to write down what it has; then it is ended."""


@dataclass(frozen=True, eq=False)
class Question:
    """A cost to minimise: on a face of the linear program, or in whole numbers while goals are held."""

    cost: FloatArray
    face: Face | None
    held: tuple[Held, ...]
    seconds: float | None


@dataclass(frozen=True, eq=False)
class Answer:
    """How it ended, the values where there are any, and the seconds spent."""

    status: Status
    values: FloatArray
    seconds: float


class Child:
    """A program held by a solver in a process of its own, which is begun when it is first asked."""

    def __init__(self, program: Program, solver: str) -> None:
        self._program, self._solver = program, solver
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def ask(self, question: Question) -> Answer:
        """Return the answer; where the solver is not done in its time it is ended, and that is a limit."""
        began = time.monotonic()
        try:
            process = self._process or self._begun()
            _send(process, question)
            wait = None if question.seconds is None else question.seconds + GRACE
            heard = self._heard.get(timeout=wait)
        except queue.Empty:
            self.end()
            return Answer(Status.LIMIT, np.zeros(0), time.monotonic() - began)
        except OSError:
            heard = None
        except BaseException:
            self.end()
            raise
        if heard is None:
            self.end()
            return Answer(Status.FAILED, np.zeros(0), time.monotonic() - began)
        status, values = heard
        return Answer(status, values, time.monotonic() - began)

    def _begun(self) -> subprocess.Popen[bytes]:
        # The process finds the same packages as this one, wherever it was started.
        paths = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(  # noqa: S603  this interpreter and this module
            [sys.executable, "-m", __name__],
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
            heard.put(pickle.load(stream))  # noqa: S301  what this module wrote
    heard.put(None)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer questions about one program until there are no more."""
    program, solver = pickle.load(questions)  # noqa: S301  what this module wrote
    _reply(answers, "ready")
    with contextlib.suppress(EOFError):
        while True:
            _reply(answers, _answered(program, solver, pickle.load(questions)))  # noqa: S301


def _answered(program: Program, solver: str, question: Question) -> tuple[Status, FloatArray]:
    from planner.engines.pulp_model import answer, hold, model

    try:
        written = model(program, question.cost, question.face)
        for number, goal in enumerate(question.held, start=1):
            hold(written, goal.cost, goal.bound, f"goal_{number}")
        return answer(written, solver, question.seconds)
    except Exception:  # whatever a solver's output makes of its reader, it is no answer
        return Status.FAILED, np.zeros(0)


def _reply(answers: BinaryIO, said: Any) -> None:
    pickle.dump(said, answers)
    answers.flush()


def _main() -> None:
    """Keep standard output for answers; what solvers print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = os.fdopen(nowhere, "w")
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
