"""What things are called in reports: the names and titles of a scenario in place of its ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.digits import in_full
from planner.facts.entries import Requirement
from planner.facts.facts import Facts

UNCHANGED = ("aircraft", "craft", "personnel", "staff", "people", "hovercraft", "rotorcraft")
"""Words for one unit that stand for many as well."""
_HEADS = (
    "Baseline|Capability|Change|Component|Cost|Entries|Filled|Filled share|Goal|Here|In words|Left open|Line|"
    "May be better by|Months short|Most missing|Nation|Nations|No plan below|Of|Of it assumed|Order|People|"
    "People at most|Person-months|Phase|Place|Priority|Required|Requirement|Scenario|Sends|Served by|Share|"
    "Share of ability|Share of burden|Share of person-months|Short|Times its share|Unit|Unit-months|Units|"
    "Value|What|Where|Where in the baseline|Which"
)
HEADS = frozenset(_HEADS.split("|"))
"""What tables call columns of their own: nothing that has a column beside these may be called so, neither a
phase nor a scenario that is compared, or its figures would be taken for theirs."""


def one_line(text: str) -> str:
    """Return a text on one line, without characters that steer a terminal or break a table."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def readable(identifier: str) -> str:
    """Return an id as words: `infantry_battalion` as `Infantry battalion`."""
    words = identifier.replace("_", " ")
    return words[:1].upper() + words[1:]


def plural(unit: str) -> str:
    """Return the word for many units: battalion, battery, aircraft as battalions, batteries, aircraft."""
    if unit.endswith(UNCHANGED) or unit.endswith("s"):
        return unit
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("x", "ch", "sh")) else "s")


def listing(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    *first, last = tuple(words) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True)
class Names:
    """The names of a scenario by id; no two ids of a sort are called the same."""

    facts: Facts

    @cached_property
    def nations(self) -> Mapping[str, str]:
        """Nations."""
        return _distinct({key: nation.name for key, nation in self.facts.nations.items()})

    @cached_property
    def capabilities(self) -> Mapping[str, str]:
        """Capabilities."""
        return _distinct({key: entry.title for key, entry in self.facts.capabilities.items()})

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Places."""
        return _distinct({key: place.title for key, place in self.facts.places.items()})

    @cached_property
    def phases(self) -> Mapping[str, str]:
        """Phases, in order of time."""
        return _distinct({phase.id: phase.title for phase in self.facts.phases}, besides=HEADS)

    @cached_property
    def requirements(self) -> Mapping[str, str]:
        """Requirements: their title, or else the capability and the place."""
        lines = self.facts.requirements
        return _distinct(
            {
                key: line.title or f"{self._served(line)}, {self.places[line.place]}"
                for key, line in lines.items()
            }
        )

    def _served(self, line: Requirement) -> str:
        return " or ".join(self.capabilities[key] for key, _ in _best_first(line))

    def served_by(self, requirement: str) -> str:
        """Return the capabilities that serve a requirement, with what one unit counts where that is not 1."""
        served = _best_first(self.facts.requirements[requirement])
        return ", ".join(
            self.capabilities[key] + ("" if worth == 1 else f" (counts {in_full(worth)})")
            for key, worth in served
        )

    def unit(self, capability: str) -> str:
        """Return the word for many units of a capability."""
        return plural(one_line(self.facts.capabilities[capability].unit))

    def unit_of(self, requirement: str, count: float | None = None) -> str:
        """Return the word for what a requirement counts, for one where `count` is 1, else for many.

        It counts units of the capability that is worth one.
        """
        served = _best_first(self.facts.requirements[requirement])
        counted = (self.facts.capabilities[key].unit for key, worth in served if worth == 1)
        one = one_line(next(counted, "unit"))
        return one if count == 1 else plural(one)


def _best_first(line: Requirement) -> list[tuple[str, float]]:
    """Return the capabilities that serve a line with their effectiveness, however they are ordered."""
    return sorted(line.served_by.items(), key=lambda served: (-served[1], served[0]))


def _distinct(titles: Mapping[str, str | None], besides: Collection[str] = ()) -> dict[str, str]:
    """Return a name for each id; with it where two would be called the same, or one as one of `besides`."""
    named = {key: one_line(title or "") or readable(key) for key, title in titles.items()}
    count = Counter(named.values()) + Counter(besides)
    return {key: name if count[name] == 1 else f"{name} ({key})" for key, name in named.items()}
