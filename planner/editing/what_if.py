"""What-if scenarios: changes that an explanation speaks of, written as a scenario of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.constraints.base import Constraint
from planner.constraints.naming import in_words
from planner.editing import library
from planner.editing.desk import Desk
from planner.editing.edits import REMOVED, ValueChange
from planner.editing.pin_edits import pin_change
from planner.facts.fields import Level
from planner.facts.goals import SENT_IDS
from planner.plan.pins import pins_of
from planner.plan.plan import Plan
from planner.problems import Path as Place
from planner.scenario.assignments import parsed_path
from planner.scenario.scenario import Scenario
from planner.studies.ask.ask import AskedTogether
from planner.studies.concessions.concessions import Concession
from planner.studies.conditions.conditions import ConditionEffect
from planner.studies.prices.price import RowPrice
from planner.words.figures import figure, share
from planner.words.names import Names, one_line, readable
from planner.words.wording import Words


@dataclass(frozen=True)
class Number:
    """A number of a scenario that can be tried at another value: `usual` is what one tries first."""

    path: Place
    label: str
    was: float
    usual: float


@dataclass(frozen=True)
class WhatIf:
    """Something to try: what it is called, the changes with their sentences, and numbers that one chooses."""

    title: str
    changes: tuple[ValueChange, ...] = ()
    said: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()

    def chosen(self, values: Sequence[float]) -> tuple[ValueChange, ...]:
        """Return all changes, with the numbers at these values; a number that stays is no change."""
        moved = [
            ValueChange(number.path, _plain(value))
            for number, value in zip(self.numbers, values, strict=True)
            if value != number.was
        ]
        return (*self.changes, *moved)


def of_concession(answer: Concession) -> WhatIf:
    """Return the changes of a concession as something to try."""
    changes = tuple(
        ValueChange(change.path, REMOVED if change.to is None else _plain(change.to))
        for change in answer.changes
    )
    title = "a way to a plan" if answer.fill is None else f"{share(answer.fill)} filled"
    said = tuple(change.sentence for change in answer.changes if not change.aside)
    return WhatIf(f"{title} ({answer.kind})", changes, said)


def of_asks(asks: AskedTogether, scenario: Scenario) -> WhatIf:
    """Return the scenario in which every nation agrees to what it is asked for as something to try."""
    words = Words(scenario)
    changes = tuple(ValueChange(path, value) for one in asks.asks for path, value in one.changes(scenario))
    said = tuple(
        f"{words.names.nations[one.nation]} sends {words.units(one.units, one.capability)} more."
        for one in asks.asks
    )
    return WhatIf("everybody asked agrees", changes, said)


def of_condition(effect: ConditionEffect, scenario: Scenario) -> WhatIf:
    """Return a condition that stands the other way as something to try."""
    named = one_line(scenario.conditions[effect.condition].title or "") or effect.condition
    standing, word = ("never", "fails") if effect.holds else ("always", "holds")
    change = ValueChange(("conditions", effect.condition, "holds"), standing)
    was = "It holds in some phase now" if effect.holds else "It holds in no phase now"
    return WhatIf(f"{named}: {word}", (change,), (f'"{named}" {standing} holds. {was}.',))


def of_price(price: RowPrice, scenario: Scenario, level: Level = "expected") -> WhatIf | None:
    """Return the numbers behind a bound as something to try; None where it has none of its own."""
    words = Words(scenario)
    numbers = tuple(_numbers(price, scenario, level))
    if not numbers:
        return None
    constraint = scenario.constraints.get(price.row)
    name = _of(price, words)
    told = name if constraint is None else in_words(constraint, words.names)
    return WhatIf(name, said=(_capital(told),), numbers=numbers)


def of_keeping(plan: Plan, nation: str, scenario: Scenario) -> WhatIf:
    """Return the plan with all but one nation's contributions decided as something to try."""
    named = Names(scenario).nations[nation]
    sent = plan.contributions[[*SENT_IDS, "units"]]
    pins = pins_of(sent.itertuples(index=False), "kept from the plan", [nation])
    said = f"What all others send is decided as it is in the plan; {named} is planned again."
    return WhatIf(f"all kept but {named}", tuple(pin_change(pin) for pin in pins), (said,))


def _of(price: RowPrice, words: Words) -> str:
    section, name, *rest = parsed_path(price.row) if not price.of_constraint else ("", "")
    if section == "requirements":
        return f"another size of {name}"
    if section == "nations":
        what = words.names.capabilities[str(rest[1])]
        return f"{words.nations(str(name))} {'pool' if rest[-1] == 'pool' else 'offer'} of {what}"
    return f"another {price.rule or price.row}"


def _numbers(price: RowPrice, scenario: Scenario, level: Level) -> Iterator[Number]:
    """Yield a constraint's numbers; or a line's, to try at one less; or an offer's or pool's, one more."""
    words = Words(scenario)
    if price.of_constraint:
        yield from _of_constraint(scenario.constraints[price.row])
        return
    path = parsed_path(price.row)
    if path[0] == "requirements":
        yield _of_requirement(price, words, path)
        return
    offer = scenario.nations[str(path[1])].offers[str(path[3])]
    pool = path[-1] == "pool"
    was = (offer.pool or 0.0) if pool else offer.units.at(level)
    unit = words.names.unit(str(path[3]))
    label = f"{unit} in the pool, instead of {figure(was)}" if pool else f"{unit}, instead of {figure(was)}"
    yield Number(path, _capital(label), was, was + 1)


def _of_requirement(price: RowPrice, words: Words, path: Place) -> Number:
    """Return the size of a line in the price's phase; in every phase where the line has one size."""
    name = str(path[1])
    quantity, phase = words.facts.requirements[name].quantity, str(price.phase)
    was = words.facts.requirements[name].required(phase)
    by_phase = isinstance(quantity, dict)
    when = words.phase(phase) if by_phase else "every phase"
    label = f"{words.names.unit_of(name)} required in {when}, instead of {figure(was)}"
    return Number((*path, phase) if by_phase else path, _capital(label), was, max(was - 1, 0.0))


def _of_constraint(constraint: Constraint) -> Iterator[Number]:
    """Return the numbers of a constraint; somebody who tries it says which and how far."""
    for field in sorted(type(constraint).model_fields.keys() - Constraint.model_fields.keys()):
        value = getattr(constraint, field)
        if isinstance(value, int | float) and not isinstance(value, bool):
            label = f"{readable(field)}, instead of {figure(value)}"
            yield Number(("constraints", constraint.id, field), label, float(value), float(value))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(value: float) -> int | float:
    """Return a number as people write it: a whole one without a point."""
    return int(value) if value == int(value) else value


def made(desk: Desk, folder: Path, title: str, changes: Iterable[ValueChange]) -> Path:
    """Write a what-if scenario that extends the file on the desk, and return it.

    It knows of what is saved: save the desk first, or use `copied`. Raises `InvalidInput` and
    `NotUnderstoodError`.
    """
    return library.variant(desk.file, folder, title, changes, desk.examiner.within())


def copied(desk: Desk, folder: Path, title: str, changes: Iterable[ValueChange]) -> Path:
    """Write a what-if scenario as a copy of all that is on the desk, saved or not, and return it.

    Raises `InvalidInput` and `NotUnderstoodError`.
    """
    text = desk.document.edited([ValueChange(("title",), title), *changes]).text
    text = library.carried(Path(desk.file), text, folder, desk.examiner.within())
    return library.written(folder, title, text)
