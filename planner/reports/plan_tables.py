"""The tables that all reports share: a plan with the names and titles of its scenario.

Every table is a pandas frame whose columns are called as a reader would call them. Figures are numbers, not
text. Rows are sorted by what matters to the reader and then by id, never by the order of a file's entries.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.facts.entries import Offer
from planner.facts.fields import FIRMNESS
from planner.facts.goal_ids import BURDEN, CLOSE, COST, EVEN, STEADY, goal_id
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario
from planner.words.figures import NEGLIGIBLE, figure, is_short
from planner.words.names import Names, one_line

FILL = (
    "Priority",
    "Line",
    "Requirement",
    "Served by",
    "Place",
    "Unit",
    "Phase",
    "Required",
    "Filled",
    "Short",
    "Filled share",
)
CONTRIBUTIONS = (
    "Nation",
    "Capability",
    "Place",
    "Requirement",
    "Line",
    "Phase",
    "Units",
    "Unit",
    "People",
    "Cost",
    "Firmness",
)
SHORTFALLS = (
    "Priority",
    "Line",
    "Requirement",
    "Place",
    "Unit",
    "Most missing",
    "Of",
    "When",
    "Months short",
    "Filled share",
)
NATIONS = ("Nation", "People at most", "Share of person-months", "Cost", "Burden", "Sends", "Position")
UNIT_MONTHS = ("Nation", "Capability", "Unit", "Unit-months")
FIRMNESSES = ("Firmness", "Person-months", "Share", "Of it assumed")
PROVEN = 1e-6
"""Up to this gap, relative to its size, a goal is proven best."""
UNKNOWN = "an amount that is not known"
GOALS = ("Order", "Goal", "Left open", "Value", "No plan below", "May be better by", "Cost to later goals")


def _table(rows: Sequence[Sequence[Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns))


def _months(scenario: Scenario) -> dict[str, float]:
    return {phase.id: phase.months for phase in scenario.phases}


def fill(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return what is required, filled and short of each requirement and phase, in the requirement's unit.

    Sorted by priority, requirement id and time.
    """
    names, lines = Names(scenario), scenario.requirements
    rows = [
        (
            lines[key].priority,
            key,
            names.requirements[key],
            names.served_by(key),
            names.places[lines[key].place],
            names.unit_of(key),
            names.phases[phase],
            required,
            filled,
            short if is_short(short, required) else 0.0,
            filled / required,
        )
        for key, phase, required, filled, short in plan.fill.itertuples(index=False)
    ]
    return _table(sorted(rows, key=lambda row: row[0]), FILL)


