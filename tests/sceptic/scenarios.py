"""Small scenarios of the whole language, drawn from a seed: every kind, every rule of offers, all goals.

The same seed gives the same scenario on every machine. All numbers are few and plain, so that bounds meet:
that is where studies go wrong.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from planner.problems import InvalidInput
from planner.scenario.reading import read

Document = dict[str, Any]
PLACES = ("west", "coast")
CAPABILITIES: Document = {
    "battalion": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 2},
    "company": {"component": "land", "unit": "company", "personnel": 120, "cost": 0.5},
    "ship": {
        "component": "maritime",
        "unit": "ship",
        "personnel": 50,
        "cost": 1.5,
        "measures": {"tonnage": 700},
    },
}
NATIONS = ("A", "B", "C", "D")
GOALS: tuple[list[Any], ...] = (
    ["fill", "cost"],
    ["fill", "cost"],
    ["fill", {"burden": "gdp"}],
    ["fill"],
    ["fill", {"burden": "gdp"}, "cost"],
    ["even", "fill", "cost"],
    ["cost", "fill"],
    ["fill", "steady", "cost"],
    ["fill", "cost", {"burden": "gdp"}],
)


def document(seed: int) -> Document:
    """Return the scenario of a seed as a document that is read without a problem."""
    for attempt in range(100):
        sections = _Drawing(Random(f"{seed} {attempt}")).document(f"seed {seed}")
        try:
            read(sections)
        except InvalidInput:
            continue
        return sections
    raise ValueError(f"seed {seed} gives no valid scenario")


def in_steps(seed: int) -> Document:
    """Return the scenario of a seed with units of each capability sent in steps, where that is one."""
    sections, random = document(seed), Random(f"steps {seed}")
    capabilities = {
        name: {**entry, "step": random.choice((0.1, 0.25, 0.5, 1, 2))}
        for name, entry in sections["capabilities"].items()
    }
    for entry in capabilities.values():
        entry.pop("whole_units", None)
    stepped = {**sections, "capabilities": capabilities}
    stepped.pop("whole_units", None)
    try:
        read(copy.deepcopy(stepped))
    except InvalidInput:
        return sections
    return stepped


class _Drawing:
    """Draws the parts of a scenario one after the other."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.phases = [f"p{number}" for number in range(random.choice((1, 1, 2, 3)))]
        self.nations = NATIONS[: random.choice((2, 3, 4))]

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def document(self, title: str) -> Document:
        choice = self.random.choice
        drawn: Document = {
            "title": title,
            "phases": [{"id": name, "months": choice((1, 2, 6))} for name in self.phases],
            "conditions": {
                "truce": {"holds": choice(("always", "never", {"from": self.phases[-1]}))},
                "vote": {"holds": choice(("always", "never"))},
            },
            "places": {
                "west": {"area": "inland", "hosts": [self.nations[-1]]},
                "coast": {"area": "sea", "hosts": [self.nations[0]]},
            },
            "capabilities": {name: {**entry} for name, entry in CAPABILITIES.items()},
            "missions": {"shield": {"weight": choice((1, 2))}},
            "requirements": {f"r{number}": self.requirement() for number in range(choice((1, 2, 3, 4)))},
            "groups": {"pair": list(self.nations[:2])},
            "nations": {name: self.nation() for name in self.nations},
            "goals": choice(GOALS),
        }
        if self.often(0.2):
            drawn["whole_units"] = True
        elif self.often(0.1):
            drawn["capabilities"]["ship"]["whole_units"] = True
        drawn["constraints"] = self.constraints()
        return drawn

    def requirement(self) -> Document:
        choice = self.random.choice
        line: Document = {"place": choice(PLACES), "priority": choice((1, 1, 1, 2))}
        if self.often(0.2):
            line["accepts"] = {"battalion": 1, "company": choice((0.2, 0.25, 0.5))}
        else:
            line["capability"] = choice(tuple(CAPABILITIES))
        amounts = {name: choice((0, 1, 2, 3, 4, 8)) for name in self.phases}
        if not any(amounts.values()):
            amounts[self.phases[0]] = 2
        line["quantity"] = amounts if self.often(0.5) else max(amounts.values())
        if self.often(0.3):
            line["weight"] = choice((0.5, 2))
        if self.often(0.3):
            line["mission"] = "shield"
        return line

    def nation(self) -> Document:
        choice = self.random.choice
        entry: Document = {
            "offers": {name: self.offer() for name in CAPABILITIES if self.often(0.6)},
            "keys": {"gdp": choice((500, 1000, 2000))},
        }
        if self.often(0.2):
            entry["commitments"] = [
                {"title": "elsewhere", "capability": name, "units": choice((0.5, 1, 3)), "until": 2}
                for name in entry["offers"]
                if self.often(0.5)
            ]
        if self.often(0.15):
            entry["support"] = {choice(PLACES): choice((0.5, 3))}
        if self.often(0.3):
            entry["cost_factor"] = choice((0.5, 1.5, 2))
        if self.often(0.2):
            entry["sustain"] = {choice(PLACES): choice((0.1, 1))}
        return entry

    def offer(self) -> Document:
        choice = self.random.choice
        units: Any = choice((0, 1, 1, 2, 2, 3, 5)) if self.often(0.8) else choice((0.5, 2.5))
        if self.often(0.1):
            units = {"low": 0, "expected": units, "ceiling": units + 1}
        drawn: Document = {"units": units}
        if self.often(0.2):
            drawn["needs"] = [choice(("truce", "vote"))]
        if self.often(0.15):
            drawn["ready"] = choice((1, 2))
        if self.often(0.2):
            drawn["stay"] = choice((1, 2, 4, 9))
            if self.often(0.3):
                drawn["before"] = {choice(PLACES): choice((1, 2))}
        if self.often(0.2):
            drawn |= {"pool": choice((1, 3, 6)), "rotation": choice((2, 3)), "tour": choice((1, 2, 6))}
        return drawn

    def constraints(self) -> Document:
        drawn = {}
        for number in range(self.random.choice((0, 1, 1, 2, 2, 3))):
            kind = self.random.choice(tuple(_KINDS))
            entry = {"kind": kind, "because": "an example", **_KINDS[kind](self)}
            if self.often(0.15):
                entry["negotiable"] = False
            elif self.often(0.25):
                entry["negotiable"] = {"price": self.random.choice((0.5, 3, 50))}
            if self.often(0.15):
                entry["when"] = self.random.choice(("truce", "vote"))
            drawn[f"q{number}"] = entry
        return drawn

    def where(self, *, nations: bool = True) -> Document:
        """Return a selection."""
        choice = self.random.choice
        selection: Document = {"component": choice(("land", "land", "maritime"))} if self.often(0.7) else {}
        if nations and self.often(0.6):
            selection["nations"] = choice((*self.nations, "pair", {"not": self.nations[0]}))
        if self.often(0.2):
            selection["area"] = choice(("inland", "sea"))
        if self.often(0.15):
            selection["phases"] = [choice(self.phases)]
        return selection

    def per(self, *words: str) -> list[str]:
        return [self.random.choice(words)] if self.often(0.4) else []


