"""Which line of an heir is at the bottom of what is wrong with values that it inherits.

A scenario is a row of steps: what the files below set, what each heir sets, one by one, and assignments last.
What is wrong with a value after the last step, and was not when its own file had been read, began with some
step between. Halving the row finds one (Zeller, "Yesterday, my program worked. Today, it does not", 1999).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.problems import SETTING, Origin, Path, Problem, dotted
from planner.scenario.layers import Layer, Stack
from planner.scenario.nodes import Listing, Node, Table, is_empty
from planner.words.names import listing

MOST_TRIES = 60
"""The most that is judged anew; for what is not found by then no cause is named."""

Wrong = tuple[Path, str]
"""A path of a scenario, and what is wrong there."""
Judge = Callable[[Mapping[str, Layer], Sequence[str]], Iterable[Wrong]]
"""Layers and assignments -> what is wrong with the scenario that they make."""


@dataclass(frozen=True)
class CauseStep:
    """One thing that a file sets, or an assignment: the key of its layer, where, and what it does there."""

    layer: str
    path: Path
    origin: Origin
    deed: str


@dataclass
class Causes:
    """The steps that made inherited values wrong."""

    layers: Mapping[str, Layer]
    assignments: Sequence[str]
    judge: Judge
    steps: list[CauseStep] = field(init=False)
    read: dict[str, int] = field(init=False)
    """How many steps are done when a file has been read, by its name."""
    judged: dict[int, frozenset[Wrong]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.steps, self.read = [], {}
        known: dict[str, Layer] = {}
        for key, layer in self.layers.items():
            self.steps += _steps(key, layer.root, Stack([], known).merged(), ())
            self.read[layer.file] = len(self.steps)
            known[key] = layer
        for text in self.assignments:
            self.steps.append(CauseStep("", (), Origin(f"{SETTING}{text.partition('=')[0]}"), "is set"))

    def problems(self, wrongs: Iterable[tuple[Wrong, Origin]]) -> Iterator[Problem]:
        """Yield a problem for each step that makes values of files below it wrong, in the order of steps."""
        found: dict[int, dict[Wrong, str]] = {}
        for wrong, origin in wrongs:
            number = self._cause(wrong, origin.file)
            if number is not None:
                found.setdefault(number, {})[wrong] = origin.file
        for number in sorted(found):
            yield _problem(self.steps[number], list(found[number].values()))

    def _cause(self, wrong: Wrong, file: str) -> int | None:
        """Return the number of the step that makes a value of a file wrong, None where its own file does."""
        good, bad = self.read.get(file, len(self.steps)), len(self.steps)
        if good == bad or wrong in self._after(good):
            return None
        while bad - good > 1:
            if len(self.judged) >= MOST_TRIES:
                return None
            middle = (good + bad) // 2
            good, bad = (good, middle) if wrong in self._after(middle) else (middle, bad)
        return good

    def _after(self, count: int) -> frozenset[Wrong]:
        """Return what is wrong after so many steps."""
        if count not in self.judged:
            done = self.steps[:count]
            given = self.assignments[: sum(not step.layer for step in done)]
            self.judged[count] = frozenset(self.judge(dict(self._layers(done)), given))
        return self.judged[count]

    def _layers(self, done: Sequence[CauseStep]) -> Iterator[tuple[str, Layer]]:
        for key, layer in self.layers.items():
            whole = [step.path for step in done if step.layer == key]
            paths = {path[:length] for path in whole for length in range(1, len(path) + 1)}
            if paths:
                yield key, replace(layer, root=_only(layer.root, paths, ()))


def _steps(layer: str, node: Node, under: Node | None, path: Path) -> Iterator[CauseStep]:
    """Yield what a tree sets over another: parts of what is there already, and what is new as a whole."""
    if isinstance(node, Table) and not node.replaces and isinstance(under, Table):
        for key, entry in node.entries.items():
            yield from _steps(layer, entry, under.entries.get(key), (*path, key))
    else:
        yield CauseStep(layer, path, node.origin, _deed(node))


def _deed(node: Node) -> str:
    if is_empty(node):
        return "is taken out"
    takes_place = isinstance(node, Table | Listing) and not (isinstance(node, Listing) and node.adds)
    return "takes the place of what was there" if takes_place else "is changed"


def _only(table: Table, paths: Collection[Path], path: Path) -> Table:
    """Return a table with only what lies on the way to some paths, or below the longest of them."""
    through = {one[: len(path) + 1] for one in paths if len(one) > len(path) + 1}
    kept = {key: node for key, node in table.entries.items() if (*path, key) in paths}
    inner = {
        key: _only(node, paths, (*path, key))
        for key, node in kept.items()
        if isinstance(node, Table) and (*path, key) in through
    }
    return replace(table, entries={**kept, **inner})


def _problem(step: CauseStep, files: Sequence[str]) -> Problem:
    """Say what a step makes of values, each of which stands in one of the files."""
    count = len(files)
    values, them = ("a value", "it") if count == 1 else (f"{count} values", "them")
    make = "makes" if count == 1 else "make"
    whose = "inherited from below" if step.layer else f"of {listing(sorted(set(files)))}"
    text = f"{step.deed}, and with that {values} {whose} {make} no sense"
    hint = f"change {them} here too, or leave this as it was"
    hint = hint if step.layer else f"set {them} too, or not this"
    return Problem(step.origin.file, step.origin.line, dotted(step.path), text, hint, first=True)
