"""Random small scenarios with all that studies look at: conditions, pools, commitments, politics, goals."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.formulation.test_against_independent import politics
from tests.small import document

GOALS = (
    ["fill", "cost"],
    ["fill", "cost"],
    ["fill"],
    ["cost", "fill"],
    ["fill", "steady", "cost"],
    ["even", "fill", "cost"],
    ["fill", {"burden": "gdp"}, "cost"],
)
units = st.sampled_from([0, 0.5, 1, 2, 2.5, 3, 5])
needed = st.lists(st.sampled_from(["ceasefire", "vote", "mandate"]), max_size=2, unique=True)


PLACES = {"battalion": "west", "engineers": "west", "minehunter": "sea"}


@st.composite
def offers(draw: st.DrawFn, capability: str) -> dict[str, Any]:
    """An offer with any of what may close it or hold it back."""
    offer: dict[str, Any] = {"units": draw(units), "needs": draw(needed)}
    if draw(st.integers(0, 3)) == 0:
        offer["ready"] = draw(st.sampled_from([1, 2]))
    if draw(st.integers(0, 3)) == 0:
        offer |= {
            "pool": draw(st.sampled_from([1, 3, 6])),
            "rotation": 2,
            "tour": draw(st.sampled_from([1, 3])),
        }
    if draw(st.integers(0, 3)) == 0:
        offer["stay"] = draw(st.sampled_from([1, 3, 12]))
        offer["before"] = {PLACES[capability]: draw(st.sampled_from([0, 0, 1, 2.5]))}
    offer["firmness"] = draw(st.sampled_from(["committed", "signalled"]))
    return offer


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A whole scenario, as a document."""
    sections = document(constraints=draw(politics()), goals=draw(st.sampled_from(GOALS)))
    sections["conditions"]["mandate"] = {"holds": draw(st.sampled_from(["always", "never", ["deploy"]]))}
    for nation in ("FRA", "ROU", "TUR"):
        entry = sections["nations"][nation]
        entry["offers"] = {capability: draw(offers(capability)) for capability in entry["offers"]}
        entry["cost_factor"] = draw(st.sampled_from([1, 1.5, 2]))
        if draw(st.booleans()):
            entry["commitments"] = [{"title": "elsewhere", "capability": "minehunter", "units": 1}]
    sections["requirements"]["L1"] = {
        "accepts": {"battalion": 1, "engineers": 0.25},
        "place": "west",
        "quantity": {"deploy": draw(st.sampled_from([1, 6])), "hold": 8},
    }
    sections["requirements"]["L3"] = {
        "capability": "battalion",
        "place": "west",
        "quantity": draw(st.sampled_from([1, 2])),
        "priority": draw(st.sampled_from([1, 2])),
    }
    return sections