def _limit(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    bound: Document = choice(
        (
            {"at_most": choice((0, 50, 100, 600, 1200))},
            {"at_least": choice((50, 100, 600, 1200))},
            {"exactly": choice((0, 100, 600))},
            {"at_least": 50, "at_most": choice((50, 600))},
        )
    )
    per = drawing.per("nation", "place", "horizon")
    return {**drawing.where(), "measure": choice(("personnel", "personnel", "cost")), **bound, "per": per}


def _share(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    where = drawing.where(nations=False)
    if drawing.often(0.5):
        return {**where, "per": ["nation"], "at_most": choice((0.3, 0.5, 0.6))}
    side = choice(("at_most", "at_least"))
    return {**where, "nations": choice((*drawing.nations, "pair")), side: choice((0.2, 0.4, 0.5))}


def _caveat(drawing: _Drawing) -> Document:
    entry = {**drawing.where(nations=False), "nations": drawing.random.choice(drawing.nations)}
    return {**entry, "unless": "truce"} if drawing.often(0.3) else entry


def _consent(drawing: _Drawing) -> Document:
    host, *others = drawing.random.choice((drawing.nations, drawing.nations[::-1]))
    word = drawing.random.choice(("refuses", "accepts"))
    return {"by": host, word: [drawing.random.choice(others)]}


def _lead(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    entry = {"component": choice(("land", "maritime")), "nations": choice((drawing.nations[0], "pair"))}
    entry["mode"] = choice(("each", "together"))
    return {**entry, "least": choice((0.3, 0.5))} if drawing.often(0.4) else entry


def _reliance(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    first, second = drawing.random.sample(drawing.nations, 2)
    on = {"nations": second, "component": choice(("land", "maritime"))}
    return {
        "nations": first,
        "component": choice(("land", "maritime")),
        "on": on,
        "ratio": choice((0.5, 1, 2)),
    }


def _burden(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    band = {"low": choice((0.0, 0.5, 0.8)), "high": choice((1.2, 2.0, 3.0))}
    return {"component": choice(("land", "maritime")), "key": "gdp", **band}


def _presence(drawing: _Drawing) -> Document:
    return {**drawing.where(), "days": drawing.random.choice((7, 21)), "every": 42}


def _ramp(drawing: _Drawing) -> Document:
    per = drawing.per("nation", "place")
    where = {key: value for key, value in drawing.where().items() if key != "phases"}
    return {**where, "measure": "personnel", "by": drawing.random.choice((0, 50, 100, 600)), "per": per}


def _package(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    per = choice((["nation"], ["nation", "place"], ["place"]))
    return {**drawing.where(), "measure": "personnel", "at_least": choice((50, 120, 600, 1000)), "per": per}


def _apart(drawing: _Drawing) -> Document:
    sides = drawing.random.sample(drawing.nations, 2)
    return {**drawing.where(nations=False), "nations": sides}


def _breadth(drawing: _Drawing) -> Document:
    choice = drawing.random.choice
    side = choice(("at_least", "at_most"))
    entry = {
        **drawing.where(nations=False),
        "count": choice(("nation", "nation", "place")),
        side: choice((1, 2)),
    }
    return {**entry, "each": choice((50, 120))} if side == "at_least" or drawing.often(0.3) else entry


_KINDS: dict[str, Callable[[_Drawing], Document]] = {
    "limit": _limit,
    "share": _share,
    "caveat": _caveat,
    "consent": _consent,
    "lead": _lead,
    "reliance": _reliance,
    "burden": _burden,
    "presence": _presence,
    "ramp": _ramp,
    "package": _package,
    "apart": _apart,
    "breadth": _breadth,
}
