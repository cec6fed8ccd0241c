"""Alternatives as a report: other plans as good, told by who carries more and who less."""

from __future__ import annotations

import pandas as pd

from planner.engines.engine import Status
from planner.reports.sections import Section
from planner.reports.worlds.report import Report, grids, provenance
from planner.reports.worlds.telling import Telling
from planner.studies.alternatives.alternatives import FORMAT, Alternatives
from planner.words.figures import figure, people, share
from planner.words.text_tables import Grid
from planner.words.wording import out_of

PLANS = "Each fills as much as the plan; what differs is who carries it, in person-months."
WHO = "Person-months of each nation in the plan, and how many more or fewer in each alternative."
FAR = "The least and the most person-months that a nation carries in any plan as good, with divisible units."


def report(found: Alternatives) -> Report:
    """Return the report."""
    return _Said(found).report()


class _Said(Telling[Alternatives]):
    """The alternatives in words."""

    name = "alternatives"
    title = "Plans as good"

    def headline(self) -> tuple[str, ...]:
        """Return the findings."""
        found = self.found
        if found.status is not Status.OPTIMAL:
            return (f"There is no plan to have alternatives to: {found.status.value}.",)
        slack = f"{share(found.within)} of every other goal"
        if found.unfinished:
            return ("Time was up before they were found.",)
        if not found.plans:
            return (f"No other plan fills as much within {slack}: who carries what is settled.",)
        several = "plans fill" if len(found.plans) > 1 else "plan fills"
        first = f"{len(found.plans)} other {several} as much within {slack}, each as different as was found."
        fixed = [one for one in found.nations if one.most - one.least < 1]
        who = out_of(len(fixed), len(found.nations), "nation", ("carries", "carry"))
        tied = f"{who} the same in all." if fixed else ""
        return tuple(filter(None, (first, tied)))

    def sections(self) -> tuple[Section, ...]:
        """Return the plans, who carries what, and how far each can go."""
        found = self.found
        parts = (
            Section("plans", "Other plans", (PLANS,), self._plans()),
            Section("who", "Who carries what", (WHO,), self._who()),
            Section("far", "How far each can go", (FAR,), self._far()),
            provenance(found.scenario, found.counted, FORMAT, {"Slack": share(found.within)}),
        )
        return tuple(part for part in parts if part.grids)

    def _plans(self) -> tuple[Grid, ...]:
        rows = [
            (str(number), one.sentence, figure(dict(one.goals)["cost"]) if "cost" in dict(one.goals) else "")
            for number, one in enumerate(self.found.plans, 1)
        ]
        return grids(("Plan", "What differs", "Cost"), rows, ("Plan", "Cost"))

    def _who(self) -> tuple[Grid, ...]:
        """Return person-months of nations that differ somewhere, and more or fewer in each other plan."""
        plans = [dict(one.differs) for one in self.found.plans]
        rows = [
            (
                self.names.nations[one.nation],
                people(one.plan),
                *(signed(plan.get(one.nation, 0.0)) for plan in plans),
            )
            for one in self.found.nations
            if any(one.nation in plan for plan in plans)
        ]
        heads = ("Nation", "The plan", *(f"Plan {number}" for number in range(1, len(plans) + 1)))
        return grids(heads, rows, heads[1:])

    def _far(self) -> tuple[Grid, ...]:
        rows = [
            (self.names.nations[one.nation], people(one.least), people(one.plan), people(one.most))
            for one in self.found.nations
        ]
        return grids(("Nation", "Least", "The plan", "Most"), rows, ("Least", "The plan", "Most"))

    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return the tables with their figures."""
        lines = [
            {"plan": number, **line}
            for number, one in enumerate(self.found.plans, 1)
            for line in one.contributions
        ]
        plans = [
            {"plan": number, "sentence": one.sentence, **dict(one.goals)}
            for number, one in enumerate(self.found.plans, 1)
        ]
        each = (
            ("Plans", plans),
            ("Contributions", lines),
            ("Nations", [vars(one) for one in self.found.nations]),
        )
        return tuple((name, pd.DataFrame(rows)) for name, rows in each)


def signed(months: float) -> str:
    """Write a change of person-months with its sign."""
    return "0" if months == 0 else f"{'-' if months < 0 else '+'}{people(abs(months))}"
