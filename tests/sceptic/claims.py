"""The sceptic: applies each claim of `explain` to the scenario's own text and solves that again.

Nothing of the studies is used: changes are made in the document as somebody with an editor would make them
(or with `--set`), and what comes out is compared with what was said.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import planner
from planner.engines.engine import Status
from planner.engines.proof.audit import AuditFailedError
from planner.problems import InvalidInput
from planner.scenario.reading import read
from tests.sceptic.scenarios import Document

ENOUGH = 1e-6
"""What a share or a goal may differ by, relative to its size over 1."""
PARTS = ("prices", "conditions", "concessions", "ranges")
BURDEN = "burden"
"""A goal behind which others stand that nobody states: the next largest burden, and so on."""
MUCH = 5000.0
"""So many units are as good as any number: the dearest rule asks for less, of whatever costs least."""


@dataclass(frozen=True)
class Doubt:
    """A claim that does not hold."""

    part: str
    text: str

    def __str__(self) -> str:
        return f"{self.part}: {self.text}"


@dataclass(frozen=True)
class Outcome:
    """What solving gives: the status, and the goals and the total fill where there is a plan."""

    status: Status
    goals: dict[str, float]
    fill: float

    @property
    def found(self) -> bool:
        return self.status is Status.OPTIMAL


class CannotSayError(Exception):
    """The solver itself did not answer: that is no matter of studies."""


def outcome(sections: Document, *changes: str) -> Outcome | None:
    """Return what a scenario gives with changes as `--set` takes them; None where it is not valid."""
    try:
        scenario = read(copy.deepcopy(sections), list(changes))
    except InvalidInput:
        return None
    try:
        plan = planner.solve(scenario, cost_of_goals=False, time_limit=20)
    except AuditFailedError as error:
        raise CannotSayError(str(error)) from error
    if plan.status not in (Status.OPTIMAL, Status.INFEASIBLE):
        raise CannotSayError(plan.status.value)
    goals = {entry["goal"]: entry["value"] for entry in plan.as_document()["goals"]}
    return Outcome(plan.status, goals, plan.totals["fill"] if plan.status is Status.OPTIMAL else math.nan)


def doubts(sections: Document, parts: Collection[str] = PARTS) -> Iterator[Doubt]:
    """Yield each claim about a scenario that solving again does not bear out; of all parts or some."""
    today = outcome(sections)
    if today is None:
        raise ValueError("not a valid scenario")
    said = planner.explain(read(sections), time_limit=60).as_document()
    if said["status"] != today.status.value:
        yield Doubt("status", f"{said['status']} instead of {today.status.value}")
    elif today.found:
        checks = {
            "prices": lambda: _prices(sections, today, said["prices"]),
            "conditions": lambda: _conditions(sections, said["conditions"]),
            "concessions": lambda: _ladder(sections, today, said),
            "ranges": lambda: _ranges(sections, today, said["ranges"]),
        }
        for part in parts:
            yield from checks[part]()
    else:
        yield from _conflicts(sections, said)
        yield from _relaxations(sections, said["relaxations"])


def differ(one: float, other: float) -> bool:
    return abs(one - other) > ENOUGH * max(1.0, abs(one), abs(other))


# --- concessions


def _assignment(change: dict[str, Any]) -> str:
    return f"{change['path']}={'null' if change['to'] is None else repr(change['to'])}"


def lifted(sections: Document) -> Document:
    """Return a document with everything negotiable lifted, and each offer at twice what was spoken of."""
    sections = copy.deepcopy(sections)
    rules = sections["constraints"]
    sections["constraints"] = {
        name: rule for name, rule in rules.items() if rule.get("negotiable", True) is False
    }
    for nation in sections["nations"].values():
        for offer in nation["offers"].values():
            units = offer["units"]
            now, most = (units["expected"], units["ceiling"]) if isinstance(units, dict) else (units, units)
            offer["units"] = 2 * most
            if "pool" in offer:
                offer["pool"] += offer["rotation"] * (2 * most - now)
    return sections


def _ladder(sections: Document, today: Outcome, said: dict[str, Any]) -> Iterator[Doubt]:
    answers, ladder = said["concessions"], said["fill"]
    if ladder is None:
        return
    free = outcome(lifted(sections))
    reached = max([free.fill if free else 0.0, today.fill, *(one["fill"] for one in answers)])
    if ladder["most"] is None or differ(ladder["most"], reached):
        yield Doubt("most", f"{ladder['most']} said, with everything lifted {reached}")
    for answer in answers:
        yield from _concession(sections, today, answer)
    for one in answers:
        for other in answers:
            if (
                one["kind"] == "cheapest"
                and other["fill"] >= one["fill"]
                and one["price"] > other["price"] * (1 + ENOUGH) + ENOUGH
            ):
                text = f"{one['fill']} costs {one['price']}, {other['kind']} {other['fill']} {other['price']}"
                yield Doubt("dearer", text)


def _concession(sections: Document, today: Outcome, answer: dict[str, Any]) -> Iterator[Doubt]:
    name = f"{answer['kind']} for {answer['fill']:.4g}"
    changes = answer["changes"]
    made = outcome(sections, *map(_assignment, changes))
    if made is None or not made.found:
        yield Doubt("concessions", f"{name}: no plan: {changes}")
        return
    if made.fill < answer["fill"] - ENOUGH or differ(made.fill, answer["plan_fill"]):
        yield Doubt("concessions", f"{name}: fills {made.fill}: {changes}")
    for goal in _worse(today, made):
        yield Doubt("worse", f"{name}: {goal} from {today.goals[goal]} to {made.goals[goal]}")
    if differ(answer["price"], math.fsum(change["price"] for change in changes)):
        yield Doubt("sum", f"{name}: {answer['price']}")
    yield from _priced(sections, name, changes)
    yield from _no_further(sections, today, answer, name)


def _priced(sections: Document, name: str, changes: list[dict[str, Any]]) -> Iterator[Doubt]:
    """Yield changes whose price is not that of what is said, where the scenario's text says which it is."""
    for change in changes:
        section, owner, *rest = change["path"].split(".")
        if section == "nations" and rest[-1] == "units":
            due = sections["capabilities"][rest[1]]["personnel"] * (change["to"] - change["from"])
        elif section == "constraints" and rest:
            rule = sections["constraints"][owner]
            each = rule["negotiable"]["price"] if isinstance(rule.get("negotiable"), dict) else None
            if rule["kind"] not in ("limit", "package", "ramp") or (
                each is None and rule["measure"] != "personnel"
            ):
                continue
            if {"at_least", "at_most"} <= rule.keys() or "horizon" in rule.get("per", []):
                continue
            due = (each or 1.0) * abs(change["to"] - change["from"])
        else:
            continue
        if abs(due - change["price"]) > 1e-5 * max(1.0, due):
            yield Doubt("priced", f"{name}: {change['path']} is {due}, not {change['price']}")


