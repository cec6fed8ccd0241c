"""What a comparison says in sentences: what is different, what came of it, which change caused how much."""

from __future__ import annotations

from collections.abc import Iterator

from planner.engines.engine import Status
from planner.facts.goal_ids import goal_id
from planner.reports import plan_sentences as plan_sentences
from planner.reports.comparison.comparison_words import (
    goal_amount,
    goal_signed,
    goal_title,
    goal_unit,
    words_of,
)
from planner.studies.comparison.attribution import Attributed, Attribution
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.sides import Side
from planner.words.figures import figure, people, share
from planner.words.names import listing, one_line

SAME_INPUT = "Nothing that a plan can depend on is different."
UNKNOWN_INPUT = (
    "What went in is not known: a saved plan says its scenario's hash, and the scenario itself, as it was, "
    "is not beside it. Only what came out is compared."
)
CHANCE = (
    "Several plans may do equally well on every goal, and a fixed rule chooses among them. Who sends what "
    "can therefore differ a little more than the changes ask for; the values of the goals cannot."
)
MOST_CAUSES = 3
"""So many causes are named in a sentence, or one more where that is the last."""
MUCH = 0.1
"""From so many percentage points on, a difference of fill is worth naming first."""
SHORT_UNIT = 20


def title(comparison: Comparison) -> str:
    """Return the title of a comparison."""
    count = len(comparison.others)
    return f"{'One scenario' if count == 1 else f'{count} scenarios'} held against {comparison.baseline.name}"


def headline(comparison: Comparison) -> tuple[str, ...]:
    """Return the findings, one for each of the others."""
    base = f"Baseline: {comparison.baseline.name}, {one_line(comparison.baseline.title)}."
    return (base, *(_finding(comparison, side) for side in comparison.others))


def _finding(comparison: Comparison, side: Side) -> str:
    if not (side.found and comparison.baseline.found):
        missing = [one.name for one in (comparison.baseline, side) if not one.found]
        return f"{side.name}: {listing(missing)} has no plan ({result(missing[0], comparison)})."
    return f"{side.name}: {outcome(comparison, side)} {main_cause(comparison, side)}".strip()


def result(name: str, comparison: Comparison) -> str:
    """Return in a few words what became of a side."""
    side = next(side for side in comparison.sides if side.name == name)
    status = side.plan.status
    if side.found and status is not Status.OPTIMAL:
        return "a plan, not proven best"
    return plan_sentences.RESULTS[status]


def outcome(comparison: Comparison, side: Side) -> str:
    """Say what became of the totals: fill, people, cost; from what to what."""
    totals = comparison.outcomes.totals
    base = comparison.baseline.name
    if not any(row.differs(base, side.name) for row in totals) and not _moved_goals(comparison, side):
        return "everything comes out the same."
    row, unit = totals[0], words_of(comparison).cost_unit
    said = [
        f"{write(row.of(side.name, name))}{after} (baseline: {write(row.of(base, name))})"
        for name, write, after in (
            ("fill", share, " of what is required is filled"),
            ("personnel_peak", people, " people at most"),
            ("cost", figure, f" {unit}" if len(unit) < SHORT_UNIT else " in cost"),
        )
    ]
    return f"{', '.join(said)}."


def _moved_goals(comparison: Comparison, side: Side) -> list[str]:
    differences = comparison.attributions[side.name].differences
    return [goal for goal, value in differences.items() if goal_signed(goal, value)]


def going_in(comparison: Comparison, side: Side) -> str:
    """Say how much differs going in."""
    changes = comparison.inputs[side.name]
    if changes is None:
        return " ".join([UNKNOWN_INPUT, *_settings(comparison.baseline, side)])
    counted = [change for change in changes if not change.is_remark]
    if not counted:
        return SAME_INPUT
    kinds = [
        f"{count} {kind}"
        for kind in ("changed", "added", "removed")
        if (count := sum(change.kind == kind for change in counted))
    ]
    values = "value is" if len(counted) == 1 else "values are"
    return f"{len(counted)} {values} different: {listing(kinds)}."


