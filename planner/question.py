"""One question to the planner: which offers count, who solves, for how long, and who is told of progress."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import ParamSpec, TypedDict, TypeVar, get_args

from planner.arguments import checked, misfit
from planner.engines.solve import Progress, Watch
from planner.facts.fields import FIRMNESS, Firmness, Level
from planner.formulation.offers import Counting
from planner.problems import InvalidInput, Problem, nearest

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class How(TypedDict, total=False):
    """The words that every solving function takes; what is left out is as `Question` has it."""

    solver: str
    time_limit: float | None
    firmness: Firmness | None
    offers: Level
    progress: Progress | None


@dataclass(frozen=True)
class Question:
    """How a scenario is asked; two that differ only in who is told of progress have the same answer.

    `firmness` counts only offers at least that firm, `offers` says which level of their units counts.
    `solver` is `highs` or any that PuLP lists, `time_limit` is in seconds. Raises `InvalidInput` with every
    word that is none of those known, and where there is no time at all.
    """

    solver: str = "highs"
    time_limit: float | None = None
    firmness: Firmness | None = None
    offers: Level = "expected"
    progress: Progress | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be asked, in the words of the terminal's options."""
        problems = [*_unknown("--firmness", self.firmness, (None, *FIRMNESS))]
        problems += _unknown("--offers", self.offers, get_args(Level))
        problems += misfit("--solver", self.solver, "str", {})
        problems += misfit("progress", self.progress, "Progress | None", {})
        limit = self.time_limit
        if wrong := list(misfit("--time-limit", limit, "float | None", {})):
            problems += wrong
        elif limit is not None and not (limit > 0 and math.isfinite(limit)):
            problems.append(Problem("--time-limit", 0, "", f"is {limit:g}", "more than zero seconds"))
        if problems:
            raise InvalidInput(problems)

    @property
    def counting(self) -> Counting:
        """What is counted on."""
        return Counting(self.firmness, self.offers)

    def begin(self) -> Watch:
        """Return the watch of an answer that is begun now."""
        return Watch.of(self.time_limit, self.progress)

    def telling(self, progress: Progress | None) -> Question:
        """Return the same question, with somebody else told of progress."""
        return replace(self, progress=progress)

    def tell(self, said: str, done: int, count: int) -> None:
        """Tell of what is begun, and how much of its like is done."""
        if self.progress is not None:
            self.progress(said, done, count)

    @property
    def how(self) -> How:
        """The question as words, for the functions that others call too."""
        return How(
            solver=self.solver,
            time_limit=self.time_limit,
            firmness=self.firmness,
            offers=self.offers,
            progress=self.progress,
        )


def _unknown(option: str, word: str | None, known: Sequence[str | None]) -> Iterator[Problem]:
    """Yield that a word is none of those that are known."""
    if word not in known:
        hint = nearest(word, [one for one in known if one is not None])
        yield Problem(option, 0, "", f"{word!r} is not known", hint)


def of_a_scenario(question: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a public function that refuses in words what is no `Scenario` where it asks for one.

    And other arguments of another kind than it takes; see `checked`. Raises InvalidInput.
    """
    answered = checked(question)

    @functools.wraps(question)
    def asked(*given: Given.args, **named: Given.kwargs) -> Answer:
        from planner.scenario.scenario import Scenario

        first = given[0] if given else named.get("scenario")
        if not isinstance(first, Scenario) and (given or "scenario" in named):
            hint = "planner.load(path) reads a file" if isinstance(first, str | os.PathLike) else ""
            raise InvalidInput([Problem("scenario", 0, "", f"is {_a(type(first))}, not a Scenario", hint)])
        return answered(*given, **named)

    return asked


def _a(kind: type) -> str:
    """Name a type with its article."""
    name = kind.__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
