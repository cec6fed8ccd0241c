"""The tables of an explanation that hold sentences: why, what hangs on what, what would have to be asked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.reports import explain_tables
from planner.reports.explain_words import CALLED, in_short
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import KINDS, Concession
from planner.studies.conflicts.conflicts import Conflict
from planner.studies.shortfalls.account import Shortfall
from planner.words.figures import share_asked
from planner.words.names import Names

SHORTFALLS = ("Requirement", "Phase", "Required", "Short", "Why")
CHANGES = ("For", "Answer", "What", "Price")


def shortfalls(found: Sequence[Shortfall], scenario: Scenario) -> pd.DataFrame:
    """Return a row for each shortfall: what is missing of what, and the sentence that says why."""
    names = Names(scenario)
    rows = [
        (names.requirements[one.requirement], names.phases[one.phase], one.required, one.short, one.sentence)
        for one in found
    ]
    return pd.DataFrame(rows, columns=list(SHORTFALLS))


def offers(found: Sequence[Shortfall], scenario: Scenario) -> pd.DataFrame:
    """Return where the units of every offer went that could have served a shortfall."""
    names = Names(scenario)
    tables = [
        explain_tables.offers(one, scenario).assign(
            Requirement=names.requirements[one.requirement], Phase=names.phases[one.phase]
        )
        for one in found
    ]
    columns = ["Requirement", "Phase", *explain_tables.OFFERS]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def ladder(answers: Sequence[Concession]) -> pd.DataFrame:
    """Return a row for each fill and a column for each kind of answer: its price and how many are asked."""
    found = {(answer.fill, answer.kind): answer for answer in answers}
    rows = [
        (share_asked(fill or 0.0), *(in_short(found.get((fill, kind))) for kind in KINDS))
        for fill in dict.fromkeys(answer.fill for answer in answers)
    ]
    return pd.DataFrame(rows, columns=["Filled", *(CALLED[kind] for kind in KINDS)])


def changes(answers: Sequence[Concession]) -> pd.DataFrame:
    """Return every change that an answer asks for and its price."""
    rows = [
        (
            "a plan at all" if answer.fill is None else f"{share_asked(answer.fill)} filled",
            CALLED[answer.kind],
            change.sentence,
            change.price,
        )
        for answer in answers
        for change in answer.changes
        if not change.aside
    ]
    return pd.DataFrame(rows, columns=list(CHANGES))


def conflicts(found: Sequence[Conflict]) -> pd.DataFrame:
    """Return the rules of each conflict, which cannot all hold."""
    rows = [(str(number), said) for number, one in enumerate(found, 1) for said in one.said]
    return pd.DataFrame(rows, columns=["Conflict", "Rules that cannot all hold"])