def _settings(*sides: Side) -> Iterator[str]:
    """Say what was set for each of some plans, where that is not the same."""
    told = {side.name: side.plan.counted.made for side in sides}
    if len(set(told.values())) > 1:
        yield from (
            f"{name} was made with {listing(settings)}." for name, settings in told.items() if settings
        )


def causes(comparison: Comparison, side: Side) -> tuple[str, ...]:
    """Say for each goal that differs how much of the difference comes from which change."""
    found = comparison.attributions[side.name]
    return tuple(caused(comparison, side, goal) for goal in _moved_goals(comparison, side) if found.parts)


def main_cause(comparison: Comparison, side: Side) -> str:
    """Say what caused the difference of the first goal that differs much, else of the first that differs."""
    moved, found = _moved_goals(comparison, side), comparison.attributions[side.name]
    if not moved or not found.parts:
        return ""
    sizes = {goal: abs(goal_amount(goal, found.differences[goal])) for goal in moved}
    much = [goal for goal in moved if goal_id(goal).is_share and sizes[goal] >= MUCH]
    return caused(comparison, side, (much or moved)[0])


def caused(comparison: Comparison, side: Side, goal: str) -> str:
    """Say how much of the difference of a goal comes from which change, the largest by name."""
    found, words = comparison.attributions[side.name], words_of(comparison)
    parts = [part for part in _by_size(found, goal) if goal_signed(goal, part.amounts[goal])]
    count = len(parts) if len(parts) <= MOST_CAUSES + 1 else MOST_CAUSES
    named = [f"{_amount(part, goal)} from {words.change(part.change, side)}" for part in parts[:count]]
    if len(parts) > count:
        rest = sum(part.amounts[goal] for part in parts[count:])
        named.append(f"{goal_signed(goal, rest) or '0'} from {len(parts) - count} more")
    whole = f"{goal_signed(goal, found.differences[goal])}{goal_unit(goal, words)}"
    verb = "comes" if len(named) == 1 else "come"
    return f"{goal_title(goal)}: of the {whole}, {listing(named).replace(' from ', f' {verb} from ', 1)}."


def _amount(part: Attributed, goal: str) -> str:
    said, error = goal_signed(goal, part.amounts[goal]), goal_signed(goal, part.errors[goal])
    return f"{said} (± {error.lstrip('+-')})" if error else said


def _by_size(found: Attribution, goal: str) -> list[Attributed]:
    return sorted(found.parts, key=lambda part: (-abs(part.amounts[goal]), part.change))


def idle(comparison: Comparison, side: Side) -> str:
    """Name the changes that matter to nothing; empty where all matter."""
    words, found = words_of(comparison), comparison.attributions[side.name]
    idle = [words.change(part.change, side) for part in found.parts if not part.matters]
    if not idle:
        return ""
    verb = "matters" if len(idle) == 1 else "matter"
    return f"{listing(idle)} {verb} to nothing: no goal would be different without."


def method(comparison: Comparison, side: Side) -> tuple[str, ...]:
    """Say how the differences were divided among the changes."""
    found = comparison.attributions[side.name]
    return tuple(_method(comparison, side, found))


def _method(comparison: Comparison, side: Side, found: Attribution) -> Iterator[str]:
    """Yield the rule, changes taken as one and those set aside; where nothing was divided, only why."""
    words = words_of(comparison)
    if found.method == "none":
        yield f"Not divided among changes: {found.reason}."
        return
    how = "from every set of changes, each solved" if found.method == "exact" else _from_orders(found)
    yield (
        "Each change has the mean of what it adds over all orders in which the changes could be made (the "
        f"Shapley value), {how}; the parts add up to the whole."
    )
    if found.together:
        together = "; ".join(words.change(change, side) for change in found.together)
        yield f"Taken as one, since one without the other makes no sound scenario or no plan: {together}."
    if found.aside:
        yield (
            f"Set aside before, as they change nothing alone and nothing as the last: "
            f"{listing(words.change(change, side) for change in found.aside)}."
        )


def _from_orders(found: Attribution) -> str:
    return f"estimated from {found.orders} random orders, each part with its standard error"
