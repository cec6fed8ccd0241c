"""For each kind an entry that binds on the small scenario, one that does not, and some that allow no plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """Entries of one kind, and the first goal that gets worse where the first of them binds.

    A kind that only closes contributions, or is met by sending nothing, allows a plan always: it stays
    infeasible only together with another demand.
    """

    binding: dict[str, Any]
    slack: dict[str, Any]
    worsens: list[str]
    infeasible: tuple[dict[str, Any], ...]


DEMAND = {"kind": "limit", "component": "maritime", "phases": "hold", "measure": "units", "at_least": 4}

EXAMPLES = {
    "limit": Example(
        binding={
            "kind": "limit",
            "nations": {"not": "littoral"},
            "area": "coast",
            "measure": "tonnage",
            "at_most": 600,
        },
        slack={"kind": "limit", "nations": "FRA", "measure": "personnel", "per": "phase", "at_most": 9000},
        worsens=["fill 1"],
        infeasible=(
            {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 9000},
        ),
    ),
    "share": Example(
        binding={"kind": "share", "component": "maritime", "per": "nation", "at_most": 0.4},
        slack={"kind": "share", "component": "maritime", "per": "nation", "at_most": 0.75},
        worsens=["fill 1"],
        infeasible=(
            DEMAND,
            {"kind": "share", "component": "maritime", "nations": "ROU", "at_least": 0.5},
        ),
    ),
    "caveat": Example(
        binding={"kind": "caveat", "nations": "TUR", "component": "land", "unless": "vote"},
        slack={"kind": "caveat", "nations": "TUR", "component": "land", "area": "coast"},
        worsens=["fill 1"],
        infeasible=(DEMAND, {"kind": "caveat", "nations": ["TUR", "ROU"], "area": "coast"}),
    ),
    "consent": Example(
        binding={"kind": "consent", "by": "UKR", "refuses": "TUR", "unless": "ceasefire"},
        slack={"kind": "consent", "by": "UKR", "accepts": {"not": "UKR"}},
        worsens=["fill 1"],
        infeasible=(DEMAND, {"kind": "consent", "by": "ROU", "accepts": ["FRA"]}),
    ),
    "lead": Example(
        binding={"kind": "lead", "nations": "ROU", "component": "maritime"},
        slack={
            "kind": "lead",
            "nations": ["FRA", "TUR"],
            "component": "maritime",
            "mode": "together",
            "least": 0.2,
        },
        worsens=["fill 1"],
        infeasible=(DEMAND, {"kind": "lead", "nations": "ROU", "component": "maritime", "least": 0.4}),
    ),
}
