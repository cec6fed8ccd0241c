"""The process in which a solver works: questions about one program come in, answers go out.

It reads questions from its standard input and writes answers to its standard output, one after the other,
until the input ends: `python -m planner.engines.solvers.serving`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import numpy as np

from planner.engines.engine import MixedOutcome, Pace, Status
from planner.engines.solvers.child import HIGHS, Reply, Task
from planner.program.program import Program


def serve(heard: Iterator[Any], answers: BinaryIO) -> None:
    """Answer questions about one program, which is heard with its solver before them."""
    program, solver = next(heard)
    _reply(answers, "ready")
    for question in heard:
        try:
            said = (_held_in_memory if solver == HIGHS else _through_pulp)(
                program, solver, question, lambda so_far: _reply(answers, so_far)
            )
        except Exception:  # whatever a solver's output makes of its reader, it is no answer
            said = Reply(Status.FAILED, np.zeros(0))
        _reply(answers, said)


def _heard(questions: BinaryIO) -> Iterator[Any]:
    """Yield what is asked; once the input ends this process does, also while a solver works.

    Who asked may have been killed, and would wait for no answer.
    """
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_pass_on, args=(questions, waiting), daemon=True).start()
    while True:
        yield waiting.get()


def _pass_on(questions: BinaryIO, waiting: queue.SimpleQueue[Any]) -> None:
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            waiting.put(pickle.load(questions))  # noqa: S301  what `child` wrote
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)  # with the solver that was started
    os._exit(0)


def _through_pulp(program: Program, solver: str, question: Task, _: Callable[[Reply], None]) -> Reply:
    from planner.engines.solvers.pulp_model import answer, hold, model

    written = model(program, question.cost, question.face)
    for number, goal in enumerate(question.held, start=1):
        hold(written, goal.cost, goal.bound, f"goal_{number}")
    return Reply(*answer(written, solver, question.seconds))


def _held_in_memory(program: Program, _: str, question: Task, tell: Callable[[Reply], None]) -> Reply:
    from planner.engines.solvers.highs_mixed import HighsMixedSession

    def found(outcome: MixedOutcome) -> None:
        tell(replace(_said(outcome), final=False))

    session = HighsMixedSession(program, found)
    pace = Pace(question.share, question.seconds)
    return _said(session.minimise(question.cost, question.held, pace=pace, careful=question.careful))


def _said(outcome: MixedOutcome) -> Reply:
    return Reply(outcome.status, outcome.values, 0.0, outcome.bound, outcome.objective)


def _reply(answers: BinaryIO, said: Any) -> None:
    pickle.dump(said, answers)
    answers.flush()


def _main() -> None:
    """Keep standard output for answers; what solvers print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = os.fdopen(nowhere, "w")
    serve(_heard(sys.stdin.buffer), answers)


if __name__ == "__main__":
    _main()