def _worse(today: Outcome, made: Outcome) -> list[str]:
    """Return the priorities of which less is filled than today, which no concession may bring about."""
    fills = [goal for goal in today.goals if goal.startswith("fill")]
    return [goal for goal in fills if made.goals[goal] > today.goals[goal] + ENOUGH]


def _no_further(sections: Document, today: Outcome, answer: dict[str, Any], name: str) -> Iterator[Doubt]:
    """Yield changes that go further than they must, each by itself; units with the pool behind them."""
    changes = answer["changes"]
    for change in changes:
        whole = change["path"].split(".")[-1] in ("at_least", "at_most")
        if change["to"] is None or change["path"].endswith(".pool") or whole:
            continue
        owner = change["path"].removesuffix(".units")
        back = [
            _back(sections, one) if one["path"].removesuffix(".pool").removesuffix(".units") == owner else one
            for one in changes
        ]
        tried = outcome(sections, *map(_assignment, back))
        if tried is None or not tried.found or tried.fill < answer["fill"] - 1e-9:
            continue
        if not _worse(today, tried):
            yield Doubt("further", f"{name}: {change['path']} to {change['to']} where less does")


def _back(sections: Document, change: dict[str, Any]) -> dict[str, Any]:
    """Return a change by 2 % less, or by one step where units are sent, and so asked for, in steps."""
    less = 0.02 * (change["to"] - change["from"])
    step = _step(sections, change["path"].split("."))
    return {
        **change,
        "to": max(change["to"] - max(less, step), change["from"]) if step else change["to"] - less,
    }


def _step(sections: Document, path: list[str]) -> float:
    """Return the step of the units that a path leads to; nothing where they have none, or it is not units."""
    if path[-1] != "units":
        return 0.0
    offer = sections["nations"][path[1]]["offers"][path[3]]
    capability = sections["capabilities"][path[3]]
    whole = capability.get("whole_units", sections.get("whole_units"))
    return float(offer.get("step") or capability.get("step") or (1.0 if whole else 0.0))