def shortfalls(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return one row for each requirement that is short in some phase: the least filled of a priority first.

    `Most missing` is in units, the first time that it is so much, `Of` what is required then; `Filled share`
    is over all phases, by months.
    """
    months = {Names(scenario).phases[key]: length for key, length in _months(scenario).items()}
    rows = []
    for key, lines in fill(plan, scenario).groupby("Line", sort=True):
        gaps = lines[lines["Short"] > 0]
        if len(gaps):
            most = gaps["Short"] >= (1 - NEGLIGIBLE) * gaps["Short"].max()
            worst = gaps[most].iloc[0]
            length = lines["Phase"].map(months)
            filled = float((lines["Filled share"] * length).sum() / length.sum())
            rows.append(
                (
                    int(worst["Priority"]),
                    key,
                    worst["Requirement"],
                    worst["Place"],
                    worst["Unit"],
                    worst["Short"],
                    worst["Required"],
                    worst["Phase"],
                    float(gaps["Phase"].map(months).sum()),
                    filled,
                )
            )
    return _table(sorted(rows, key=lambda row: (row[0], row[-1], row[1])), SHORTFALLS)


def ranked_nations(plan: Plan) -> list[str]:
    """Return the ids of the nations that contribute, those with the most people at a time first."""
    sent = plan.nations[plan.nations["nation"].isin(plan.contributions["nation"])]
    return list(sent.sort_values(["personnel_peak", "nation"], ascending=[False, True])["nation"])


def absent_nations(plan: Plan, scenario: Scenario) -> list[str]:
    """Return the ids of the nations that contribute nothing, sorted."""
    return sorted(set(scenario.nations) - set(plan.contributions["nation"]))


def contributions(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return every contribution: units on station, people, and cost over the phase.

    Nations with the most people at a time come first, then by component, capability, requirement and time.
    """
    names = Names(scenario)
    rank = {nation: place for place, nation in enumerate(ranked_nations(plan))}
    records = plan.contributions.to_dict("records")
    rows = [
        (
            names.nations[row["nation"]],
            names.capabilities[row["capability"]],
            names.places[row["place"]],
            names.requirements[row["requirement"]],
            row["requirement"],
            names.phases[row["phase"]],
            row["units"],
            names.unit(row["capability"]),
            row["personnel"],
            row["cost"],
            offer_of(scenario, row).firmness,
        )
        for row in sorted(records, key=lambda row: (rank[row["nation"]], row["component"]))
    ]
    return _table(rows, CONTRIBUTIONS)


def offer_of(scenario: Scenario, contribution: Mapping[Any, Any]) -> Offer:
    """Return the offer that a contribution comes from."""
    return scenario.nations[contribution["nation"]].offers[contribution["capability"]]


def by_phase(
    lines: pd.DataFrame, scenario: Scenario, keys: Sequence[str], value: str, *, missing: float = 0.0
) -> pd.DataFrame:
    """Return long lines as a wide table: a row for each of `keys` in the order they come, a column a phase.

    Where there is no line, the figure is `missing`. Phases without any line keep their column.
    """
    phases = list(Names(scenario).phases.values())
    order = pd.MultiIndex.from_frame(lines[list(keys)].drop_duplicates())
    wide = lines.pivot_table(value, list(keys), "Phase", aggfunc="sum").reindex(order)
    return wide.reindex(columns=phases).fillna(missing).reset_index().rename_axis(columns=None)


def nations(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return a row for each nation: people at most, its part of all person-months, cost, what it sends.

    Where burdens are a goal, also what each sends per unit of its ability. Contributors come first, by
    people; then the nations that send nothing, by id.
    """
    names, figures = Names(scenario), plan.nations.set_index("nation")
    people = person_months(plan, scenario).groupby(plan.contributions["nation"]).sum()
    total = float(people.sum()) or 1.0
    rows = [
        (
            names.nations[key],
            figures["personnel_peak"][key],
            float(people.get(key, 0.0)) / total,
            figures["cost"][key],
            figures["burden"][key],
            ", ".join(sorted(names.capabilities[kind] for kind in figures["unit_months"][key])),
            one_line(scenario.nations[key].position or ""),
        )
        for key in (*ranked_nations(plan), *absent_nations(plan, scenario))
        if key in figures.index
    ]
    table = _table(rows, NATIONS)
    return table.drop(columns="Burden") if table["Burden"].isna().all() else table


def person_months(plan: Plan, scenario: Scenario) -> pd.Series[float]:
    """Return the person-months of each contribution, in the order of the plan."""
    return plan.contributions["personnel"] * plan.contributions["phase"].map(_months(scenario)).astype(float)


def unit_months(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return how many unit-months each nation sends of each capability."""
    names, sent = Names(scenario), plan.nations.set_index("nation")["unit_months"].to_dict()
    rows = [
        (names.nations[nation], names.capabilities[kind], names.unit(kind), amount)
        for nation in ranked_nations(plan)
        for kind, amount in sent[nation].items()
    ]
    return _table(rows, UNIT_MONTHS)


def firmness(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return how firm the offers are that the plan takes up, as parts of all person-months, firmest first.

    `Of it assumed` is the part of the rung whose number nobody published.
    """
    amounts: dict[str, float] = {}
    assumed: dict[str, float] = {}
    lines = zip(plan.contributions.to_dict("records"), person_months(plan, scenario), strict=True)
    for contribution, amount in lines:
        offer = offer_of(scenario, contribution)
        amounts[offer.firmness] = amounts.get(offer.firmness, 0.0) + amount
        if offer.assumption is not None:
            assumed[offer.firmness] = assumed.get(offer.firmness, 0.0) + amount
    total = sum(amounts.values())
    rows = [
        (rung, amounts[rung], amounts[rung] / total, assumed.get(rung, 0.0) / amounts[rung])
        for rung in FIRMNESS
        if amounts.get(rung, 0.0) > 0
    ]
    return _table(rows, FIRMNESSES)


def goals(plan: Plan) -> pd.DataFrame:
    """Return the goals in order: their value, and the bound below which no plan can get."""
    bounds = {goal.goal: goal.bound for goal in plan.audit.goals} if plan.audit else {}
    rows = [
        (
            place + 1,
            goal_words(name),
            value if goal_id(name).is_share else math.nan,
            value,
            min(bounds.get(name, value), value),
            better_by(plan, name),
            _cost_to_later(plan, name),
        )
        for place, (name, value) in enumerate(plan.goals.items())
    ]
    return _table(rows, GOALS)


def better_by(plan: Plan, goal: str) -> str:
    """Say how much better a goal may be than it is in the plan; nothing where it is proven best."""
    audited = next((one for one in plan.audit.goals if one.goal == goal), None) if plan.audit else None
    if audited is None or audited.gap <= PROVEN:
        return ""
    more = audited.value - audited.bound
    if not math.isfinite(more):
        return UNKNOWN
    return f"up to {more * 100:.3g} percentage points" if goal_id(goal).is_share else f"up to {figure(more)}"


FELT = 5e-4
"""Up to this change of a later goal, what a goal cost it is not spoken of."""


def _cost_to_later(plan: Plan, goal: str) -> str:
    felt = {later: change for later, change in plan.goal_costs.get(goal, {}).items() if change > FELT}
    return "; ".join(goal_change(later, change) for later, change in felt.items())


def goal_words(goal: str) -> str:
    """Say a goal: `fill 1` as the fill of priority 1."""
    meant = goal_id(goal)
    if meant.rank is not None:
        return f"Fill what is required, priority {meant.rank}"
    return _GOALS.get(goal, goal)


def goal_change(goal: str, change: float) -> str:
    """Say how much better a goal would be: as a share of the requirements, or in its own measure."""
    if goal_id(goal).is_share:
        return f'"{goal_words(goal)}" would be better by {change * 100:.3g} percentage points'
    return f'"{goal_words(goal)}" would be less by {figure(change)}'


_GOALS = {
    EVEN: "Fill the worst-filled requirement of any phase as well as can be",
    BURDEN: "Keep the largest contribution per unit of ability small, then the next largest",
    STEADY: "Move as few person-months as possible from phase to phase",
    CLOSE: "Move as few person-months as possible from the earlier plan",
    COST: "Cost as little as possible",
}
