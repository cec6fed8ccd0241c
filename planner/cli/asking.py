"""Asking the library: how it is to solve, and what becomes of a solver that cannot."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from planner.cli.output import progress_shown
from planner.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from planner.question import Question
    from planner.scenario.scenario import Scenario

Answer = TypeVar("Answer")


class NoAnswerError(Exception):
    """The solver's own answer failed its audit, so there is none to print."""


def scenario_of(file: str, assignments: Sequence[str]) -> Scenario:
    """Read a scenario with what `--set` changes in it; problems raise `InvalidInput`."""
    from planner.scenario.reading import load

    return load(file, assignments)


def question_of(options: argparse.Namespace) -> Question:
    """Return how the options that every solving command takes ask."""
    from planner.question import Question

    return Question(options.solver, options.time_limit, options.firmness, options.offers)


def answered(options: argparse.Namespace, ask: Callable[..., Answer], *, about: str) -> Answer:
    """Ask with what every solving command takes, showing progress; raises as `solver_trouble` does."""
    with solver_trouble(about), progress_shown(quiet=options.quiet or options.json) as progress:
        return ask(
            **question_of(options).telling(progress).how,
        )


@contextmanager
def solver_trouble(about: str) -> Iterator[None]:
    """Raise `InvalidInput` for a solver that is none, `NoAnswerError` where its answer fails the audit."""
    from planner.engines.audit import AuditFailedError
    from planner.engines.engine import NotSolvedError
    from planner.planning import UnknownSolverError

    try:
        yield
    except UnknownSolverError as unknown:
        hint = f"available: {', '.join(unknown.known)}"
        said = f"no solver is called {unknown.name!r}"
        raise InvalidInput([Problem("--solver", 0, "", said, hint)]) from None
    except (AuditFailedError, NotSolvedError) as failed:
        raise NoAnswerError(f"{about}: {failed}") from None
