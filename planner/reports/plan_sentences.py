"""What a plan says in sentences: the headline, what to make of it, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

from planner.engines.engine import Status
from planner.engines.proof.audit import Audit
from planner.facts.facts import Facts
from planner.facts.goal_ids import FILL, goal_id
from planner.facts.goals import gone_from
from planner.plan.plan import Plan
from planner.reports import plan_tables
from planner.scenario.scenario import Scenario
from planner.words.figures import (
    NEGLIGIBLE,
    at_most,
    at_most_share,
    figure,
    of_people,
    people,
    share,
    shares_apart,
)
from planner.words.names import Names, listing, one_line
from planner.words.wording import ARE, out_of
from planner.words.wording import counted as of_many

WITHOUT_PLAN = {
    Status.INFEASIBLE: (
        "No plan meets all hard constraints.",
        "Some of them contradict each other, or ask for more than is offered.",
    ),
    Status.UNBOUNDED: (
        "There is no best plan: a goal can be improved without end.",
        "Some amount in the scenario has no limit.",
    ),
    Status.LIMIT: (
        "The solver reached its limit before it found the best plan.",
        "There is no plan to show; a longer time limit may help.",
    ),
    Status.FAILED: (
        "The solver failed, and nothing of its answer is used.",
        "Another solver may do better; if the scenario is small, please report it.",
    ),
}
"""What is said instead of a plan, by status: the finding, and what to make of it."""
NOTHING_REQUIRED = "Nothing is required yet: no line needs anything in any phase, so nothing is missing."
UNPROVEN = "This plan is not proven best: it is the best that the solver had found when it had to stop."
RESULTS = {
    Status.OPTIMAL: "a plan, proven best",
    Status.INFEASIBLE: "no plan meets all hard constraints",
    Status.UNBOUNDED: "no best plan: a goal has no end",
    Status.LIMIT: "no plan: the solver reached its limit",
    Status.FAILED: "no plan: the solver failed",
}
"""What came of the question, by status, in a few words."""
ALIKE = (
    "Several plans may do equally well on every goal. A fixed rule then chooses: the fewest units, and "
    "beyond that no nation is favoured. Another plan may be just as good."
)
_FEW_PHASES = 6
"""So many phases of an only requirement are told one by one."""
BOUGHT = (
    "That much is bought by the last digits in which the goals before it are kept: which plan is the best "
    "cannot be told more closely than that."
)
_SOLVERS = {"highs": "HiGHS"}


def headline(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    """Return the findings in a few sentences, the most important first."""
    if not found(plan):
        return (*WITHOUT_PLAN[plan.status], *doubted(plan))
    filled = (_filled(plan), _met(plan, scenario)) if len(plan.fill) else (NOTHING_REQUIRED,)
    said = (
        *counted(plan),
        *filled,
        *price_of_steps(plan),
        *not_known(scenario),
        _who(plan, scenario),
        *doubted(plan),
    )
    return said if plan.status is Status.OPTIMAL else (UNPROVEN, *gaps(plan), *said)


def doubted(plan: Plan) -> tuple[str, ...]:
    """Say which answers of the solver were not believed, and what became of the question."""
    return tuple(
        f'An answer of {solver_name(plan)} to "{plan_tables.goal_words(one.goal)}" was not believed, because '
        f"{one.reason}; {'the second was not either.' if one.refused else 'it was asked again.'}"
        for one in plan.solver.doubted
    )


def price_of_steps(plan: Plan) -> tuple[str, ...]:
    """Say what divisible units would fill beside what units in steps do; nothing where none are in steps."""
    if plan.divisible is None:
        return ()
    more = plan.divisible.fill - plan.totals["fill"]
    if abs(more) < NEGLIGIBLE:
        return ("Divisible units would fill as much: sending them in steps leaves no more unfilled.",)
    ours, theirs = shares_apart(plan.totals["fill"], plan.divisible.fill)
    if more < 0:
        return (f"Divisible units would fill {theirs} beside {ours}, and more of an earlier priority.",)
    price = ": the price of sending them in steps" if plan.status is Status.OPTIMAL else ""
    return (f"Divisible units would fill {theirs} beside {ours}{price}.",)


def not_known(scenario: Scenario) -> tuple[str, ...]:
    """Say what an earlier plan sends, to which this one is to be close, that is not known here any more."""
    said = []
    for goal in scenario.goals:
        gone = gone_from(scenario, goal.sent)
        named = listing(dict.fromkeys(f"{one.nation}, {one.capability} to {one.requirement}" for one in gone))
        if gone:
            said.append(
                f"Of the {of_many(len(goal.sent), 'contribution')} of the earlier plan "
                f"{one_line(str(goal.plan))}, "
                f"{len(gone)} {'names' if len(gone) == 1 else 'name'} what is not in this scenario, "
                f"and {'does' if len(gone) == 1 else 'do'} not count as moved: {one_line(named)}."
            )
    return tuple(said)


def gaps(plan: Plan) -> tuple[str, ...]:
    """Say of each goal that is not proven best how much better it may be, given those before it."""
    unproven = {goal: plan_tables.better_by(plan, goal) for goal in plan.goals}
    said = tuple(
        f'"{plan_tables.goal_words(goal)}" may be better by {by}.' for goal, by in unproven.items() if by
    )
    return said or ("On every goal it is proven best; which of equally good plans to take was not settled.",)


def counted(plan: Plan) -> tuple[str, ...]:
    """Say what the plan counts on, where that is not just what the scenario's author wrote."""
    said = plan.counted.sentence()
    return (said,) if said else ()