def _relaxations(sections: Document, answers: list[dict[str, Any]]) -> Iterator[Doubt]:
    if not answers:
        free = outcome(lifted(sections))
        if free is not None and free.found:
            yield Doubt(
                "nothing", "no relaxation is said to help, and with everything lifted there is a plan"
            )
    for answer in answers:
        made = outcome(sections, *map(_assignment, answer["changes"]))
        if made is None or not made.found:
            yield Doubt("relaxations", f"{answer['kind']}: no plan: {answer['changes']}")
        yield from _priced(sections, answer["kind"], answer["changes"])
    prices = {answer["kind"]: answer["price"] for answer in answers}
    if prices and prices.get("cheapest", math.inf) > min(prices.values()) * (1 + ENOUGH) + ENOUGH:
        yield Doubt("dearer", f"relaxations {prices}")


# --- conflicts


def only(sections: Document, rules: frozenset[str], *, offers_stand: bool = False) -> Document:
    """Return a document in which nothing binds but some rules, and the offers where these stand."""
    sections = copy.deepcopy(sections)
    sections["constraints"] = {name: one for name, one in sections["constraints"].items() if name in rules}
    for name, condition in sections["conditions"].items():
        if f"condition:{name}" not in rules:
            condition["needed"] = False
    for owner, nation in sections["nations"].items():
        for capability, offer in nation["offers"].items():
            offer["needs"] = [name for name in offer.get("needs", []) if f"condition:{name}" in rules]
            if "ready" not in rules:
                offer.pop("ready", None)
            if not offers_stand and f"nations.{owner}.offers.{capability}" not in rules:
                offer |= {"units": MUCH, **({"pool": MUCH * 100} if "pool" in offer else {})}
    for condition in sections["conditions"].values():
        condition.pop("needed", None)
    for name, line in sections["requirements"].items():
        if f"requirements.{name}.quantity" not in rules:
            asked = line["quantity"] if isinstance(line["quantity"], dict) else {}
            line["quantity"] = {key: MUCH if amount else 0 for key, amount in asked.items()} or MUCH
    return sections


def _conflicts(sections: Document, said: dict[str, Any]) -> Iterator[Doubt]:
    if not said["conflicts"]:
        yield Doubt("conflicts", "there is no plan and no conflict is named")
    for one in said["conflicts"]:
        rules = frozenset(one["constraints"])
        # A presence rule speaks of what is offered: with more offered it would be another rule.
        stays = any(sections["constraints"].get(rule, {}).get("kind") == "presence" for rule in rules)
        together = outcome(only(sections, rules, offers_stand=stays))
        if together is not None and together.found:
            yield Doubt("conflicts", f"{sorted(rules)} can hold together")
        for rule in sorted(rules):
            without = outcome(only(sections, rules - {rule}))
            if without is not None and not without.found:
                yield Doubt("conflicts", f"{sorted(rules)} cannot hold without {rule} either")


# --- conditions


def _conditions(sections: Document, said: list[dict[str, Any]]) -> Iterator[Doubt]:
    for one in said:
        flipped = copy.deepcopy(sections)
        flipped["conditions"][one["condition"]]["holds"] = "never" if one["holds"] else "always"
        then = outcome(flipped)
        values = {entry["goal"]: entry["value"] for entry in one["goals_if_flipped"]}
        if then is None or then.found != bool(values):
            yield Doubt("conditions", f"{one['condition']}: {values}, and solving gives {then}")
        elif any(differ(then.goals[goal], value) for goal, value in values.items() if goal in then.goals):
            yield Doubt("conditions", f"{one['condition']}: {values}, and solving gives {then.goals}")


# --- prices


def moved(sections: Document, price: dict[str, Any], by: float) -> Document | None:
    """Return a document in which the bound of a price has moved; None where text cannot say it."""
    path, phase, ids = price["row"].split("."), price["phase"], price["ids"]
    sections = copy.deepcopy(sections)
    phases = [entry["id"] for entry in sections["phases"]]
    if path[0] == "requirements":
        line = sections["requirements"][path[1]]
        amounts = (
            line["quantity"]
            if isinstance(line["quantity"], dict)
            else dict.fromkeys(phases, line["quantity"])
        )
        line["quantity"] = {**amounts, phase: amounts[phase] + by}
        return sections
    if path[0] == "nations":
        return _offer_moved(sections, path, phase, by)
    return _rule_moved(sections, price["row"], (phase, ids), by)


def _offer_moved(sections: Document, path: list[str], phase: str, by: float) -> Document | None:
    nation, capability, field = sections["nations"][path[1]], path[3], path[4]
    offer = nation["offers"][capability]
    if (
        field == "pool"
        or ("pool" in offer and len(sections["phases"]) > 1)
        or isinstance(offer["units"], dict)
    ):
        if field == "pool" and len(sections["phases"]) == 1:
            offer["pool"] += by
            return sections
        return None
    start, bound = 0.0, []
    for entry in sections["phases"]:
        ends = start + entry["months"]
        if (entry["id"] == phase) == (by < 0) and len(sections["phases"]) > 1:
            bound.append(
                {
                    "title": "the sceptic",
                    "capability": capability,
                    "units": abs(by),
                    "from": start,
                    "until": ends,
                }
            )
        start = ends
    if by > 0 or not bound:
        offer["units"] += by
    elif offer["units"] + by < 0:
        offer["units"] = -1
    nation["commitments"] = [*nation.get("commitments", []), *bound]
    return sections


