"""Worlds solved on a dask cluster that exists: the same tasks as on one machine, and the same answers.

The lot is sent to the workers once. A worker that is lost takes only its tasks with it: dask gives them to
others, and an answer depends on its task alone. It needs the extra `planner[cluster]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from planner.problems import InvalidInput, Problem
from planner.worlds.solving_worlds import Effort, Lot, Task, solved_task
from planner.worlds.world_answer import Answer

AHEAD = 4
"""For each thread of the cluster so many tasks are asked for at a time."""
PATIENCE = 10.0
"""How many seconds a scheduler is given to answer."""


def solved_on_cluster(lot: Lot, tasks: Sequence[Task], effort: Effort) -> Iterator[tuple[int, list[Answer]]]:
    """Yield the number of each task with its answers, as the cluster finishes them while there is time.

    Only a few tasks are handed to it ahead of its workers, and what it answered it lets go of. Raises
    InvalidInput where dask is not installed or the scheduler does not answer.
    """
    from distributed import as_completed

    with _connected(str(effort.scheduler)) as client:
        sent, asked = client.scatter(lot, broadcast=True), dict[Any, int]()
        left = effort.begun(range(len(tasks)))
        finished = as_completed(timeout=effort.left)

        def ask() -> None:
            at_once = AHEAD * max(sum(client.nthreads().values()), 1)
            for number in islice(left, max(at_once - len(asked), 0)):
                future = client.submit(solved_task, sent, tasks[number], effort.left, pure=False)
                asked[future] = number
                finished.add(future)

        ask()
        with suppress(TimeoutError):
            for done in finished:
                number, answered = asked.pop(done), done.result()
                done.release()
                ask()
                yield number, answered


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    """Yield a client of a scheduler; what it still asks for when it is left is given up."""
    from distributed import Client

    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as refused:
        said = f"does not answer: {refused or type(refused).__name__}"
        raise InvalidInput([Problem("--scheduler", 0, scheduler, said, "such as tcp://host:8786")]) from None
    with client:
        yield client


def cluster_problems(scheduler: str | None) -> Iterator[Problem]:
    """Yield the problem of a scheduler without what it takes to ask one."""
    from importlib.util import find_spec

    if scheduler is not None and find_spec("distributed") is None:
        yield Problem("--scheduler", 0, "", "needs dask", "pip install 'planner[cluster]'")
