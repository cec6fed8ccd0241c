"""Withdrawals as a report: who cannot be spared, which pairs, which conditions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.engines.engine import Status
from planner.reports.sections import Section
from planner.reports.worlds.report import Report, grids, points, provenance
from planner.reports.worlds.telling import Telling
from planner.studies.withdraw.withdraw import FORMAT, Loss, Withdrawals
from planner.words.figures import people, share
from planner.words.names import listing
from planner.words.text_tables import Grid
from planner.words.wording import out_of

_NAMED = 3
"""How many of those who step in, or of the requirements lost, a table names."""
KEY = (
    "Change of the filled part in percentage points, by priority; who then sends more, in person-months; of "
    "which requirements more is missing. Who is gone offers nothing; their consent as a host stays."
)
NO_PLAN = "no plan meets the hard constraints"


def report(found: Withdrawals) -> Report:
    """Return the report."""
    return _Said(found).report()


def replacements(found: Withdrawals, most: int) -> Section:
    """Return who could replace whom: of so many nations, those first whose going costs most fill."""
    return _Said(found).replacements(most)


class _Said(Telling[Withdrawals]):
    """The losses in words."""

    name = "withdraw"
    title = "Who cannot be spared"

    def __init__(self, found: Withdrawals) -> None:
        super().__init__(found)
        self.single = [one for one in found.losses if len(one.nations) == 1]
        self.pairs = [one for one in found.losses if len(one.nations) == 2]
        self.conditions = [one for one in found.losses if one.condition is not None]

    def headline(self) -> tuple[str, ...]:
        """Return the findings."""
        if self.found.status is not Status.OPTIMAL:
            return (f"There is no plan to lose anything of: {self.found.status.value}.",)
        worst = [loss for loss in self.single if hurts(loss)]
        first = f"Without {self.named(worst[0])}, {self.outcome(worst[0])}." if worst else ""
        spared = sum(loss.status is Status.OPTIMAL and not hurts(loss) for loss in self.single)
        who = out_of(spared, len(self.single), "nation", ("could", "could"))
        none = f"{who} go without any loss of fill." if spared else ""
        pairs = [loss for loss in self.pairs if hurts(loss) and self._tells_more(loss)]
        two = f"Without {self.named(pairs[0])} together, {self.outcome(pairs[0])}." if pairs else ""
        falls = [loss for loss in self.conditions if hurts(loss)]
        fails = f"If {self.named(falls[0])} fails, {self.outcome(falls[0])}." if falls else ""
        cut = "Some could not be solved in the time given: they are listed as such." * self.found.unfinished
        return tuple(filter(None, (first, none, two, fails, cut)))

    def _tells_more(self, pair: Loss) -> bool:
        """Say whether more is lost without two nations than without each alone."""
        alone = [one for one in self.single if one.nations[0] in pair.nations]
        return all((one.status, _told(one)) != (pair.status, _told(pair)) for one in alone)

    def named(self, loss: Loss) -> str:
        """Say who or what is gone."""
        if loss.condition is not None:
            return self.words.condition(loss.condition)
        return listing(self.names.nations[name] for name in loss.nations)

    def outcome(self, loss: Loss) -> str:
        """Say what becomes of the plan."""
        if loss.status is not Status.OPTIMAL:
            return NO_PLAN if loss.status is Status.INFEASIBLE else "it is not known: the solver stopped"
        before = dict(self.found.fill)
        rank, change = next(one for one in loss.fill if one[1])
        return (
            f"{share(before[rank] + change)} of priority {rank} is filled in place of {share(before[rank])}"
        )

    def sections(self) -> tuple[Section, ...]:
        """Return a table for nations, for pairs and for conditions, and where all comes from."""
        parts = (
            Section("nations", "Without one nation", (KEY,), self._grids(self.single)),
            Section("pairs", "Without two nations", (KEY,), self._grids(self.pairs)),
            Section("conditions", "If a condition fails", (KEY,), self._grids(self.conditions)),
            provenance(self.found.scenario, self.found.counted, FORMAT, {}),
        )
        return tuple(part for part in parts if part.grids)

    def replacements(self, most: int) -> Section:
        """Return the losses of single nations that weigh most, for a page beside others."""
        ranked = sorted(self.single, key=lambda one: (not hurts(one), not hurts(one) and -stand_in(one)))
        nobody = not any(loss.stands_in for loss in self.single)
        alone = (
            "Nobody could stand in for anybody: without one nation, no other sends more." if nobody else ""
        )
        rest = len(ranked) - most
        more = f"Less hangs on each of the other {rest}." if rest > 0 else ""
        said = filter(None, (*self.headline(), alone, KEY, more))
        return Section("replace", "Who could replace whom", tuple(said), self._grids(ranked[:most]))

    def _grids(self, losses: Sequence[Loss]) -> tuple[Grid, ...]:
        ranks = [f"Priority {rank}" for rank, _ in self.found.fill]
        rows = [tuple(map(str, row)) for row in (self._row(loss) for loss in losses)]
        return grids(("Without", *ranks, "All", "Who steps in", "More is missing of"), rows, (*ranks, "All"))

    def _row(self, loss: Loss) -> list[str]:
        if loss.status is not Status.OPTIMAL:
            blank = ["" for _ in self.found.fill]
            return [self.named(loss), *blank, "", self.outcome(loss), ""]
        total = points(loss.total or 0.0)
        return [self.named(loss), *_told(loss), total, some(self._joins(loss)), some(loss.lost)]

    def _joins(self, loss: Loss) -> list[str]:
        """Return who steps in, each with its person-months."""
        return [f"{self.names.nations[name]} {people(months)}" for name, months in loss.stands_in]

    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return all losses with their figures."""
        rows = []
        for loss in self.found.losses:
            fill = {f"Priority {rank}": change for rank, change in loss.fill}
            joins = "; ".join(self._joins(loss))
            rows.append(
                {
                    "Without": self.named(loss),
                    "Result": loss.status.value,
                    **fill,
                    "All": loss.total,
                    "Who steps in": joins,
                    "More is missing of": ", ".join(loss.lost),
                }
            )
        return (("Losses", pd.DataFrame(rows)),)


def _told(loss: Loss) -> list[str]:
    """Return what is told of a loss of fill, by priority; two that read alike are alike."""
    return [points(change) for _, change in loss.fill]


def hurts(loss: Loss) -> bool:
    """Say whether something is lost, or there is no plan."""
    return loss.status is Status.INFEASIBLE or any(change < 0 for _, change in loss.fill)


def stand_in(loss: Loss) -> float:
    """Return the person-months that others send more."""
    return sum(months for _, months in loss.stands_in)


def some(names: Sequence[str]) -> str:
    """Return the first few of a list, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
