"""Uncertainty as a report: how likely each priority and requirement is filled, and what drives it."""

from __future__ import annotations

import pandas as pd

from planner.reports.sections import Section
from planner.reports.worlds.report import Report, grids, points, provenance
from planner.reports.worlds.telling import Telling
from planner.studies.uncertainty.likely import Driver, LineChance
from planner.studies.uncertainty.uncertainty import FORMAT, Uncertainty
from planner.words.figures import figure, share
from planner.words.text_tables import Grid
from planner.words.wording import counted

READ = (
    "A condition with a probability comes to hold as written (always, where it is written as never), as much "
    "later as its delay says, or not at all; an offer with low and ceiling units is a triangle, or PERT's "
    "beta, around the expected; with chances by firmness it stands or not. Draws of all are independent."
)
FILL = (
    "The filled part over all worlds with a plan, with its standard error; one world in ten is below the "
    "first and one above the last figure."
)
PHASES = "One world in ten is below the first and one above the last figure; the middle parts them in half."
LINES = (
    "Each requirement in the phase in which it is least likely filled; one world in ten misses the last "
    "figure or more. Below it the chance in each phase."
)
DRIVERS = (
    "The mean fill of a priority where the condition comes to hold and where it fails. Of the variance, the "
    "share alone would be gone if one knew beforehand how this turns out; the share in all would be left if "
    "one knew all else and not this. Where a chance hangs on other conditions, to know one says something of "
    "the others too: then its share alone may be the greater. Beside each share stands its standard error, "
    "in points: a share of few draws says little."
)
PRICES = (
    "How many points more of a priority one more unit of an offer fills, units being divisible: in the mean "
    "of the worlds, and of the tenth of them with the least filled, each with its standard error. Where an "
    "offer does not stand one more brings nothing. The ten best of each priority; the workbook has all."
)
BEST = 10
USUAL = "The scenario asks for chances by firmness and leaves these to the planner: {}."
ASSUMED = "Nothing says how likely these are: they stand as the scenario has them."