def _rule_moved(
    sections: Document, name: str, where: tuple[str | None, dict[str, str]], by: float
) -> Document | None:
    """Split a constraint into its phases, and move the bound of one of them."""
    rules, (phase, ids) = sections["constraints"], where
    rule = rules[name]
    fields = [field for field in ("at_most", "at_least", "exactly") if field in rule]
    if rule["kind"] == "package" and not ids:
        rule["at_least"] += by
        return sections
    if rule["kind"] not in ("limit", "breadth") or len(fields) != 1 or rule.get("per") or phase is None:
        return None
    phases = rule.get("phases", [entry["id"] for entry in sections["phases"]])
    others = [one for one in phases if one != phase]
    del rules[name]
    rules[f"{name}_moved"] = {**rule, "phases": [phase], fields[0]: rule[fields[0]] + by}
    if others:
        rules[f"{name}_kept"] = {**rule, "phases": others}
    return sections


def _prices(sections: Document, today: Outcome, said: list[dict[str, Any]]) -> Iterator[Doubt]:
    for price in said:
        for side, sign in (("more", 1.0), ("less", -1.0)):
            effect = price[side]
            name = f"one {side} of {price['row']} in {price['phase']}"
            if effect is None:
                tried = _outcome_moved(sections, price, sign * _smallest(price))
                if tried is not None and tried.found:
                    yield Doubt("prices", f"{name} is not possible, and solving gives {tried.goals}")
                continue
            for amount, told in _points(effect):
                yield from _point(sections, today, (price, name), (sign * amount, told))


def _smallest(price: dict[str, Any]) -> float:
    return 1.0 if price.get("whole") else 1e-3


def _points(effect: dict[str, Any]) -> Iterator[tuple[float, dict[str, float]]]:
    """Yield amounts by which a bound is moved, with what that is said to change: a goal and by how much."""
    until = math.inf if effect["until"] is None else effect["until"]
    for amount in {min(1.0, until), min(2.0, until), until if until < 50 else 5.0}:
        yield amount, {"change": effect["change"] * amount}
    if "rate" in effect:
        amount = effect["rate"]["until"] or 1.0
        yield amount, {"change": effect["rate"]["change"] * amount}


def _point(
    sections: Document,
    today: Outcome,
    of: tuple[dict[str, Any], str],
    told: tuple[float, dict[str, float]],
) -> Iterator[Doubt]:
    (price, name), (by, said) = of, told
    then = _outcome_moved(sections, price, by)
    if then is None:
        return
    if not then.found:
        yield Doubt("prices", f"{name}, by {by}: said to change {said}, and there is no plan")
        return
    for goal, value in today.goals.items():
        due = said["change"] if goal == price["goal"] else 0.0
        change = then.goals.get(goal, 0.0) - value
        if abs(change - due) > 5 * ENOUGH * max(1.0, abs(value), abs(due)):
            yield Doubt("prices", f"{name}, by {by}: {goal} changes by {change}, not by {due}")
        if goal == price["goal"] or (goal == BURDEN and price["goal"].startswith(BURDEN)):
            return


def _outcome_moved(sections: Document, price: dict[str, Any], by: float) -> Outcome | None:
    document = moved(sections, price, by)
    return None if document is None else outcome(document)


# --- ranges


def _ranges(sections: Document, today: Outcome, said: list[dict[str, Any]]) -> Iterator[Doubt]:
    """Yield ends of ranges that are not reached, or are passed."""
    for one in said:
        if one["measure"] not in ("personnel", "cost"):
            continue
        for end, sign in ((one["least"], -1.0), (one["most"], 1.0)):
            reach = _end(sections, today, one, sign)
            if reach is not None and abs(reach - end) > 2e-4 * max(1.0, abs(end)):
                word = "most" if sign > 0 else "least"
                text = f"{one['nation']} {one['measure']} within {one['slack']}: {word} {end}, not {reach}"
                yield Doubt("ranges", text)


def _end(sections: Document, today: Outcome, one: dict[str, Any], sign: float) -> float | None:
    """Return the least or the most of an amount in plans as good, solved by SciPy from the program."""
    from tests.sceptic.extremes import extreme

    return extreme(read(sections), today.goals, one, sign)
