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


AT_SEA_BY_FRANCE = {"nations": "FRA", "component": "maritime"}
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
        infeasible=({"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 9000},),
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
    "reliance": Example(
        binding={"kind": "reliance", "nations": "TUR", "capabilities": "minehunter", "on": AT_SEA_BY_FRANCE},
        slack={
            "kind": "reliance",
            "nations": "littoral",
            "capabilities": "minehunter",
            "on": AT_SEA_BY_FRANCE,
            "ratio": 2,
            "measure": "tonnage",
            "per": "area",
        },
        worsens=["fill 1"],
        infeasible=(
            DEMAND,
            {
                "kind": "reliance",
                "nations": "littoral",
                "component": "maritime",
                "on": AT_SEA_BY_FRANCE,
                "ratio": 0.9,
            },
        ),
    ),
    "burden": Example(
        binding={"kind": "burden", "component": "maritime", "key": "gdp"},
        slack={"kind": "burden", "component": "maritime", "key": "gdp", "low": 0.5, "high": 2},
        worsens=["fill 1"],
        infeasible=(DEMAND, {"kind": "burden", "component": "maritime", "key": "gdp"}),
    ),
    "presence": Example(
        binding={
            "kind": "presence",
            "nations": {"not": "littoral"},
            "area": "coast",
            "days": 21,
            "every": 42,
        },
        slack={"kind": "presence", "nations": "littoral", "area": "coast", "days": 30, "every": 30},
        worsens=["fill 1"],
        infeasible=(DEMAND, {"kind": "presence", "component": "maritime", "days": 18, "every": 30}),
    ),
    "ramp": Example(
        binding={"kind": "ramp", "capabilities": "battalion", "by": 300},
        slack={"kind": "ramp", "component": "land", "by": 600},
        worsens=["fill 1"],
        infeasible=(
            DEMAND,
            {"kind": "ramp", "component": "maritime", "measure": "units", "by": 2},
            {"kind": "limit", "component": "maritime", "phases": "deploy", "measure": "units", "at_most": 1},
        ),
    ),
    "package": Example(
        binding={
            "kind": "package",
            "component": "maritime",
            "measure": "units",
            "per": "nation",
            "at_least": 2,
        },
        slack={
            "kind": "package",
            "component": "maritime",
            "measure": "units",
            "per": "nation",
            "at_least": 1,
        },
        worsens=["fill 1"],
        infeasible=(
            DEMAND,
            {"kind": "package", "component": "maritime", "measure": "units", "per": "nation", "at_least": 3},
        ),
    ),
    "apart": Example(
        binding={"kind": "apart", "nations": ["FRA", "littoral"], "component": "maritime"},
        slack={"kind": "apart", "nations": ["ROU", "TUR"], "capabilities": "battalion"},
        worsens=["fill 1"],
        infeasible=(DEMAND, {"kind": "apart", "nations": ["FRA", "ROU", "TUR"], "component": "maritime"}),
    ),
    "breadth": Example(
        binding={"kind": "breadth", "count": "nation", "component": "maritime", "at_most": 2},
        slack={
            "kind": "breadth",
            "count": "nation",
            "component": "maritime",
            "at_least": 3,
            "at_most": 3,
            "each": 50,
            "per": "place",
            "places": "sea",
        },
        worsens=["fill 1"],
        infeasible=({"kind": "breadth", "count": "nation", "component": "maritime", "at_least": 4},),
    ),
    "pin": Example(
        binding={
            "kind": "pin",
            "nations": "FRA",
            "capabilities": "battalion",
            "requirements": "L1",
            "phases": "hold",
            "units": 2,
        },
        slack={
            "kind": "pin",
            "nations": "FRA",
            "capabilities": "minehunter",
            "requirements": "M1",
            "at_least": 1,
        },
        worsens=["fill 1"],
        infeasible=(
            {
                "kind": "pin",
                "nations": "FRA",
                "capabilities": "battalion",
                "requirements": "L1",
                "at_least": 6,
            },
        ),
    ),
}