def goal_costs(plan: Plan) -> tuple[str, ...]:
    """Say for each goal what it cost those after it; nothing of goals that cost nothing."""
    lines = plan_tables.goals(plan).to_dict("records") if found(plan) else []
    felt = {line["Goal"]: line["Cost to later goals"] for line in lines if line["Cost to later goals"]}
    return tuple(f'Without "{goal}", {changes}.' for goal, changes in felt.items())


def found(plan: Plan) -> bool:
    """Say whether there is a plan to report; with whole units there may be one that is not proven best."""
    return bool(plan.totals)


def result(plan: Plan) -> str:
    """Say in a few words what came of the question."""
    unproven = found(plan) and plan.status is not Status.OPTIMAL
    return "a plan, not proven best" if unproven else RESULTS[plan.status]


def key_figures(plan: Plan, scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """Return the figures that a reader looks for first, each with what it is; none without a plan."""
    if not found(plan):
        return ()
    return (*_filled_figures(plan, scenario), *_sent_figures(plan, scenario))


def _sent_figures(plan: Plan, scenario: Scenario) -> tuple[tuple[str, str], ...]:
    return (
        (f"{plan.contributions['nation'].nunique()} of {len(scenario.nations)}", "nations contribute"),
        (people(plan.totals["personnel_peak"]), "people at a time, at most"),
        (figure(plan.totals["cost"]), f"cost, in {cost_unit(scenario)}"),
    )


def _filled_figures(plan: Plan, scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """Return what is filled of all and of the first priority, and lines met; none for nothing required."""
    if not len(plan.fill):
        return ()
    lines, short = plan.fill["requirement"].nunique(), len(plan_tables.shortfalls(plan, scenario))
    met, said = f"{lines - short} of {lines}", out_of(lines - short, lines, "requirement", ARE)
    by_priority = list(filled_by_priority(plan).items())
    of_first = [(share(part), f"of priority {rank} is filled") for rank, part in by_priority[:1]]
    return (
        (share(plan.totals["fill"]), "of what is required is filled"),
        *of_first,
        (met, f"{said.removeprefix(met).strip()} filled in every phase"),
    )


def filled_by_priority(plan: Plan) -> dict[Hashable, float]:
    """Return for each priority that is a goal which part of it is filled, in the order of the goals."""
    goals = [(goal_id(goal), value) for goal, value in plan.goals.items()]
    return {goal.rank: 1 - value for goal, value in goals if goal.kind == FILL}


def _filled(plan: Plan) -> str:
    priorities = [f"priority {rank}: {share(part)}" for rank, part in filled_by_priority(plan).items()]
    said = f"{share(plan.totals['fill'])} of what is required is filled"
    return f"{said}; {', '.join(priorities)}." if len(priorities) > 1 else f"{said}."


def _met(plan: Plan, scenario: Scenario) -> str:
    """Say how many requirements are filled, and which is the least; of an only one, each phase."""
    lines, short = plan.fill["requirement"].nunique(), plan_tables.shortfalls(plan, scenario)
    if not len(short):
        return "Every requirement is filled in every phase."
    if lines == 1 and len(plan.fill) <= _FEW_PHASES:
        return _phase_by_phase(plan, scenario)
    worst = short.to_dict("records")[0]
    return (
        f"{out_of(lines - len(short), lines, 'requirement', ARE)} filled in every phase; the least filled of "
        f'priority {worst["Priority"]} is "{worst["Requirement"]}", with {missing(worst)} missing '
        f'in "{worst["When"]}".'
    )


def _phase_by_phase(plan: Plan, scenario: Scenario) -> str:
    """Say of the only requirement how much of it is there in each phase."""
    rows = plan_tables.fill(plan, scenario).to_dict("records")
    there = (
        f"{figure(row['Filled'])} of {figure(row['Required'])} {row['Unit']} "
        f'in "{row["Phase"]}" ({share(row["Filled share"])})'
        for row in rows
    )
    return f'"{rows[0]["Requirement"]}" has {listing(there)}.'


def missing(shortfall: Mapping[Any, Any]) -> str:
    """Say how many are missing at worst, of a row of the shortfalls: `2 of 5 ships`."""
    return f"{figure(shortfall['Most missing'])} of {figure(shortfall['Of'])} {shortfall['Unit']}"


def _who(plan: Plan, scenario: Scenario) -> str:
    sending = plan.contributions["nation"].nunique()
    who = out_of(sending, len(scenario.nations), "nation", ("contributes", "contribute"))
    return (
        f"{who}, at most "
        f"{of_people(plan.totals['personnel_peak'])} at a time, cost {figure(plan.totals['cost'])} "
        f"(in {cost_unit(scenario)})."
    )


def cost_unit(facts: Facts) -> str:
    """Say what costs are counted in."""
    return facts.cost_unit or "the scenario's own unit"


def absent(plan: Plan, scenario: Scenario) -> str:
    """Return the sentence that names the nations that send nothing; empty where there are none."""
    names = Names(scenario).nations
    missing = [names[key] for key in plan_tables.absent_nations(plan, scenario)]
    return f"Nothing comes from {listing(sorted(missing))}." if missing else ""


def assurance(plan: Plan) -> tuple[str, ...]:
    """Return how sure the answer is: what was checked, who solved it, and what chance decided."""
    if plan.audit is None or not found(plan):
        return (_solver(plan),)
    return (_checked(plan.audit), _best(plan, plan.audit), _solver(plan), ALIKE)


def _checked(audit: Audit) -> str:
    arithmetic = (
        "in exact arithmetic" if audit.exact else "in floating point, with its rounding errors counted in"
    )
    return f"Checked again from the tables, {arithmetic}: {_rules(audit.max_violation)}."


def _rules(violation: float) -> str:
    return "no rule is broken" if violation <= 0 else f"no rule is broken by more than {at_most(violation)}"


def _best(plan: Plan, audit: Audit) -> str:
    """Say how far the plan is from the best, goal by goal in their order, and whose word that is."""
    word = f"{solver_name(plan)} says that" if audit.proven_by == "solver" else "The same check proves that"
    if not math.isfinite(audit.gap):
        return f"How much better another plan could be is not known: {solver_name(plan)} was stopped before."
    by = f" by more than {at_most_share(audit.gap)} of its size" if audit.gap > 0 else ""
    best = f"{word} no plan does better on any goal{by} without doing worse on one before it."
    return f"{best} {BOUGHT}" if audit.owes_to_rounding else best


def _solver(plan: Plan) -> str:
    methods = listing(dict.fromkeys(method for method in plan.solver.methods.values() if method))
    return f"Solved by {solver_name(plan)}{f' ({methods})' if methods else ''}."


def solver_name(plan: Plan) -> str:
    """Return the solver and its version as its makers write it."""
    return f"{_SOLVERS.get(plan.solver.name, plan.solver.name)} {plan.solver.version}".strip()


def data_assurance(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    """Return how firm the offers are that the plan takes up; empty where it sends no people."""
    rungs = plan_tables.firmness(plan, scenario)
    if not len(rungs):
        return ()
    parts = [f"{share(row['Share'])} {row['Firmness']}" for _, row in rungs.iterrows() if row["Share"] > 0]
    assumed = float((rungs["Share"] * rungs["Of it assumed"]).sum())
    said = f"The offers that the plan takes up are, by person-months, {listing(parts)}."
    if assumed <= 0:
        return (said,)
    return (
        said,
        f"{share(assumed)} of the person-months rest on numbers that are assumed; nobody published them.",
    )
