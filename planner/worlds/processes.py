"""How worker processes begin."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext

READ_ONCE = ["planner.worlds.solving_worlds"]
"""What takes a worker longest to begin: reading in the numerical libraries and the solver."""


def beginning() -> BaseContext:
    """Return how workers begin: each from one process that has read in what all need, where there is such.

    Only Windows has none: each worker then reads it for itself.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    begun = multiprocessing.get_context("forkserver")
    begun.set_forkserver_preload(READ_ONCE)
    return begun
