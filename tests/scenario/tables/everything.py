"""A scenario that says everything a scenario can say, in every form."""

from __future__ import annotations

from typing import Any

from planner.constraints import kinds
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.scenario import Scenario
from tests.small import document

TEXTS = {
    "formula": "=1+1",
    "plus": "+49 30 1234",
    "minus": "-5",
    "at": "@somebody",
    "number": "0012",
    "large": "1e5",
    "truth": "true",
    "nothing": "null",
    "empty": "",
    "spaces": "  ",
    "around": " a ",
    "lines": "first\nsecond\n\nfourth\n",
    "return": "a\r\nb\rc",
    "tab": "\ta\tb",
    "quotes": "\"double\" and 'single'",
    "apostrophe": "'quoted",
    "marked": 'json:"x"',
    "escape": "_x000D_ and x005F_ and _x005F_",
    "unicode": "Türkiye Україна 中国 😀 \u2028 \u0085 \xa0",
    "yaml": "{a: [b, c]} # no comment: none",
    "commas": "a, b; c",
    "date": "2026-01-06",
}

CONSTRAINTS: dict[str, Any] = {
    "lists": {"kind": "limit", "nations": ["FRA", "ROU"], "measure": "personnel", "at_most": 90000},
    "no_group": {
        "kind": "limit",
        "nations": {"not": "littoral"},
        "measure": "cost",
        "at_most": 1e6,
        "per": "nation",
    },
    "no_list": {
        "kind": "limit",
        "nations": {"not": ["littoral", "FRA"]},
        "measure": "personnel",
        "at_most": 3.5,
        "negotiable": False,
        "phases": "hold",
        "per": ["nation", "horizon"],
    },
    "of": {
        "kind": "share",
        "nations": "FRA",
        "component": "maritime",
        "measure": "tonnage",
        "at_most": 0.5,
        "of": {"nations": {"not": ["ROU"]}, "component": "maritime", "phases": ["deploy", "hold"]},
        "negotiable": {"price": 2.5},
        "when": "ceasefire",
    },
    "on": {
        "kind": "reliance",
        "nations": "TUR",
        "component": "land",
        "on": {"nations": "FRA", "capabilities": ["battalion", "engineers"]},
        "ratio": 0.1,
        "measure": "personnel",
        "because": "=because()",
    },
    "consents": {"kind": "consent", "by": "UKR", "accepts": {"not": "ROU"}, "unless": "vote"},
    "refuses": {"kind": "consent", "by": "TUR", "refuses": "FRA", "source": "formula", "note": "-"},
    "ramped": {"kind": "ramp", "measure": "personnel", "by": 1000},
    "broad": {"kind": "breadth", "count": "nation", "component": "land", "at_least": 1, "each": 10},
    "few": {"kind": "breadth", "count": "place", "at_most": 2},
}


def everything() -> Scenario:
    """Return the scenario."""
    texts = {name: {"title": text or "x", "note": text} for name, text in TEXTS.items()}
    found = document(constraints=CONSTRAINTS)
    found["title"], found["description"] = "=Title", TEXTS["lines"]
    found["cost_unit"], found["whole_units"] = "@EUR", True
    found["sources"] = {**texts, "dated": {"title": "x", "date": "2026-01", "standing": "derived"}}
    found["conditions"] |= {
        "always": {},
        "listed": {"holds": ["hold"]},
        "both": {"holds": ["deploy", "hold"]},
        "none": {"holds": []},
        "until": {"holds": {"until": "deploy"}, "probability": 1 / 3},
        "window": {"holds": {"from": "deploy", "until": "hold"}, "title": "-"},
        "open": {"holds": {}},
        "late": {"delay": {"0": 0.5, "6": 0.25, "12.5": 0.125, "never": 0.125}},
        "hangs": {
            "probability": [{"if": ["late", "both"], "is": 0.7}, {"if": "late", "is": 0.5}, {"else": 0}]
        },
    }
    found["chance"] = {"approved": 0.75, "signalled": 1 / 3}
    found["nations"]["TUR"]["offers"]["battalion"] = {
        "units": {"low": 1, "expected": 2, "ceiling": 4},
        "shape": "pert",
    }
    found["places"]["sea"]["at"] = [-43.4, 31]
    found["places"]["west"] |= {"hosts": [], "source": "formula", "assumption": "+1"}
    found["capabilities"]["battalion"]["whole_units"] = False
    found["capabilities"]["minehunter"]["measures"] |= {"hulls": 0.1 + 0.2}
    found["capabilities"]["minehunter"]["step"] = 0.5
    found["capabilities"]["engineers"]["step"] = 0
    found["nations"]["TUR"]["offers"]["minehunter"]["step"] = 1 / 3
    found["missions"] = {"main": {"weight": 2}, "other": {}}
    found["requirements"] |= {
        "L1": {**found["requirements"]["L1"], "mission": "main", "weight": 0.5, "date": 2026},
        "L3": {
            "accepts": {"battalion": 1, "engineers": 0.1},
            "place": "west",
            "quantity": {"deploy": 0, "hold": 1},
        },
    }
    found["groups"] |= {"one": "FRA", "empty": []}
    found["nations"]["FRA"] |= {
        "name": "0012",
        "cost_factor": 1.5,
        "sustain": {"west": 0.25, "sea": {"minehunter": 0.5, "battalion": 0}},
        "support": {"west": 0.8},
        "keys": {"gdp": 3000, "population": 68.1},
        "commitments": [
            {"title": "B", "capability": "battalion", "units": 0.5},
            {"title": "=A", "capability": "battalion", "units": 1, "from": 1, "until": 4.5},
        ],
    }
    found["nations"]["ROU"]["sustain"] = {"west": {}}
    found["nations"]["TUR"]["offers"] |= {
        "engineers": 4,
        "battalion": {
            "units": {"low": 0, "expected": 1, "ceiling": 2.5},
            "firmness": "committed",
            "needs": ["ceasefire"],
            "pool": 9,
            "rotation": 3,
            "tour": 6,
            "ready": 2,
            "stay": 4.5,
            "before": {"west": 1},
        },
        "minehunter": {"units": {"expected": 3, "ceiling": 4}, "needs": ["ceasefire", "vote"]},
    }
    found["goals"] = ["fill", "even", {"burden": {"key": "gdp", "measure": "units"}}, "cost"]
    return Scenario.model_validate(found)


def every_kind() -> Scenario:
    """Return a scenario with the example of every kind; tables do not ask whether its ids are known."""
    read = {name: parsed(kind.example, name, []) for name, kind in kinds().items()}
    constraints = {name: plain(entry) for name, entry in read.items() if entry is not None}
    assert len(constraints) == len(read)
    return Scenario.model_validate(document(constraints=constraints))
