"""What units are sent in multiples of."""

from __future__ import annotations

from planner.facts.facts import Facts


def step_of(facts: Facts, nation: str, capability: str) -> float:
    """Return the step of what a nation sends of a capability, in units; 0 where it is divisible.

    The offer's own counts first, then the capability's, then a step of 1 where units are sent whole.
    """
    offers = facts.nations[nation].offers if nation in facts.nations else {}
    if capability in offers and (own := offers[capability].step) is not None:
        return own
    entry = facts.capabilities[capability]
    if entry.step is not None:
        return entry.step
    whole = facts.whole_units if entry.whole_units is None else entry.whole_units
    return 1.0 if whole else 0.0


def stated_step(facts: Facts, nation: str, capability: str) -> float:
    """Return the step that an offer or its capability states for itself; 0 where neither does."""
    own = facts.nations[nation].offers[capability].step
    entry = facts.capabilities.get(capability)
    step = own if own is not None or entry is None else entry.step
    return step or 0.0
