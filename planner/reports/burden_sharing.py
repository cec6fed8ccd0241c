"""Who carries how much of the burden, held against who could: shares of the contribution and of ability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from planner.constraints.burden import Burden as Rule
from planner.constraints.naming import called, selected
from planner.facts.goals import Goal
from planner.facts.selection import Selection
from planner.ground.index import WORD_KEYS
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario
from planner.words.figures import share
from planner.words.names import Names, listing, readable

USUAL = "gdp"
"""The key that burdens are measured by where nobody names one."""
ACRONYMS = frozenset({"gdp", "gni", "ppp"})
COLUMNS = ("Nation", "Share of ability", "Share of burden", "Times its share")


@dataclass(frozen=True)
class Sharing:
    """Shares of a burden beside shares of an ability, of the nations that share it.

    `table` has the columns of `COLUMNS` and a row for each nation, those that carry most for their ability
    first.
    """

    key: str
    """What ability is measured by, as it is read."""
    burden: str
    """What is shared, in words."""
    table: pd.DataFrame
    unable: tuple[str, ...]
    """Nations that offer something and state no such key."""

    @property
    def note(self) -> str:
        """Say what is shared, by which key, and who is not in it."""
        left_out = f" {listing(self.unable)} state no {self.key}." if self.unable else ""
        return f"The burden: {self.burden}. Ability: {self.key}.{left_out}"


def sharing(plan: Plan, scenario: Scenario) -> Sharing | None:
    """Return how the burden is shared, by the key of the scenario; None where there is none to share.

    The key and what is counted are those of the `burden` goal, else of the first `burden` constraint by id,
    else person-months by GDP or the first key that nations state.
    """
    goal = next((goal for goal in scenario.goals if goal.goal == "burden"), None)
    rules = [rule for _, rule in sorted(scenario.constraints.items()) if isinstance(rule, Rule)]
    offering = sorted(name for name, nation in scenario.nations.items() if nation.offers)
    if goal is not None:
        said = f"{_measured(goal.measure or 'personnel')}, all contributions"
        return _shared(scenario, goal.key or USUAL, said, offering, _of_goal(plan, scenario, goal))
    if rules:
        rule = rules[0]
        counts = selected(rule.without("nations"), Names(scenario))
        said = f"{_measured(rule.measure)}, what {called(rule)} counts ({counts})"
        amounts = _amounts(plan, scenario, rule, rule.measure)
        return _shared(scenario, rule.key, said, rule.sharing(scenario), amounts)
    key = _usual(scenario, offering)
    amounts = _amounts(plan, scenario, Selection(), "personnel")
    said = f"{_measured('personnel')}, all contributions"
    return None if key is None else _shared(scenario, key, said, offering, amounts)


def _measured(measure: str) -> str:
    return {"personnel": "person-months", "cost": "cost", "units": "unit-months"}.get(
        measure, f"{readable(measure).lower()} times months"
    )


def _usual(scenario: Scenario, nations: Sequence[str]) -> str | None:
    stated = [set(scenario.nations[name].keys) for name in nations]
    known = sorted(set().union(*stated))
    return USUAL if USUAL in known else next(iter(known), None)


def _shared(
    scenario: Scenario, key: str, burden: str, nations: Sequence[str], amounts: Mapping[str, float]
) -> Sharing | None:
    """Return the shares of `amounts`; None where under two nations state `key` or those carry nothing."""
    able = [name for name in nations if key in scenario.nations[name].keys]
    ability = sum(scenario.nations[name].keys[key] for name in able)
    whole = sum(amounts.get(name, 0.0) for name in able)
    if len(able) < 2 or whole <= 0:
        return None
    names = Names(scenario).nations
    rows = []
    for name in able:
        part, carried = scenario.nations[name].keys[key] / ability, amounts.get(name, 0.0) / whole
        rows.append((names[name], part, carried, carried / part))
    ranked = sorted(rows, key=lambda row: (-round(row[3], 9), -row[1], row[0]))
    unable = tuple(names[name] for name in nations if name not in able)
    called = key.upper() if key in ACRONYMS else readable(key).lower()
    return Sharing(called, burden, pd.DataFrame(ranked, columns=list(COLUMNS)), unable)


def _of_goal(plan: Plan, scenario: Scenario, goal: Goal) -> dict[str, float]:
    """Return the burdens of the plan, which are per unit of ability, as amounts."""
    key = goal.key or USUAL
    burdens = plan.nations.dropna(subset="burden")
    return {
        str(name): float(burden) * scenario.nations[name].keys[key]
        for name, burden in zip(burdens["nation"], burdens["burden"], strict=True)
    }


def _amounts(plan: Plan, scenario: Scenario, selection: Selection, measure: str) -> dict[str, float]:
    """Return what each nation sends of a selection, each phase times its months."""
    sent = plan.contributions.assign(
        area=plan.contributions["place"].map({key: place.area for key, place in scenario.places.items()})
    )
    for word, choice in selection.chosen().items():
        ids = sorted(set(sent[WORD_KEYS[word]].astype(str)))
        found = choice.members({name: place for place, name in enumerate(ids)}, scenario.groups)
        sent = sent[sent[WORD_KEYS[word]].isin([ids[place] for place in found])]
    months = {phase.id: phase.months for phase in scenario.phases}
    weighed: dict[str, float] = {}
    for row in sent.sort_values(["nation", "capability", "requirement", "phase"]).to_dict("records"):
        amount = row["cost"] if measure == "cost" else _weight(scenario, row, measure) * months[row["phase"]]
        weighed[str(row["nation"])] = weighed.get(str(row["nation"]), 0.0) + amount
    return weighed


def _weight(scenario: Scenario, row: Mapping[object, float], measure: str) -> float:
    """Return what a contribution adds to a measure at a moment."""
    if measure in ("personnel", "units"):
        return float(row[measure])
    if measure == "effect":
        line = scenario.requirements[str(row["requirement"])]
        return float(row["units"] * line.served_by[str(row["capability"])])
    return float(row["units"] * scenario.capabilities[str(row["capability"])].measures.get(measure, 0.0))


def times(value: float) -> str:
    """Write how many times its share a nation carries."""
    if value <= 0:
        return "nothing"
    return f"{value:.1f} x" if value >= 0.1 else "<0.1 x"


def finding(found: Sharing) -> str:
    """Say who carries most and who least for their ability."""
    first, last = found.table.iloc[0], found.table.iloc[-1]
    most = (
        f"{first['Nation']} carries most for its ability, {share(first['Share of burden'])} of the burden "
        f"with {share(first['Share of ability'])} of the {found.key}"
    )
    idle = found.table.loc[found.table["Share of burden"] <= 0, "Nation"]
    if len(idle) > 1:
        return f"{most}; {len(idle)} nations carry nothing"
    least = "nothing" if len(idle) else share(last["Share of burden"])
    return f"{most}; {last['Nation']} least, {least} with {share(last['Share of ability'])}"
