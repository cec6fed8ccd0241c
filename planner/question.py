"""One question to the planner: which offers count, who solves, for how long, and who is told of progress."""

from __future__ import annotations

import functools
import inspect
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ParamSpec, TypedDict, TypeVar, get_args

from planner.arguments import misfit, misfits
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


def asked(
    *checks: Callable[..., Iterable[Problem]],
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Return what makes a public function refuse in words, all at once, what it cannot be asked.

    That is what is no `Scenario` where it takes one, what is of another kind than its annotations name, words
    of `How` that `Question` does not know, and what `checks` find: each is given the arguments that it names,
    where these are of their kinds. Raises InvalidInput.
    """

    def refusing(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @functools.wraps(function)
        def answered(*given: Given.args, **named: Given.kwargs) -> Answer:
            if problems := list(_refused(function, given, named, checks)):
                raise InvalidInput(problems)
            return function(*given, **named)

        return answered

    return refusing


def _refused(
    function: Callable[..., object],
    given: Sequence[object],
    named: Mapping[str, Any],
    checks: Sequence[Callable[..., Iterable[Problem]]],
) -> Iterator[Problem]:
    """Yield all that is wrong with arguments; of too few or too many Python says so itself."""
    try:
        bound = inspect.signature(function).bind(*given, **named)
    except TypeError:
        return
    bound.apply_defaults()
    values = {**bound.arguments}
    words = {word: value for word, value in values.pop("how", {}).items() if word in How.__annotations__}
    wrong = [*_no_scenario(values)]
    wrong += [one for one in misfits(function, given, named) if one.file != "scenario"]
    unknown = {one.file for one in wrong}
    try:
        values = {**Question(**words).how, **values}
    except InvalidInput as refused:
        wrong += refused.problems
    for check in checks:
        taken = inspect.signature(check).parameters.keys()
        if taken <= values.keys() - unknown:
            wrong += check(**{name: values[name] for name in taken})
    yield from wrong


def _no_scenario(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield that something else is given where a scenario is asked for."""
    from planner.scenario.scenario import Scenario

    first = values.get("scenario")
    if "scenario" in values and not isinstance(first, Scenario):
        hint = "planner.load(path) reads a file" if isinstance(first, str | os.PathLike) else ""
        yield Problem("scenario", 0, "", f"is {_a(type(first))}, not a Scenario", hint)


def _a(kind: type) -> str:
    """Name a type with its article."""
    name = kind.__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
