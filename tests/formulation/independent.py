"""The mathematics of a scenario written again with plain loops and dense matrices, for SciPy's solver.

Nothing of the planner's formulation is used: only the scenario's own words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
from scipy.optimize import OptimizeResult, linprog

from planner.scenario.scenario import Scenario


def members(scenario: Scenario, choice: Any, known: list[str]) -> set[str]:
    """Return the ids a choice stands for."""
    if choice is None:
        return set(known)
    named = {one for name in choice.names for one in scenario.groups.get(name, (name,))}
    return set(known) - named if choice.negated else set(known) & named


def holding(scenario: Scenario, condition: str) -> set[str]:
    """Return the phases in which a condition holds."""
    phases = [phase.id for phase in scenario.phases]
    holds = scenario.conditions[condition].holds
    if holds == "always":
        return set(phases)
    if holds == "never":
        return set()
    if isinstance(holds, tuple):
        return set(holds)
    first = phases.index(holds.start) if holds.start else 0
    last = phases.index(holds.until) if holds.until else len(phases) - 1
    return set(phases[first : last + 1])


class Independent:
    """One scenario as dense matrices."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.phases = [phase.id for phase in scenario.phases]
        self.months = {phase.id: phase.months for phase in scenario.phases}
        written = [Decimal(str(phase.months)) for phase in scenario.phases]
        marks = itertools.accumulate(written, initial=Decimal())
        self.starts = {phase: float(start) for phase, start in zip(self.phases, marks, strict=False)}
        self.columns = [
            (n, c, r, t)
            for n, nation in scenario.nations.items()
            for c, offer in nation.offers.items()
            for r, line in scenario.requirements.items()
            for t in self.phases
            if c in line.served_by
            and line.required(t) > 0
            and all(t in holding(scenario, need) for need in offer.needs)
            and self.starts[t] >= offer.ready
            and not self.forbidden(n, c, r, t)
        ]
        self.lines = [
            (r, t) for r, line in scenario.requirements.items() for t in self.phases if line.required(t) > 0
        ]
        self.upper: list[tuple[np.ndarray, float]] = []
        self.equal: list[tuple[np.ndarray, float]] = []
        self.state()

    def forbidden(self, n: str, c: str, r: str, t: str) -> bool:
        """Say whether a caveat or a host closes a column."""
        rules: Iterable[Any] = self.scenario.constraints.values()
        for rule in rules:
            applies = rule.when is None or t in holding(self.scenario, rule.when)
            if rule.kind not in ("caveat", "consent") or not applies:
                continue
            lifted = rule.unless is not None and t in holding(self.scenario, rule.unless)
            if lifted or not self.selected(rule, n, c, r, t):
                continue
            if rule.kind == "caveat":
                return True
            nations = list(self.scenario.nations)
            hosts = self.scenario.places[self.scenario.requirements[r].place].hosts
            if rule.by in hosts:
                if rule.refuses is not None and n in members(self.scenario, rule.refuses, nations):
                    return True
                if rule.accepts is not None and n not in {
                    rule.by,
                    *members(self.scenario, rule.accepts, nations),
                }:
                    return True
        return False

    def traits(self, n: str, c: str, r: str, t: str) -> dict[str, str]:
        """Return what selections and groups look at."""
        line = self.scenario.requirements[r]
        return {
            "nation": n,
            "capability": c,
            "requirement": r,
            "phase": t,
            "component": self.scenario.capabilities[c].component,
            "mission": line.mission or "-",
            "place": line.place,
            "area": self.scenario.places[line.place].area,
        }

    def selected(self, selection: Any, n: str, c: str, r: str, t: str) -> bool:
        """Say whether a selection chooses a column."""
        words = {
            "nations": "nation",
            "component": "component",
            "capabilities": "capability",
            "requirements": "requirement",
            "missions": "mission",
            "places": "place",
            "area": "area",
            "phases": "phase",
        }
        traits = self.traits(n, c, r, t)
        for word, trait in words.items():
            choice = getattr(selection, word)
            if choice is not None and traits[trait] not in members(self.scenario, choice, [traits[trait]]):
                return False
        return True

    def weight(self, measure: str, n: str, c: str, r: str, t: str) -> float:
        """Return what one unit adds to a measure."""
        capability, nation = self.scenario.capabilities[c], self.scenario.nations[n]
        line = self.scenario.requirements[r]
        if measure == "units":
            return 1.0
        if measure == "personnel":
            return capability.personnel
        if measure == "effect":
            return line.served_by[c]
        if measure == "cost":
            extra = nation.sustain.get(line.place, 0.0)
            extra = extra.get(c, 0.0) if isinstance(extra, dict) else extra
            return capability.cost * nation.cost_factor + extra
        return capability.measures.get(measure, 0.0)

    def sum_of(self, choose: Any, measure: str, *, horizon: bool = False) -> np.ndarray:
        """Return the row that adds a measure up over the columns that `choose` accepts."""
        row = np.zeros(len(self.columns) + len(self.lines))
        for number, column in enumerate(self.columns):
            if choose(*column):
                months = self.months[column[3]] if horizon else 1.0
                row[number] = self.weight(measure, *column) * months
        return row

    def state(self) -> None:
        """State needs, offers, pools and politics."""
        for number, (r, t) in enumerate(self.lines):
            row = self.sum_of(lambda n, c, r2, t2, r=r, t=t: (r2, t2) == (r, t), "effect")
            row[len(self.columns) + number] = 1
            self.equal.append((row, self.scenario.requirements[r].required(t)))
        for n, nation in self.scenario.nations.items():
            for c, offer in nation.offers.items():
                self.state_offer(n, c, offer)
        for rule in self.scenario.constraints.values():
            getattr(self, f"state_{rule.kind}", lambda rule: None)(rule)

    def bound(self, n: str, c: str, start: float, end: float) -> float:
        """Return unit-months of a capability committed elsewhere between two months."""
        total = 0.0
        for entry in self.scenario.nations[n].commitments:
            if entry.capability == c:
                until = end if entry.until is None else entry.until
                total += entry.units * max(0.0, min(end, until) - max(start, entry.start))
        return total

    def state_offer(self, n: str, c: str, offer: Any) -> None:
        """State that an offer and its pool are not exceeded."""
        for t in self.phases:
            units = offer.units.expected
            if offer.pool is None:
                start = self.starts[t]
                units -= self.bound(n, c, start, start + self.months[t]) / self.months[t]
            row = self.sum_of(lambda n2, c2, r, t2, t=t: (n2, c2, t2) == (n, c, t), "units")
            self.upper.append((row, max(units, 0.0)))
            if offer.pool is not None:
                self.state_window(n, c, offer, self.starts[t])
        for place in self.scenario.places if offer.stay else ():
            self.state_stay(n, c, place, offer)

    def state_stay(self, n: str, c: str, place: str, offer: Any) -> None:
        """State that what comes to a place stays: of any phases, what more is there than before them."""
        lines = self.scenario.requirements
        there = {
            t: self.sum_of(
                lambda n2, c2, r, t2, t=t: (n2, c2, lines[r].place, t2) == (n, c, place, t), "units"
            )
            for t in self.phases
        }
        nobody = np.zeros(len(self.columns) + len(self.lines))
        more = dict(zip(self.phases, np.diff([nobody, *there.values()], axis=0), strict=True))
        for until in self.phases:
            since = [
                t for t in self.phases if self.starts[t] <= self.starts[until] < self.starts[t] + offer.stay
            ]
            for size in range(1, len(since) + 1):
                for some in itertools.combinations(since, size):
                    stood = offer.before.get(place, 0.0) if self.phases[0] in some else 0.0
                    self.upper.append((np.sum([more[t] for t in some], axis=0) - there[until], stood))

    def state_window(self, n: str, c: str, offer: Any, start: float) -> None:
        """State one window of a pool."""
        end = start + offer.rotation * offer.tour
        row, committed = np.zeros(len(self.columns) + len(self.lines)), 0.0
        for t in self.phases:
            first, last = max(start, self.starts[t]), min(end, self.starts[t] + self.months[t])
            if last > first:
                chosen = self.sum_of(lambda n2, c2, r, t2, t=t: (n2, c2, t2) == (n, c, t), "units")
                row += (last - first) * chosen
                committed += float(self.bound(n, c, first, last))
        self.upper.append((row, max(offer.pool * offer.tour - committed, 0.0)))

    def groups(self, rule: Any, per: tuple[str, ...]) -> list[dict[str, str]]:
        """Return every group of `per` (and phase, unless the horizon is added up) that a selection allows."""
        words = {
            "nation": "nations",
            "phase": "phases",
            "place": "places",
            "area": "area",
            "capability": "capabilities",
        }
        keys = sorted(set(per) - {"horizon"} | (set() if "horizon" in per else {"phase"}))
        known = {
            "nation": list(self.scenario.nations),
            "phase": self.phases,
            "place": list(self.scenario.places),
            "area": sorted({place.area for place in self.scenario.places.values()}),
            "capability": list(self.scenario.capabilities),
        }
        values = [sorted(members(self.scenario, getattr(rule, words[key]), known[key])) for key in keys]
        groups = [dict(zip(keys, one, strict=True)) for one in itertools.product(*values)]
        active = self.active(rule)
        return [group for group in groups if group.get("phase", active[0] if active else None) in active]

    def held(self, rule: Any) -> list[dict[str, str]]:
        """Return every group of a rule's `per` that its selection can hold."""
        return [group for group in self.groups(rule, rule.per) if self.can_hold(rule, group)]

    def can_hold(self, rule: Any, group: dict[str, str]) -> bool:
        """Say whether somebody selected offers what is required in a group, politics and time aside."""
        lasting = {key: value for key, value in group.items() if key != "phase"}
        selection = rule.without("phases")
        return not lasting or any(
            self.selected(selection, n, c, r, self.phases[0])
            and all(self.traits(n, c, r, "")[key] == value for key, value in lasting.items())
            for n, nation in self.scenario.nations.items()
            for c in nation.offers
            for r, line in self.scenario.requirements.items()
            if c in line.served_by and any(line.required(t) > 0 for t in self.phases)
        )

    def active(self, rule: Any) -> list[str]:
        """Return the phases in which a rule binds."""
        return [t for t in self.phases if rule.when is None or t in holding(self.scenario, rule.when)]

    def in_group(self, rule: Any, group: dict[str, str], drop: tuple[str, ...] = (), of: Any = None) -> Any:
        """Return a test of columns: selected by the rule (or `of`), in the group, while the rule binds."""
        selection = (rule if of is None else of).without(*drop)

        def chosen(n: str, c: str, r: str, t: str) -> bool:
            traits = self.traits(n, c, r, t)
            return (
                t in self.active(rule)
                and self.selected(selection, n, c, r, t)
                and all(traits[key] == value for key, value in group.items())
            )

        return chosen

    def state_limit(self, rule: Any) -> None:
        """State a limit."""
        for group in self.held(rule):
            row = self.sum_of(self.in_group(rule, group), rule.measure, horizon="horizon" in rule.per)
            lower, upper = rule.bounds()
            if np.isfinite(upper):
                self.upper.append((row, upper))
            if np.isfinite(lower):
                self.upper.append((-row, -lower))

    def state_share(self, rule: Any) -> None:
        """State a share."""
        for group in self.held(rule):
            horizon = "horizon" in rule.per
            part = self.sum_of(self.in_group(rule, group), rule.measure, horizon=horizon)
            wider = {key: value for key, value in group.items() if rule.of is not None or key != "nation"}
            drop = () if rule.of is not None else ("nations",)
            whole = self.sum_of(self.in_group(rule, wider, drop, rule.of), rule.measure, horizon=horizon)
            if rule.at_most is not None:
                self.upper.append((part - rule.at_most * whole, 0.0))
            if rule.at_least is not None:
                self.upper.append((rule.at_least * whole - part, 0.0))

    def state_lead(self, rule: Any) -> None:
        """State a lead."""
        leads = members(self.scenario, rule.nations, list(self.scenario.nations))
        for group in self.groups(_WithoutNations(rule), ()):
            sent = {
                n: self.sum_of(self.in_group(rule, {**group, "nation": n}, ("nations",)), rule.measure)
                for n in self.scenario.nations
            }
            together = np.sum([sent[lead] for lead in sorted(leads)], axis=0)
            for n in set(self.scenario.nations) - leads:
                for other in [together] if rule.mode == "together" else [sent[lead] for lead in leads]:
                    self.upper.append((sent[n] - other, 0.0))
            if rule.least is not None:
                self.upper.append((rule.least * np.sum(list(sent.values()), axis=0) - together, 0.0))

    def state_reliance(self, rule: Any) -> None:
        """State a reliance."""
        for group in self.groups(rule, rule.per):
            horizon = "horizon" in rule.per
            part = self.sum_of(self.in_group(rule, group), rule.measure, horizon=horizon)
            support = self.sum_of(self.in_group(rule, group, of=rule.on), rule.measure, horizon=horizon)
            self.upper.append((part - rule.ratio * support, 0.0))

    def offers_some_of(self, rule: Any, n: str) -> bool:
        """Say whether a nation offers something that a rule selects, whatever forbids it."""
        return any(
            c in line.served_by and self.selected(rule, n, c, r, t)
            for c in self.scenario.nations[n].offers
            for r, line in self.scenario.requirements.items()
            for t in self.phases
        )

    def state_burden(self, rule: Any) -> None:
        """State a band of fair shares."""
        nations = {n: entry for n, entry in self.scenario.nations.items() if self.offers_some_of(rule, n)}
        ability = sum(nation.keys[rule.key] for nation in nations.values())
        for group in self.groups(_WithoutNations(rule), tuple(set(rule.per) - {"nation"})):
            horizon = "horizon" in rule.per
            sent = {
                n: self.sum_of(self.in_group(rule, {**group, "nation": n}), rule.measure, horizon=horizon)
                for n in nations
            }
            total = np.sum(list(sent.values()), axis=0)
            for n, nation in nations.items():
                fair = nation.keys[rule.key] / ability * total
                self.upper.append((sent[n] - rule.high * fair, 0.0))
                self.upper.append((rule.low * fair - sent[n], 0.0))

    def state_presence(self, rule: Any) -> None:
        """State what part of each offer may be there at a time."""
        for n, nation in self.scenario.nations.items():
            for c, offer in nation.offers.items():
                for group in self.groups(_WithoutNations(rule), ()):
                    start = self.starts[group["phase"]]
                    months = self.months[group["phase"]]
                    free = offer.units.expected
                    if offer.pool is None:
                        free = max(0.0, free - self.bound(n, c, start, start + months) / months)
                    chosen = self.in_group(rule, {**group, "nation": n, "capability": c})
                    self.upper.append((self.sum_of(chosen, "units"), free * rule.days / rule.every))

    def state_ramp(self, rule: Any) -> None:
        """State how far a measure may rise or fall between neighbouring phases."""
        groups = self.groups(rule, rule.per)
        for group in groups:
            for other in groups:
                steps = self.phases.index(group["phase"]) - self.phases.index(other["phase"])
                if steps == 1 and {**group, "phase": ""} == {**other, "phase": ""}:
                    after = self.sum_of(self.in_group(rule, group), rule.measure)
                    before = self.sum_of(self.in_group(rule, other), rule.measure)
                    self.upper.append((after - before, rule.by))
                    self.upper.append((before - after, rule.by))

    def minimise(self, cost: np.ndarray, held: list[tuple[np.ndarray, float]]) -> OptimizeResult:
        """Minimise a cost with SciPy."""
        upper = [*self.upper, *held]
        return linprog(
            cost,
            A_ub=np.array([row for row, _ in upper]),
            b_ub=np.array([bound for _, bound in upper]),
            A_eq=np.array([row for row, _ in self.equal]),
            b_eq=np.array([bound for _, bound in self.equal]),
            method="highs-ds",
            options={
                "presolve": not held,  # which takes a goal held to nine digits for infeasible at times
                "primal_feasibility_tolerance": 1e-10,
                "dual_feasibility_tolerance": 1e-10,
            },
        )

    def goals(self) -> dict[str, float] | None:
        """Return the value of each goal in the order fill by priority, cost; None where no plan exists."""
        lines = self.scenario.requirements
        costs: dict[str, np.ndarray] = {}
        for priority in sorted({line.priority for line in lines.values()}):
            mine = [(r, t) for r, t in self.lines if lines[r].priority == priority]
            if not mine:
                continue
            total = sum(lines[r].weight * self.months[t] for r, t in mine)
            cost = np.zeros(len(self.columns) + len(self.lines))
            for number, (r, t) in enumerate(self.lines):
                if (r, t) in mine:
                    share = lines[r].weight * self.months[t] / lines[r].required(t) / total
                    cost[len(self.columns) + number] = share
            costs[f"fill {priority}"] = cost
        costs["cost"] = self.sum_of(lambda *column: True, "cost", horizon=True)
        values: dict[str, float] = {}
        held: list[tuple[np.ndarray, float]] = []
        for name, cost in costs.items():
            answer = self.minimise(cost, held)
            if answer.status == 2:
                return None
            assert answer.status == 0, answer.message
            values[name] = float(answer.fun)
            held.append((cost, float(answer.fun) + 1e-10))
        return values


class _WithoutNations:
    """A selection with its nations dropped, and its condition kept."""

    def __init__(self, rule: Any) -> None:
        self.when, self.phases, self.nations = rule.when, rule.phases, None
        self.places, self.area, self.capabilities = rule.places, rule.area, rule.capabilities
