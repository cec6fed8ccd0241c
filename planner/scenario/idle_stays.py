"""What is wrong with how long an offer stays, and with what stands there before the start."""

from __future__ import annotations

from collections.abc import Iterator

from planner.digits import in_full
from planner.facts.entries import Offer
from planner.facts.exact import ratio_in_words
from planner.facts.stated_steps import stated_step
from planner.ground.calendar import Calendar
from planner.problems import Path
from planner.program.arrays import np
from planner.program.blocks import BoolArray
from planner.program.steps import is_multiple, neighbours
from planner.scenario.complaints import Complaint
from planner.scenario.scenario import Scenario


def idle_stays(scenario: Scenario) -> Iterator[Complaint]:
    """Yield stays that nothing could keep, and units before the start that count for nothing."""
    for nation, entry in scenario.nations.items():
        for capability, offer in entry.offers.items():
            if offer.stay is not None:
                path = ("nations", nation, "offers", capability)
                needed = _needed(scenario, capability)
                yield from _too_long(path, offer, needed, Calendar.of(scenario.phases))
                known = {place: units for place, units in offer.before.items() if place in scenario.places}
                yield from _before(path, known, needed, stated_step(scenario, nation, capability))


def _needed(scenario: Scenario, capability: str) -> dict[str, BoolArray]:
    """Return the places where a capability may serve, and in which phases something is required there."""
    found: dict[str, BoolArray] = {}
    for line in scenario.requirements.values():
        if capability in line.served_by:
            needed = np.array([line.required(phase.id) > 0 for phase in scenario.phases], dtype=bool)
            found[line.place] = found.get(line.place, False) | needed
    return found


def _too_long(
    path: Path, offer: Offer, needed: dict[str, BoolArray], calendar: Calendar
) -> Iterator[Complaint]:
    """Yield that a stay is longer than anything is required on end, so that nothing ever comes."""
    bound = calendar.begun_within(offer.stay or 0.0)
    asked = any(phases.any() for phases in needed.values())
    kept = any((phases & ~(bound & ~phases).any(axis=1)).any() for phases in needed.values())
    there = any(needed[place][0] for place, units in offer.before.items() if units and place in needed)
    if asked and not kept and not there:
        text = f"{in_full(offer.stay or 0.0)} months are longer than it is required anywhere without a break"
        yield Complaint((*path, "stay"), text, "nothing could come: shorten it, or take it out")


def _before(
    path: Path, before: dict[str, float], needed: dict[str, BoolArray], step: float
) -> Iterator[Complaint]:
    """Yield units before the start that nothing accepts where they are, or that are no multiple of a step.

    A `step` of 0 is no step: units are divisible.
    """
    for place, units in before.items():
        where = (*path, "before", place)
        if place not in needed:
            yield Complaint(where, f"no requirement at {place} accepts {path[-1]}", "take it out")
        elif step and not is_multiple(units, step):
            text = f"{ratio_in_words(units)} is no multiple of {ratio_in_words(step)}, {path[-1]}'s step"
            yield Complaint(
                where, text, " or ".join(ratio_in_words(near) for near in neighbours(units, step))
            )
