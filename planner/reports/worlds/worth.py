"""Worth as a report: what each nation adds to the coalition, beside what it carries."""

from __future__ import annotations

import pandas as pd

from planner.engines.engine import Status
from planner.reports.sections import Section
from planner.reports.worlds.report import Report, grids, points, provenance
from planner.reports.worlds.telling import Telling
from planner.studies.worth.worth import FORMAT, Worths
from planner.words.figures import NEGLIGIBLE, share
from planner.words.wording import out_of

KEY = (
    "What a nation adds when it joins, as the mean over all orders in which they could (the value of "
    "Shapley), in percentage points of everything required; all add up to what all fill together. The "
    "nucleolus gives each at least what it fills alone where that can be, and divides the rest so that the "
    "worst-treated coalition is treated as well as can be; the least core asks for the second alone, and has "
    "the least and most that the nation can be given. Burden is its part of the person-months of the plan."
)
EXACT, DRAWN = "every coalition was solved", "from {orders} drawn orders of seed {seed}, with standard errors"
UNSOLVED = "not all were solved"


def report(found: Worths) -> Report:
    """Return the report."""
    return _Said(found).report()


class _Said(Telling[Worths]):
    """What each nation adds, in words."""

    name = "worth"
    title = "What each nation adds"

    def headline(self) -> tuple[str, ...]:
        """Return the findings."""
        found = self.found
        if found.unfinished:
            return ("Not all coalitions could be solved in the time given.",)
        if found.status is not Status.OPTIMAL or found.fill is None:
            return (f"There is no plan that anybody could add to: {found.status.value}.",)
        whole = f"Together they fill {share(found.fill)} of everything required."
        first = [
            f"{self.names.nations[one.nation]} {points(one.shapley)}"
            for one in found.nations[:3]
            if one.shapley
        ]
        most = f"The most is added by {', '.join(first)} points." if first else ""
        nothing = sum(1 for one in found.nations if abs(one.shapley) <= max(3 * (one.error or 0.0), 1e-6))
        who = out_of(nothing, len(found.nations), "nation", ("adds", "add"))
        none = f"{who} next to nothing." if nothing else ""
        return tuple(filter(None, (whole, most, none, self._core())))

    def _core(self) -> str:
        """Say whether what all fill can be divided so that no coalition does better by itself."""
        lacks = self.found.lacks
        if lacks is None:
            return ""
        if lacks <= NEGLIGIBLE:
            return "What they fill can be divided so that no coalition fills more by itself than it is given."
        least = points(lacks).removeprefix("+")
        return f"However it is divided, some coalition fills at least {least} points more by itself."

    def sections(self) -> tuple[Section, ...]:
        """Return what each adds, and where all comes from."""
        found = self.found
        heads = ("Nation", "Adds, points", "Error", "Nucleolus, points", "Least core, points", "Burden")
        solved = DRAWN.format(orders=found.orders, seed=found.seed) if found.orders else EXACT
        how = solved if found.nations else UNSOLVED
        parts = (
            Section("worth", "What each nation adds", (KEY,), grids(heads, self._rows(), heads[1:])),
            provenance(found.scenario, found.counted, FORMAT, {"Coalitions": f"{how}; units are divisible"}),
        )
        return tuple(part for part in parts if part.grids)

    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return what each adds, in figures."""
        return (("Worth", pd.DataFrame([vars(one) for one in self.found.nations])),)

    def _rows(self) -> list[tuple[str, ...]]:
        """Return points of each nation, most first; no error where all coalitions were solved."""
        return [
            (
                self.names.nations[one.nation],
                _unsigned(one.shapley),
                _unsigned(one.error) if self.found.orders else "",
                _unsigned(one.nucleolus),
                _between(one.core_least, one.core_most),
                "" if one.burden is None else share(one.burden),
            )
            for one in self.found.nations
        ]


def _unsigned(part: float | None) -> str:
    """Write a part in percentage points, without a plus; nothing where it is not known."""
    return "" if part is None else points(part).removeprefix("+")


def _between(least: float | None, most: float | None) -> str:
    """Write two parts as a range; as one where they are the same, nothing where they are not known."""
    ends = list(dict.fromkeys(_unsigned(one) for one in (least, most)))
    return " to ".join(ends)
