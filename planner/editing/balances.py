"""What is offered against what is needed, before politics and time: shown beside while offers are typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.editing.grids.grid import called, table
from planner.editing.grids.phase_grid import phases


@dataclass(frozen=True)
class Balance:
    """Capabilities that can stand in for one another: what is needed at most in a phase, what is offered.

    In what the lines ask for: units times their effectiveness; `phase` names the one with the largest need.
    """

    name: str
    needed: float
    offered: float
    phase: str

    @property
    def covered(self) -> float:
        """The part of the need that offers could cover, at most all of it."""
        return min(max(self.offered, 0.0) / self.needed, 1.0) if self.needed > 0 else 1.0


def balances(data: Any) -> list[Balance]:
    """Return the balance of each family of capabilities, the least covered first.

    Politics, conditions, readiness and rotation are left aside. What is no number counts as nothing.
    """
    lines = {key: line for key, line in table(data, "requirements").items() if isinstance(line, Mapping)}
    offered = _offered(data)
    found = [_balance(data, names, lines, offered) for names in _families(lines.values())]
    return sorted(found, key=lambda balance: (balance.covered, -balance.needed, balance.name))


def served_by(line: Mapping[str, Any]) -> dict[str, float]:
    """Return the capabilities that serve a line, with their effectiveness."""
    accepts = line.get("accepts")
    if isinstance(accepts, Mapping):
        return {key: _number(worth) for key, worth in accepts.items()}
    capability = line.get("capability")
    return {capability: 1.0} if isinstance(capability, str) else {}


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _families(lines: Any) -> Iterator[frozenset[str]]:
    """Yield sets of capabilities that serve a line together, directly or over others."""
    families: list[set[str]] = []
    for line in lines:
        joined = set(served_by(line))
        apart = [family for family in families if not family & joined]
        for family in families:
            if family & joined:
                joined |= family
        families = [*apart, joined] if joined else apart
    yield from map(frozenset, families)


def _balance(
    data: Any, names: frozenset[str], lines: Mapping[str, Mapping[str, Any]], offered: Mapping[str, float]
) -> Balance:
    """Return a family's balance; each offer counts by its best effectiveness, and the best names it."""
    mine = [line for line in lines.values() if names & served_by(line).keys()]
    needs = [(sum(_required(line, key) for line in mine), label) for key, label in phases(data)]
    needed, phase = max(needs, key=lambda need: need[0], default=(0.0, ""))
    worth: dict[str, float] = defaultdict(float)
    for line in mine:
        for name, effectiveness in served_by(line).items():
            worth[name] = max(worth[name], effectiveness)
    served = sum(offered.get(name, 0.0) * effectiveness for name, effectiveness in worth.items())
    lead = max(worth, key=lambda name: (worth[name], name), default="")
    return Balance(called(table(data, "capabilities"), lead), needed, served, phase)


def _required(line: Mapping[str, Any], phase: str) -> float:
    quantity = line.get("quantity")
    return _number(quantity.get(phase) if isinstance(quantity, Mapping) else quantity)


def _offered(data: Any) -> dict[str, float]:
    """Return how many units of each capability are offered by all nations together."""
    total: dict[str, float] = defaultdict(float)
    for nation in table(data, "nations").values():
        offers = nation.get("offers") if isinstance(nation, Mapping) else None
        for name, offer in offers.items() if isinstance(offers, Mapping) else ():
            total[name] += _units(offer)
    return total


def _units(offer: Any) -> float:
    units = offer.get("units") if isinstance(offer, Mapping) else offer
    return _number(units.get("expected") if isinstance(units, Mapping) else units)
