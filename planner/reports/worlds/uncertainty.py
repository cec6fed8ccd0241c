"""Uncertainty as a report: how likely each priority and requirement is filled, and what drives it."""

from __future__ import annotations

import pandas as pd

from planner.reports.sections import Grid, Section
from planner.reports.worlds.report import Report, grids, points, provenance
from planner.reports.worlds.telling import Telling
from planner.studies.uncertainty.uncertainty import FORMAT, Driver, LineChance, Uncertainty
from planner.words.figures import figure, share

READ = (
    "A condition with a probability comes to hold as written (always, where it is written as never) or not "
    "at all; an offer with low and ceiling units is a triangle around the expected. All are independent."
)
FILL = (
    "The filled part over all worlds with a plan, with its standard error; one world in ten is below the "
    "first and one above the last figure."
)
LINES = "Each requirement in the phase in which it is least likely filled; the workbook has all phases."
DRIVERS = (
    "The mean fill of a priority where the condition comes to hold and where it fails; its share of the "
    "variance is what would be gone if one knew beforehand."
)
ASSUMED = "Nothing says how likely these are: they stand as the scenario has them."


def report(found: Uncertainty) -> Report:
    """Return the report."""
    return _Said(found).report()


class _Said(Telling[Uncertainty]):
    """What was found, in words."""

    name = "uncertainty"
    title = "How likely"

    def headline(self) -> tuple[str, ...]:
        """Return the findings."""
        found = self.found
        no_plan = f"In {share(found.no_plan)} of the worlds no plan meets the hard constraints."
        filled = [
            f"Priority {one.priority}: {share(one.mean)} filled on average, from {share(one.p10)} to "
            f"{share(one.p90)} in four of five worlds."
            for one in found.fill
        ]
        most = next((one for one in found.drivers if one.first), None)
        driver = f"What matters most for priority {most.priority}: {self._driver(most)}." if most else ""
        left = f"{len(found.assumed)} figures have no chance and stand as written." if found.assumed else ""
        cut = "Not all worlds could be solved in the time given." if found.unfinished else ""
        return tuple(filter(None, (no_plan * bool(found.no_plan), *filled, driver, left, cut)))

    def _driver(self, one: Driver) -> str:
        holds, fails = share(one.if_holds), share(one.if_fails)
        return f"{self.words.condition(one.factor)} ({holds} filled where it holds, {fails} where it fails)"

    def sections(self) -> tuple[Section, ...]:
        """Return fill, requirements, drivers, what is assumed, and where all comes from."""
        assumed = grids(("Path",), [(path,) for path in self.found.assumed], ())
        drawn = {"Worlds": f"{self.found.draws}, seed {self.found.seed}", "Chances": READ}
        parts = (
            Section("fill", "How much is filled", (FILL,), self._fill()),
            Section("requirements", "How likely each requirement is filled", (LINES,), self._lines()),
            Section("drivers", "What drives it", (DRIVERS,), self._drivers()),
            Section("assumed", "What has no chance", (ASSUMED,), assumed),
            provenance(self.found.scenario, self.found.counted, FORMAT, drawn),
        )
        return tuple(part for part in parts if part.grids)

    def _fill(self) -> tuple[Grid, ...]:
        heads = ("Priority", "Mean", "Error, points", "10 %", "50 %", "90 %")
        rows = [
            (
                str(one.priority),
                share(one.mean),
                points(one.error).removeprefix("+"),
                share(one.p10),
                share(one.p50),
                share(one.p90),
            )
            for one in self.found.fill
        ]
        return grids(heads, rows, heads)

    def _lines(self) -> tuple[Grid, ...]:
        worst: dict[str, LineChance] = {}
        for one in self.found.requirements:
            known = worst.setdefault(one.requirement, one)
            if one.chance_filled < known.chance_filled:
                worst[one.requirement] = one
        heads = (
            "Requirement",
            "Phase",
            "Chance",
            "Standard error, points",
            "Missing on average",
            "One in ten",
        )
        rows = [
            (
                self.words.line(one.requirement),
                self.names.phases[one.phase],
                share(one.chance_filled),
                points(one.error).removeprefix("+"),
                figure(one.mean_short),
                figure(one.p90_short),
            )
            for one in worst.values()
        ]
        return grids(heads, rows, heads[2:])

    def _drivers(self) -> tuple[Grid, ...]:
        heads = ("Priority", "Condition", "Chance", "If it holds", "If it fails", "Share of variance")
        rows = [
            (
                str(one.priority),
                self.words.condition(one.factor),
                share(one.chance),
                share(one.if_holds),
                share(one.if_fails),
                "" if one.first is None else share(one.first),
            )
            for one in self.found.drivers
        ]
        return grids(heads, rows, ("Priority", *heads[2:]))

    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return the tables with their figures."""
        found = self.found
        return (
            ("Fill", pd.DataFrame([vars(one) for one in found.fill])),
            ("Requirements", pd.DataFrame([vars(one) for one in found.requirements])),
            ("Drivers", pd.DataFrame([vars(one) for one in found.drivers])),
            ("Assumed", pd.DataFrame({"path": list(found.assumed)})),
        )
