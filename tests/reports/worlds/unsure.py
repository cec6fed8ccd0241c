"""A small scenario with chances, and how likely it is filled: what reports of many worlds are drawn from."""

from __future__ import annotations

from dataclasses import replace

from planner.scenario.scenario import Scenario
from planner.studies.uncertainty.likely import LineChance, PhaseFill
from planner.studies.uncertainty.uncertainty import Uncertainty, uncertainty
from tests.small import document


def unsure() -> Uncertainty:
    """Return what 64 worlds say: on land France hangs on a ceasefire and Türkiye on a vote."""
    sections = document()
    sections["phases"] = [
        {"id": "deploy", "months": 2, "title": "The first deployment"},
        {"id": "hold", "months": 6},
    ]
    sections["conditions"] = {
        "ceasefire": {"title": "A ceasefire", "holds": {"from": "hold"}, "probability": 0.6},
        "vote": {"title": "A vote", "holds": "always", "probability": 0.5},
    }
    sections["nations"]["FRA"]["offers"]["battalion"] = {"units": 5, "needs": ["ceasefire"]}
    sections["nations"]["TUR"]["offers"]["battalion"] = {"units": 2, "needs": ["vote"]}
    sections["requirements"]["L2"]["quantity"] = {"hold": 3}
    return uncertainty(Scenario.model_validate(sections), draws=64)


def with_lines(found: Uncertainty, *lines: tuple[str, str, float]) -> Uncertainty:
    """Return what was found with chances put in the place of its own: requirement, phase, chance."""
    return replace(found, requirements=tuple(LineChance(*one, 0.0, 0.0, 0.0) for one in lines))


def with_phases(found: Uncertainty, *phases: tuple[str, float, float]) -> Uncertainty:
    """Return what was found with fills of priority 1 put in the place of its own: phase, low, high."""
    each = (PhaseFill(1, phase, low, (low + high) / 2, high) for phase, low, high in phases)
    return replace(found, phases=tuple(each))
