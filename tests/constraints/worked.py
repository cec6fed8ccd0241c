"""The case by hand that each kind tells of: what is asked, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """Ships offered and needed, the rule, and who sends how many; `keys` may be phases too."""

    offers: dict[str, float]
    needs: dict[str, float]
    rule: dict[str, Any]
    sent: dict[str, float]
    by: str = "nation"
    sections: dict[str, Any] = field(default_factory=dict)
    ready: dict[str, float] = field(default_factory=dict)
    gdp: dict[str, float] = field(default_factory=dict)


PHASES = [{"id": phase, "months": 1} for phase in ("early", "middle", "late")]
HOSTED = {"places": {"strait": {"area": "sea", "hosts": ["UKR"]}}}

CASES = {
    "limit": Case(
        {"FRA": 6, "GBR": 6},
        {"strait": 12},
        {"nations": "FRA", "measure": "personnel", "at_most": 450},
        {"FRA": 4.5, "GBR": 6},
    ),
    "share": Case(
        {"AAA": 10, "BBB": 3, "CCC": 2},
        {"strait": 10},
        {"per": "nation", "at_most": 0.4},
        {"AAA": 10 / 3, "BBB": 3, "CCC": 2},
    ),
    "caveat": Case({"FRA": 1, "DEU": 3}, {"strait": 4}, {"nations": "DEU"}, {"FRA": 1}),
    "consent": Case(
        {"FRA": 2, "TUR": 3}, {"strait": 5}, {"by": "UKR", "refuses": "TUR"}, {"FRA": 2}, sections=HOSTED
    ),
    "lead": Case({"FRA": 3, "GBR": 6}, {"strait": 10}, {"nations": "FRA"}, {"FRA": 3, "GBR": 3}),
    "reliance": Case(
        {"FRA": 2, "USA": 4},
        {"strait": 10},
        {"nations": "USA", "on": {"nations": {"not": "USA"}}, "ratio": 0.5},
        {"FRA": 2, "USA": 1},
    ),
    "burden": Case(
        {"AAA": 10, "BBB": 10, "CCC": 1},
        {"strait": 10},
        {"key": "gdp"},
        {"now": 6.25},
        by="phase",
        gdp={"AAA": 50, "BBB": 30, "CCC": 20},
    ),
    "presence": Case(
        {"AAA": 1, "BBB": 6},
        {"strait": 9},
        {"nations": {"not": "AAA"}, "days": 21, "every": 63},
        {"AAA": 1, "BBB": 2},
    ),
    "ramp": Case(
        {"AAA": 1, "BBB": 8},
        {"strait": 9},
        {"by": 300},
        {"early": 1, "middle": 4, "late": 7},
        by="phase",
        sections={"phases": PHASES},
        ready={"BBB": 1},
    ),
    "package": Case(
        {"AAA": 6, "BBB": 3, "CCC": 5},
        {"strait": 7},
        {"measure": "units", "per": "nation", "at_least": 4},
        {"AAA": 6},
    ),
    "apart": Case(
        {"AAA": 5, "BBB": 3}, {"strait": 4, "sound": 4}, {"nations": ["AAA", "BBB"]}, {"AAA": 4, "BBB": 3}
    ),
    "breadth": Case(
        {"AAA": 3, "BBB": 2, "CCC": 2.5},
        {"strait": 6},
        {"count": "nation", "at_most": 2},
        {"AAA": 3, "CCC": 2.5},
    ),
    "pin": Case(
        {"FRA": 3, "GBR": 4},
        {"strait": 5},
        {"nations": "FRA", "capabilities": "ship", "requirements": "at_strait", "units": 2},
        {"FRA": 2, "GBR": 3},
    ),
}
