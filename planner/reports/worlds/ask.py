"""Asks as a report: what to ask whom for, what chance that gives, and what asking otherwise would."""

from __future__ import annotations

import pandas as pd

from planner.reports.sections import Section
from planner.reports.worlds.report import Report, grids, points, provenance
from planner.reports.worlds.telling import Telling
from planner.studies.ask.ask import FORMAT, Ask, AskedTogether, Asking
from planner.words.figures import figure, of_people, people, share, share_asked, shares_apart
from planner.words.names import listing
from planner.words.text_tables import Grid
from planner.words.wording import counted

_NAMED = 4
"""How many nations the headline names."""
KEY = (
    "Units on top of the offer, on its terms: they come under the same conditions, and not where the offer "
    "fails. `Beyond` is more than the most that the nation ever spoke of. The price is the people asked for."
)
BESIDE = (
    "The chance is counted on worlds by which nothing was chosen, with its standard error in percentage "
    "points. The cost is the mean of the plans over these worlds."
)
CHOSEN = "asks are chosen by {draws} worlds of seed {seed}, divisible, and their chance is counted on others"


def report(found: Asking) -> Report:
    """Return the report."""
    return _Said(found).report()


class _Said(Telling[Asking]):
    """What was found, in words."""

    name = "ask"
    title = "What to ask for"

    @property
    def goal(self) -> str:
        """What is to be reached."""
        fill, rank = share_asked(self.found.wanted.fill), self.found.priority
        return f"fill priority {rank}" if fill == "100 %" else f"fill {fill} of priority {rank}"

    def headline(self) -> tuple[str, ...]:
        """Return the findings."""
        found, wanted = self.found, share_asked(self.found.wanted.chance)
        if found.today is None or found.everything is None:
            return ("Time was up before an answer was found: allow more seconds.",)
        today = f"With nothing asked the chance is {share(found.today.chance)}."
        if found.found is None:
            most = f"the greatest is {share(found.everything.chance)}"
            none = f"Nothing that can be asked for gives a chance of {wanted} to {self.goal}: {most}."
            return tuple(filter(None, (none, self._fillable(), today)))
        asks = found.found
        if not asks.asks:
            enough = f"with nothing asked the chance to {self.goal} is {share(asks.chance)}"
            return (f"Nobody need be asked for anything: {enough}.",)
        reach = f"To {self.goal} with a chance of {wanted}, ask {self._whom(asks)}."
        holds = f"Counted on other worlds the chance is then {share(asks.chance)}. {today}"
        return tuple(filter(None, (reach, holds, self._paid(asks), self._instead())))

    def _whom(self, asks: AskedTogether) -> str:
        """Name who is asked for most people, at most `_NAMED` nations, and for how many, each and in all."""
        nations: dict[str, float] = {}
        for one in asks.asks:
            nations[one.nation] = nations.get(one.nation, 0.0) + one.price
        first = sorted(nations, key=lambda name: (-nations[name], name))[:_NAMED]
        said = people if len(nations) > 1 else of_people
        named = [f"{self.names.nations[name]} for {said(nations[name])}" for name in first]
        more = len(nations) - len(first)
        whole = f", {of_people(asks.price)} in all" if len(nations) > 1 else ""
        others = [counted(more, "more nation")] if more else []
        return listing([*named, *others]) + whole

    def _paid(self, asks: AskedTogether) -> str:
        before = None if self.found.today is None else self.found.today.cost
        if asks.cost is None or before is None:
            return ""
        more = asks.cost - before
        return f"The plans then cost {self.words.cost(more)} more on average than with nothing asked."

    def _fillable(self) -> str:
        """Say what all that can be asked for fills where it does not suffice."""
        found = self.found
        if found.fillable is None:
            return ""
        reached, best = shares_apart(found.fillable.with_chance, found.fillable.at_best)
        at_best = f", and {best} in the best of the worlds" if best != reached else ""
        wanted = share_asked(found.wanted.chance)
        return (
            f"All that can be asked for fills {reached} of priority {found.priority} with a chance of "
            f"{wanted}{at_best}."
        )

    def _instead(self) -> str:
        expected = self.found.expected
        if expected is None:
            return ""
        chance, price = share(expected.chance), of_people(expected.price)
        return f"Who asks for what the scenario as written lacks ({price}) has a chance of {chance}."

    def sections(self) -> tuple[Section, ...]:
        """Return the asks, what stands beside them, and where all comes from."""
        found = self.found
        asks = () if found.found is None else self._asks(found.found)
        drawn = {"Worlds": CHOSEN.format(draws=found.draws, seed=found.seed)}
        parts = (
            Section("asks", "What to ask for", (KEY,), asks),
            Section("beside", "Beside asking otherwise", (BESIDE,), self._beside()),
            provenance(found.scenario, found.counted, FORMAT, drawn),
        )
        return tuple(part for part in parts if part.grids)

    def _asks(self, asks: AskedTogether) -> tuple[Grid, ...]:
        heads = ("Nation", "Ask for", "On top of", "Beyond", "People")
        return grids(heads, [self._row(one) for one in asks.asks], heads[2:])

    def _row(self, one: Ask) -> tuple[str, ...]:
        units = self.words.units(one.units, one.capability)
        nation = self.names.nations[one.nation]
        return nation, units, figure(one.offered), figure(one.beyond), people(one.price)

    def _beside(self) -> tuple[Grid, ...]:
        """Return chance, error, price and mean cost of four ways to ask, those that were found."""
        found = self.found
        each = {
            "Nothing": found.today,
            "What the scenario as written lacks": found.expected,
            "What is said here": found.found,
            "All that can be asked": found.everything,
        }
        rows = [
            (
                name,
                share(asks.chance),
                points(asks.error).removeprefix("+"),
                people(asks.price),
                "" if asks.cost is None else self.words.cost(asks.cost),
            )
            for name, asks in each.items()
            if asks is not None
        ]
        heads = ("Asked", "Chance", "Error, points", "People", "Mean cost")
        return grids(heads, rows, heads[1:])

    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return the tables with their figures."""
        named = (("Asks", self.found.found), ("Expected world", self.found.expected))
        return tuple(
            (name, pd.DataFrame([vars(one) for one in asks.asks])) for name, asks in named if asks is not None
        )