ALL_TOGETHER = "how much all offers bring"


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
        most = next((one for one in found.drivers if one.first and one.first > 0), None)
        driver = f"What matters most for priority {most.priority}: {self._driver(most)}." if most else ""
        have = "has no chance and stands" if len(found.assumed) == 1 else "have no chance and stand"
        left = f"{counted(len(found.assumed), 'figure')} {have} as written." if found.assumed else ""
        cut = f"{'Not all worlds' if found.requirements else 'No world'} could be solved in the time given."
        return tuple(
            filter(None, (no_plan * bool(found.no_plan), *filled, driver, left, cut * found.unfinished))
        )

    def _driver(self, one: Driver) -> str:
        if one.sides is None:
            return f"{ALL_TOGETHER} ({_part(one.first)} of the variance)"
        holds, fails = share(one.sides.if_holds), share(one.sides.if_fails)
        return f"{self.words.condition(one.factor)} ({holds} filled where it holds, {fails} where it fails)"

    def sections(self) -> tuple[Section, ...]:
        """Return fill, requirements, drivers, what is assumed, and where all comes from."""
        assumed = grids(("Path",), [(path,) for path in self.found.assumed], ())
        drawn = {"Worlds": f"{self.found.draws}, seed {self.found.seed}", "Chances": READ}
        usual = (USUAL.format(", ".join(self.found.usual)),) if self.found.usual else ()
        parts = (
            Section("fill", "How much is filled", (FILL,), self._fill()),
            Section("phases", "How much is filled in each phase", (PHASES,), self._phases()),
            Section(
                "requirements",
                "How likely each requirement is filled",
                (LINES,),
                (*self._lines(), *self._by_phase()),
            ),
            Section("drivers", "What drives it", (DRIVERS,), self._drivers()),
            Section("prices", "Where one more unit helps", (PRICES,), self._prices()),
            Section("assumed", "What has no chance", (ASSUMED, *usual), assumed),
            provenance(self.found.scenario, self.found.counted, FORMAT, drawn),
        )
        return tuple(part for part in parts if part.grids)

    def _fill(self) -> tuple[Grid, ...]:
        """Return a row a priority: the mean part filled, its error in percentage points, three quantiles."""
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

    def _phases(self) -> tuple[Grid, ...]:
        heads = ("Priority", "Phase", "10 %", "50 %", "90 %")
        rows = [
            (str(one.priority), self.names.phases[one.phase], share(one.p10), share(one.p50), share(one.p90))
            for one in self.found.phases
        ]
        return grids(heads, rows, ("Priority", *heads[2:]))

    def _by_phase(self) -> tuple[Grid, ...]:
        """Return the chance of each requirement in each phase: blank where nothing is required."""
        chances = {(one.requirement, one.phase): share(one.chance_filled) for one in self.found.requirements}
        needed = {phase for _, phase in chances}
        phases = [phase.id for phase in self.found.scenario.phases if phase.id in needed]
        rows = [
            (self.words.line(line), *(chances.get((line, phase), "") for phase in phases))
            for line in dict.fromkeys(line for line, _ in chances)
        ]
        heads = [self.names.phases[phase] for phase in phases]
        return grids(("Requirement", *heads), rows, heads)

    def _lines(self) -> tuple[Grid, ...]:
        """Return each line in its least likely phase, the first of equals, with the units missing then."""
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
        heads = ("Priority", "What", "Chance", "If it holds", "If it fails", "Share alone", "Share in all")
        return grids(heads, [self._driving(one) for one in self.found.drivers], ("Priority", *heads[2:]))

    def _prices(self) -> tuple[Grid, ...]:
        """Return what one more unit adds in points, of the `BEST` offers a priority by the mean."""
        heads = ("Priority", "Nation", "One more", "On average", "Error", "In the worst tenth", "Error there")
        rows = [
            (
                str(one.priority),
                self.names.nations[one.nation],
                self.names.capabilities[one.capability],
                points(one.mean),
                points(one.error).removeprefix("+"),
                points(one.worst_tenth),
                "" if one.worst_error is None else points(one.worst_error).removeprefix("+"),
            )
            for rank in dict.fromkeys(one.priority for one in self.found.prices)
            for one in [price for price in self.found.prices if price.priority == rank][:BEST]
        ]
        return grids(heads, rows, ("Priority", *heads[3:]))

    def _driving(self, one: Driver) -> tuple[str, ...]:
        sides = one.sides
        means = (
            ("", "", "")
            if sides is None
            else (share(sides.chance), share(sides.if_holds), share(sides.if_fails))
        )
        what = ALL_TOGETHER if sides is None else self.words.condition(one.factor)
        shares = (_estimated(one.first, one.error), _estimated(one.total, one.total_error))
        return str(one.priority), what, *means, *shares

    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return the tables with their figures."""
        found = self.found
        return (
            ("Fill", pd.DataFrame([vars(one) for one in found.fill])),
            ("Phases", pd.DataFrame([vars(one) for one in found.phases])),
            ("Requirements", pd.DataFrame([vars(one) for one in found.requirements])),
            ("Drivers", pd.DataFrame([one.as_document() for one in found.drivers])),
            ("Prices", pd.DataFrame([vars(one) for one in found.prices])),
            ("Assumed", pd.DataFrame({"path": list(found.assumed)})),
        )


def _part(value: float | None) -> str:
    """Write a share as it can be: an estimate may lie below nothing or above the whole."""
    return "" if value is None else share(min(max(value, 0.0), 1.0))


def _estimated(value: float | None, error: float) -> str:
    """Write a share with its standard error, where there is one."""
    beside = "" if value is None or error == 0 else f" ±{points(error).removeprefix('+')}"
    return f"{_part(value)}{beside}"
