"""`pin`: a contribution that is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import ClassVar, Literal

from planner.constraints.base import Bound, Constraint
from planner.digits import in_full
from planner.facts.exact import ratio_in_words
from planner.facts.facts import Facts
from planner.facts.selection import Choice
from planner.facts.stated_steps import step_of
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import BoolArray, RowBlock
from planner.program.steps import SAME, is_multiple, neighbours

SINGLE = ("nations", "capabilities", "requirements")
"""What a pin names one of each."""

EXACT_TO = 6
"""A figure of more decimals than this is one that was rounded."""


class Pin(Constraint):
    """A contribution is decided: exactly so many units, or at least so many."""

    says: ClassVar[str] = (
        "A contribution is decided: in each phase a nation sends exactly, or at least, so many units of a "
        "capability to a requirement."
    )
    example: ClassVar[str] = """\
kind: pin
nations: FRA
capabilities: infantry_battalion
requirements: L1
phases: hold
units: 2
because: the council of defence decided so
"""
    mathematics: ClassVar[str] = "x = units, or x >= at_least, one row for each phase that the line needs"
    worked: ClassVar[str] = (
        "Five ships are needed in the strait; FRA offers 3, GBR 4. With `nations: FRA, capabilities: ship, "
        "requirements: at_strait, units: 2` FRA sends 2, and GBR the other 3."
    )

    kind: Literal["pin"] = "pin"
    units: Bound | None = None
    """How many units it sends, no more and no less; or `at_least`."""
    at_least: Bound | None = None
    """How many units it sends at least."""

    @property
    def exact(self) -> bool:
        """Whether it says exactly how many units, no more and no less."""
        return self.units is not None

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each phase in which the line needs something."""
        total = ground.total(self, "units", (), self.when)
        least, most = self.bounds()
        grid = total.grid()
        needed = self._needed(ground.facts, ground.index.names["phase"])[grid["phase"]]
        groups = np.flatnonzero(needed if least > 0 else total.filled).astype(np.int32)
        keys = {key: positions[groups] for key, positions in grid.items()}
        if len(groups):
            yield self.block(keys, [total.part(groups, 1.0)], lower=least, upper=most, count=len(groups))

    def _needed(self, facts: Facts, phases: Sequence[str]) -> BoolArray:
        """Return in which phases the line needs something."""
        line = facts.requirements[_only(self.requirements)]
        return np.array([line.required(phase) > 0 for phase in phases], dtype=bool)

    def bounds(self) -> tuple[float, float]:
        """Return the least and the most units; a figure as a plan rounds it stands for what rounds to it."""
        given = self.units if self.units is not None else self.at_least or 0.0
        rounding = SAME * max(1.0, given) if round(given, EXACT_TO) != given else 0.0
        return given - rounding, inf if self.units is None else given + rounding

    def sentence(self) -> str:
        """Say the pin in words."""
        least = f"at least {in_full(self.at_least or 0.0)}"
        much = least if self.units is None else f"exactly {in_full(self.units)}"
        who, what, line = (_named(getattr(self, word), word) for word in SINGLE)
        during = f" during {self.phases.words()}" if self.phases is not None else ""
        return f"{who} sends {much} {what} to {line}{during}, as is decided"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its fields."""
        for word in SINGLE:
            choice = getattr(self, word)
            if choice is None or choice.negated or len(choice.names) != 1:
                yield word, f"a pin names one of the {word}"
        if (self.units is None) == (self.at_least is None):
            yield "", "gives either `units` or `at_least`, and just one of them"

    def objections_in(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """Yield what the line and the offer that it speaks of cannot be."""
        known = {"nations": set(facts.nations), "requirements": set(facts.requirements)}
        groups = [word for word, ids in known.items() if _only(getattr(self, word)) not in ids]
        for word in groups:
            yield word, f"a pin names one of the {word}, and no group"
        if not groups:
            yield from self._phases_without_need(facts)
            yield from self._beyond_the_offer(facts, _only(self.nations), _only(self.capabilities))

    def _phases_without_need(self, facts: Facts) -> Iterator[tuple[str, str]]:
        if self.phases is None or self.phases.negated:
            return
        line = _only(self.requirements)
        needed = self._needed(facts, [phase.id for phase in facts.phases])
        for phase, needs in zip(facts.phases, needed, strict=True):
            if phase.id in self.phases.names and not needs:
                yield "phases", f"{line} requires nothing in {phase.id}"

    def _beyond_the_offer(self, facts: Facts, nation: str, capability: str) -> Iterator[tuple[str, str]]:
        """Yield that more is pinned than the most of an offer, or a part of a step."""
        field, value = "units" if self.units is not None else "at_least", self.bounds()[0]
        offer = facts.nations[nation].offers.get(capability)
        if offer is None:
            return
        most, step = offer.units.at("ceiling"), step_of(facts, nation, capability)
        if value > most + SAME * max(1.0, most):
            yield field, f"pins {in_full(value)}, but {nation} offers at most {in_full(most)} of {capability}"
        if self.units is not None and step and not is_multiple(value, step):
            near = " or ".join(ratio_in_words(one) for one in neighbours(value, step))
            said = f"{ratio_in_words(value)} is no multiple of {ratio_in_words(step)}, {capability}'s step"
            yield field, f"{said}: pin {near}"


def _named(choice: Choice | None, word: str) -> str:
    """Return the words of a choice; the word itself while nothing is chosen, as in a form."""
    return f"one of the {word}" if choice is None else choice.words()


def _only(choice: Choice | None) -> str:
    return choice.names[0] if choice is not None else ""
