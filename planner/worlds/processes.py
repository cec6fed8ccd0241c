"""Worker processes: how they begin and end, and how tasks are shared out among them."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from types import ModuleType
from typing import Any, TypeVar

Asked = TypeVar("Asked")
Done = TypeVar("Done")

READ_ONCE = ["planner.worlds.solving_worlds"]
"""What takes a worker longest to begin: reading in the numerical libraries and the solver."""
AHEAD = 2
"""For each worker so many tasks are asked for at a time: what it is at, and what it goes on with."""
TRIES = 3
"""How often workers that were lost are replaced."""
_BEGINNING = threading.Lock()
"""One at a time begins workers."""


def by_workers(
    work: Callable[[Asked], Done],
    tasks: Sequence[Asked],
    workers: int,
    *,
    held: Any = None,
    begun: Callable[[Iterable[int]], Iterator[int]] = iter,
) -> Iterator[tuple[int, Done]]:
    """Yield the number of each task with what came of it, as workers finish them.

    Each worker keeps what is `held` for all of its tasks (see `held_here`). The tasks of a worker that was
    lost are done again by others. No worker outlives this process, however it ends. Only a few tasks are
    asked for ahead of the workers, so that they may be made when they are; those that are not `begun` are
    left out. The work and what it is asked of are of modules, not of the script that is run: workers do not
    read that in.
    """
    left = set(range(len(tasks)))
    for attempt in range(TRIES):
        count = min(workers, len(left))
        try:
            for number, done in _pooled(work, tasks, begun(sorted(left)), (count, held)):
                left.discard(number)
                yield number, done
        except BrokenProcessPool:
            if attempt == TRIES - 1:
                raise
        else:
            return
        if not left:
            return


def make_ready(workers: int) -> None:
    """Begin what workers will begin from, where there are to be some; it reads in libraries meanwhile."""
    if workers > 1 and _beginning().get_start_method() == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def held_here() -> Any:
    """Return what this worker was given to keep."""
    return _Worker.held


class _Worker:
    """What a worker process holds."""

    held: Any = None


def _pooled(
    work: Callable[[Asked], Done], tasks: Sequence[Asked], left: Iterator[int], workers: tuple[int, Any]
) -> Iterator[tuple[int, Done]]:
    """Yield some tasks as the workers of one pool finish them; what nobody waits for any more is given up.

    The `workers` are so many, with what each holds.
    """
    count, held = workers
    with ProcessPoolExecutor(count, mp_context=_beginning(), initializer=_begin, initargs=(held,)) as pool:
        asked = dict[Future[Done], int]()
        try:
            while True:
                for number in islice(left, AHEAD * count - len(asked)):
                    task = tasks[number]
                    with _unread():
                        asked[pool.submit(work, task)] = number
                if not asked:
                    pool.shutdown()
                    return
                for done in wait(asked, return_when=FIRST_COMPLETED).done:
                    yield asked.pop(done), done.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _beginning() -> BaseContext:
    """Return how workers begin: each from one process that has read in what all need, where there is such.

    Only Windows has none: each worker then reads it for itself.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    begun = multiprocessing.get_context("forkserver")
    begun.set_forkserver_preload(READ_ONCE)
    return begun


@contextmanager
def _unread() -> Iterator[None]:
    """Let workers begin without reading in what this process runs: all that they do is in modules.

    A plain script would ask for workers again in each worker that read it in.
    """
    with _BEGINNING:
        run, nothing = sys.modules["__main__"], ModuleType("__main__")
        sys.modules["__main__"] = nothing
        try:
            yield
        finally:
            # Whoever runs scripts of its own, as pages do, may have put another there meanwhile.
            if sys.modules["__main__"] is nothing:
                sys.modules["__main__"] = run


def _begin(held: Any) -> None:
    """Begin a worker: keep what it is given, and end when who asked has ended, who may have been killed."""
    _Worker.held = held
    threading.Thread(target=_end_with_who_asked, daemon=True).start()


def _end_with_who_asked() -> None:
    who_asked = multiprocessing.parent_process()
    if who_asked is not None:
        who_asked.join()
        os._exit(1)
