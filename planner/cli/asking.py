"""Asking the library: how it is to solve, and what becomes of a solver that cannot."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def scenario_of(file: str, assignments: Sequence[str], besides: Iterable[Problem] = ()) -> Scenario:
    """Read a scenario with what `--set` changes in it.

    Raises `InvalidInput` with its problems and those that there are `besides`, such as of options.
    """
    from planner.scenario.reading import load

    with along_with(besides):
        return load(file, assignments)


@contextmanager
def along_with(besides: Iterable[Problem]) -> Iterator[None]:
    """Raise `InvalidInput` with some problems and those of what is read meanwhile: who mends one sees all."""
    known = list(besides)
    try:
        yield
    except InvalidInput as refused:
        raise InvalidInput([*known, *refused.problems]) from None
    if known:
        raise InvalidInput(known)


def of_options(options: argparse.Namespace) -> Iterator[Problem]:
    """Yield what is wrong with what every solving command takes: a solver that is none."""
    from planner.planning import solvers

    if options.solver not in (None, "highs") and options.solver not in (known := solvers()):
        yield _no_solver(options.solver, known)


def missing(file: str) -> Iterator[Problem]:
    """Yield that a file is not there; whether it can be read is not tried, for some are read but once."""
    if not os.path.lexists(file):
        yield Problem(file, 0, "", "does not exist")


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
    from planner.engines.engine import NotSolvedError
    from planner.engines.proof.audit import AuditFailedError
    from planner.planning import UnknownSolverError

    try:
        yield
    except UnknownSolverError as unknown:
        raise InvalidInput([_no_solver(unknown.name, unknown.known)]) from None
    except (AuditFailedError, NotSolvedError) as failed:
        raise NoAnswerError(f"{about}: {failed}") from None


def _no_solver(name: str, known: Sequence[str]) -> Problem:
    said = f"no solver is called {name!r}"
    return Problem("--solver", 0, "", said, f"available: {', '.join(known)}")
