"""Worth as a report: what each nation adds to the coalition, beside what it carries."""

from __future__ import annotations

import pandas as pd

from planner.engines.engine import Status
from planner.reports.sections import Section
from planner.reports.worlds.report import Report, grids, points, provenance
from planner.studies.worth.worth import FORMAT, Worths
from planner.words.figures import share
from planner.words.names import Names, one_line

KEY = (
    "What a nation adds when it joins, as the mean over all orders in which they could (the value of "
    "Shapley), in percentage points of everything required; all add up to what all fill together. The "
    "nucleolus divides the same so that the worst-treated coalition is treated as well as can be. Burden is "
    "the nation's part of the person-months of the plan."
)
EXACT, DRAWN = "every coalition was solved", "from {orders} drawn orders of seed {seed}, with standard errors"


def report(found: Worths) -> Report:
    """Return the report."""
    names = Names(found.scenario)
    rows = [
        (
            names.nations[one.nation],
            points(one.shapley).removeprefix("+"),
            points(one.error).removeprefix("+") if found.orders and one.error is not None else "",
            "" if one.nucleolus is None else points(one.nucleolus).removeprefix("+"),
            "" if one.burden is None else share(one.burden),
        )
        for one in found.nations
    ]
    heads = ("Nation", "Adds, points", "Error", "Nucleolus, points", "Burden")
    how = DRAWN.format(orders=found.orders, seed=found.seed) if found.orders else EXACT
    parts = (
        Section("worth", "What each nation adds", (KEY,), grids(heads, rows, heads[1:])),
        provenance(found.scenario, found.counted, FORMAT, {"Coalitions": f"{how}; units are divisible"}),
    )
    title = f"What each nation adds: {one_line(found.scenario.title)}"
    table = pd.DataFrame([vars(one) for one in found.nations])
    shown = tuple(part for part in parts if part.grids)
    return Report("worth", title, found.as_document(), _headline(found, names), shown, (("Worth", table),))


def _headline(found: Worths, names: Names) -> tuple[str, ...]:
    if found.unfinished:
        return ("Not all coalitions could be solved in the time given.",)
    if found.status is not Status.OPTIMAL:
        return (f"There is no plan that anybody could add to: {found.status.value}.",)
    whole = f"Together they fill {share(found.fill)} of everything required."
    first = [f"{names.nations[one.nation]} {points(one.shapley)}" for one in found.nations[:3] if one.shapley]
    most = f"The most is added by {', '.join(first)} points." if first else ""
    nothing = sum(1 for one in found.nations if abs(one.shapley) <= max(3 * (one.error or 0.0), 1e-6))
    none = f"{nothing} of {len(found.nations)} nations add next to nothing." if nothing else ""
    return tuple(filter(None, (whole, most, none)))
