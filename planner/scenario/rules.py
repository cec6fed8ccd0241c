"""Rules of a scenario that no single value breaks: windows, measures, and politics that speak of nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError

from planner.constraints.base import Constraint
from planner.constraints.naming import selected
from planner.facts.annotations import referring
from planner.facts.entries import Window
from planner.facts.exact import ratio_in_words
from planner.facts.goals import gone_from
from planner.facts.likelihood import chance_order, looked_at
from planner.facts.selection import Selection
from planner.facts.stated_steps import stated_step
from planner.facts.supply import Supply
from planner.problems import Path, nearest
from planner.program.steps import is_multiple, neighbours
from planner.scenario.complaints import Complaint
from planner.scenario.idle_stays import idle_stays
from planner.scenario.known import Known
from planner.scenario.nothing import rules_of_nothing, selections
from planner.scenario.scenario import Scenario
from planner.scenario.shapes import shapes
from planner.words.names import Names

_STAGE = frozenset({"capabilities", "groups", "missions", "nations", "phases", "places", "requirements"})
"""The sections that decide what a constraint selects."""
TAKEN = {
    "commitments": "units that are bound elsewhere",
    "goal": "a goal that comes first",
    "firmness": "offers that are not firm enough",
    "pool": "rotation",
    "ready": "offers that are not ready in time",
    "stay": "offers that could not stay long enough",
    "support": "national support elements",
}
"""What no constraint may be called: explanations name other reasons so, in the same place as constraints."""


def broken_rules(scenario: Scenario, known: Known) -> Iterator[Complaint]:
    """Yield what is wrong with a scenario whose entries are each well formed."""
    yield from _windows(scenario, known.phases)
    yield from _circles(scenario)
    yield from _idle_chances(scenario)
    yield from _unstated_measures(scenario)
    yield from _idle_requirements(scenario)
    yield from _goals(scenario, known)
    yield from _broken_steps(scenario)
    for name, constraint in scenario.constraints.items():
        if name in TAKEN:
            text = f"no constraint may be called {name!r}: explanations call {TAKEN[name]} that"
            yield Complaint(("constraints", name), text, f"call it {name}_rule")
        yield from _objections(("constraints", name), constraint.objections())


def idle_politics(scenario: Scenario, wrong: Collection[Path]) -> Iterator[Complaint]:
    """Yield the constraints that speak of nothing, or of unlike things, and the stays that nothing can keep.

    `wrong` are the paths that were found wrong before. What a constraint selects is only looked at where that
    is certain: not while something is wrong with the sections that decide it, or with the constraint.
    """
    if _STAGE.intersection(path[0] for path in wrong if path):
        return
    yield from idle_stays(scenario)
    supply = Supply.of(scenario)
    refused = {path[1] for path in wrong if len(path) > 1 and path[0] == "constraints"}
    sound: dict[str, Constraint] = {}
    for name, constraint in scenario.constraints.items():
        if name not in refused:
            found = list(_politics(("constraints", name), constraint, supply))
            sound |= {} if found else {name: constraint}
            yield from found
    yield from rules_of_nothing(sound, supply)


def _broken_steps(scenario: Scenario) -> Iterator[Complaint]:
    """Yield the offers whose units are no multiple of the step that they or their capability state."""
    for nation, entry in scenario.nations.items():
        for capability, offer in entry.offers.items():
            step = stated_step(scenario, nation, capability)
            levels = offer.units.model_fields_set
            for level in ("low", "expected", "ceiling") if step else ():
                value = getattr(offer.units, level)
                if value is None or is_multiple(value, step):
                    continue
                path = ("nations", nation, "offers", capability, "units")
                text = (
                    f"{ratio_in_words(value)} is no multiple of {ratio_in_words(step)}, {capability}'s step"
                )
                hint = " or ".join(ratio_in_words(near) for near in neighbours(value, step))
                yield Complaint(path if levels == {"expected"} else (*path, level), text, hint)


def _windows(scenario: Scenario, phases: Sequence[str]) -> Iterator[Complaint]:
    order = {phase: number for number, phase in enumerate(phases)}
    for name, condition in scenario.conditions.items():
        window = condition.holds
        if not isinstance(window, Window) or not {window.start, window.until} <= order.keys():
            continue
        if order[str(window.start)] > order[str(window.until)]:
            text = f"holds from {window.start} until {window.until}, but {window.until} comes first"
            yield Complaint(("conditions", name, "holds"), text)


def _circles(scenario: Scenario) -> Iterator[Complaint]:
    """Yield the chance that is stated by itself, over however many conditions."""
    stated = {name: looked_at(condition.probability) for name, condition in scenario.conditions.items()}
    try:
        chance_order(stated)
    except CycleError as circle:
        # The names come from the last back to the first.
        names = circle.args[1][::-1]
        text = f"goes round in a circle: {' by '.join(names)}"
        yield Complaint(("conditions", names[0], "probability"), text, "state one of them as a number")


def _idle_chances(scenario: Scenario) -> Iterator[Complaint]:
    """Yield the shapes of offers whose units do not spread."""
    for nation, entry in scenario.nations.items():
        for capability, offer in entry.offers.items():
            if "shape" in offer.model_fields_set and offer.units.at("low") == offer.units.at("ceiling"):
                text = "says how units spread, and they do not"
                hint = "write units: {low: ..., expected: ..., ceiling: ...}, or take it out"
                yield Complaint(("nations", nation, "offers", capability, "shape"), text, hint)


def _unstated_measures(scenario: Scenario) -> Iterator[Complaint]:
    stated: dict[str, set[str]] = defaultdict(set)
    for capability in scenario.capabilities.values():
        stated[capability.component].update(capability.measures)
    for name, capability in scenario.capabilities.items():
        for measure in sorted(stated[capability.component].difference(capability.measures)):
            text = f"does not state {measure!r}, as other {capability.component} capabilities do"
            hint = f"write measures: {{{measure}: 0}} if it has none"
            yield Complaint(("capabilities", name), text, hint)


def _idle_requirements(scenario: Scenario) -> Iterator[Complaint]:
    for name, requirement in scenario.requirements.items():
        if requirement.quantity == {}:
            yield Complaint(("requirements", name, "quantity"), "names no phase")
        if requirement.accepts == {}:
            yield Complaint(("requirements", name, "accepts"), "names no capability")


def _goals(scenario: Scenario, known: Known) -> Iterator[Complaint]:
    for number, goal in enumerate(scenario.goals):
        for sort, name in (("keys", goal.key), ("measures", goal.measure)):
            if name is not None and not known.has(sort, name):
                text = f"{name!r} is not one of the {sort} of the scenario"
                yield Complaint(("goals", number), text, nearest(name, known.ids(sort)))
        if goal.sent and len(gone_from(scenario, goal.sent)) == len(goal.sent):
            text = f"{goal.plan} is a plan of another scenario: nothing that it sends is known by name here"
            yield Complaint(("goals", number), text)


def _objections(path: Path, objections: Iterable[tuple[str, str]]) -> Iterator[Complaint]:
    for field, text in objections:
        yield Complaint((*path, field) if field else path, text)


def _politics(path: Path, constraint: Constraint, supply: Supply) -> Iterator[Complaint]:
    yield from _objections(path, constraint.objections_in(supply.facts))
    yield from _speaks_of_nothing(path, constraint, supply)
    yield from _hosts_of_nothing(path, constraint, supply)
    yield from _unlike_units(path, constraint, supply)


def _speaks_of_nothing(path: Path, constraint: Constraint, supply: Supply) -> Iterator[Complaint]:
    """Yield selections that nothing fits.

    To forbid what nobody offers is a position worth writing down: there it is enough that something of the
    kind is required.
    """
    forbids = type(constraint).forbids is not Constraint.forbids
    fitting = supply.required if forbids else supply.senders
    for where, selection in selections(constraint):
        if not fitting(selection):
            what = "requirement" if forbids else "offer"
            text = f"selects nothing: no {what} fits {selected(selection, Names(supply.facts))}"
            yield Complaint((*path, *where), text, _way_out(selection, fitting))
        elif constraint.needs_each_nation and selection.nations is not None:
            yield from _empty_handed(path, selection, supply)


def _way_out(selection: Selection, fitting: Callable[[Selection], set[str]]) -> str:
    """Hint at the word that a selection fails at."""
    words = [word for word in selection.chosen() if fitting(selection.without(word))]
    return f"it would select something without {' or '.join(f'`{word}`' for word in words)}" if words else ""


def _empty_handed(path: Path, selection: Selection, supply: Supply) -> Iterator[Complaint]:
    """Yield the nations that are named and offer nothing of the selection."""
    choice = selection.nations
    if choice is None or choice.negated:
        return
    for name in sorted(supply.named(choice) - supply.senders(selection)):
        text = f"names {name}, which offers nothing of it"
        yield Complaint((*path, "nations"), text, "give it an offer, or take it out")


def _hosts_of_nothing(path: Path, constraint: Constraint, supply: Supply) -> Iterator[Complaint]:
    hosts = {host for place in supply.facts.places.values() for host in place.hosts}
    for field, shape in shapes(type(constraint)).items():
        host = getattr(constraint, field, None)
        if any(mark.sort == "hosts" for mark in shape.refers) and isinstance(host, str) and host not in hosts:
            yield Complaint((*path, field), f"{host} hosts no place", nearest(host, hosts))


def _unlike_units(path: Path, constraint: Constraint, supply: Supply) -> Iterator[Complaint]:
    """Yield where battalions would be added to ships."""
    fields, per = referring(type(constraint), "measures"), constraint.groups
    if not any(getattr(constraint, field) == "units" for field in fields) or "capability" in per:
        return
    for where, selection in selections(constraint):
        serving = supply.serving(selection)
        alike = "requirement" in per and not _shared(serving)
        if len(serving) > 1 and not alike:
            names = ", ".join([*sorted(serving)[:3], *(["..."] if len(serving) > 3 else [])])
            text = f"adds up unlike units: {names}"
            hint = "name one under `capabilities`, or measure personnel or cost"
            yield Complaint((*path, *where, *(() if where else fields[:1])), text, hint)


def _shared(serving: Mapping[str, frozenset[str]]) -> bool:
    """Say whether some requirement is served by two of the capabilities."""
    lines = [line for served in serving.values() for line in served]
    return len(set(lines)) < len(lines)
