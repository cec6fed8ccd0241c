"""An explanation as sections of sentences and grids."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pandas as pd

from planner.engines.engine import Status
from planner.plan.plan import Counted
from planner.reports import explain_tables, plan_sentences
from planner.reports.explain import sentence_tables
from planner.reports.explain.condition_table import condition_grid, condition_table
from planner.reports.explain_words import (
    CALLED,
    ONLY_ROUNDING,
    PRICED,
    fills_more,
    no_answers,
    one_of_each_bound,
    weighed,
    worst_of_each_line,
)
from planner.reports.sections import Section, source_grid
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import Concession
from planner.studies.explain import FORMAT, Explanation
from planner.studies.ranges.ranges import uniqueness
from planner.version import __version__
from planner.words.figures import figure, share, share_asked, shown
from planner.words.names import one_line
from planner.words.text_tables import Cell, Grid

NOT_BROKEN = "\u00a0"
"""A space at which no line ends."""
WORST = (
    "Each requirement that is short, in its worst phase; the workbook and the data (JSON) have all phases."
)
PRICES = (
    "What one more and one less of each bound changes, and up to how many that holds, in the phase where it "
    "matters most; where it is not for one, it says for how many. The workbook and the data (JSON) have all "
    "phases."
)
WENT = (
    "Where the units of every offer went that could have served such a requirement in its worst phase: here, "
    "elsewhere, held back for a reason, or unused."
)


def sections(found: Explanation, scenario: Scenario, counted: Counted) -> tuple[Section, ...]:
    """Return the report in its order; what was not found or does not apply is left out."""
    parts = (
        _conflicts(found),
        *_answers("relaxations", "What would make a plan possible", found.relaxations),
        *_shortfalls(found, scenario),
        Section("prices", "Prices, both ways", (PRICES,), _prices(found, scenario)),
        _conditions(found, scenario),
        *_concessions(found),
        *_ranges(found, scenario),
        Section("sources", "Sources", grids=(source_grid(scenario),)),
        Section("provenance", "Provenance", grids=_some(provenance(found, scenario, counted))),
    )
    return tuple(part for part in parts if any(grid.rows for grid in part.grids))


def grid(table: pd.DataFrame, figures: Collection[str] = ()) -> Grid:
    """Return a table as text; figures that are not written yet are, and no figure is broken."""
    rows = tuple(
        tuple(_cell(value, figure=name in figures) for name, value in zip(table.columns, row, strict=True))
        for row in table.itertuples(index=False)
    )
    return Grid(tuple(table.columns), frozenset(figures), rows)


def _cell(value: str | float, *, figure: bool) -> Cell:
    text = value if isinstance(value, str) else shown(value)
    return Cell(text.replace(" ", NOT_BROKEN) if figure else text)


def _some(table: pd.DataFrame, figures: Collection[str] = ()) -> tuple[Grid, ...]:
    return (grid(table, figures),) if len(table) else ()


def _conflicts(found: Explanation) -> Section:
    count = len(found.conflicts.found)
    others = "There are no other conflicts." if found.conflicts.complete else "There may be other conflicts."
    every = f"Each could be solved by giving up one of its rules. {others}" if count else ""
    every = ONLY_ROUNDING if found.conflicts.only_rounding else every
    grids = _some(sentence_tables.conflicts(found.conflicts.found))
    return Section("conflicts", "Rules that cannot all hold", (every,), grids)


def _shortfalls(found: Explanation, scenario: Scenario) -> Iterator[Section]:
    worst = worst_of_each_line(found.shortfalls, scenario)
    told = _some(sentence_tables.shortfalls(worst, scenario), ("Required", "Short"))
    yield Section("shortfalls", "Why requirements are short", (WORST,), told)
    went = _some(sentence_tables.offers(worst, scenario), explain_tables.OFFER_FIGURES)
    yield Section("offers", "Where the offers for them went", (WENT,), went)


def _prices(found: Explanation, scenario: Scenario) -> tuple[Grid, ...]:
    table = explain_tables.prices(one_of_each_bound(found.prices), scenario)
    return _some(table, explain_tables.PRICE_FIGURES)


def _conditions(found: Explanation, scenario: Scenario) -> Section:
    table = condition_table(found, scenario)
    words = pd.DataFrame({"In words": [row.sentence for row in table.rows if row.sentence]})
    grids = (condition_grid(table), *_some(words)) if table.rows else ()
    return Section("conditions", "Conditions", table.key, grids)


def _concessions(found: Explanation) -> Iterator[Section]:
    """Yield why the fill asked for has no answer, the ladder, and its answers; nothing without a ladder."""
    ladder = found.ladder
    if ladder is None:
        return
    if not ladder.answers and no_answers(ladder):
        asked = (Cell(share_asked(ladder.asked or 0.0)), Cell(no_answers(ladder)))
        none = Grid(("Asked for", "Answer"), frozenset(), (asked,))
        yield Section("ladder", "What it would take to fill more", grids=(none,))
        return
    rungs = sentence_tables.ladder(ladder.answers)
    kinds = tuple(rungs.columns)
    key = ("A price, and how many are asked.",)
    yield Section("ladder", "What it would take to fill more", key, _some(rungs, kinds))
    yield from _answers("concessions", "What would have to be asked", ladder.answers)


def _answers(name: str, title: str, found: Sequence[Concession]) -> Iterator[Section]:
    """Yield the changes that answers ask for, and of which a better one may exist, or more is filled."""
    remarked = [
        f"{CALLED[one.kind]}{_filling(one)}: {weighed(one)}."
        for one in found
        if not one.proven or fills_more(one)
    ]
    yield Section(name, title, (PRICED, *remarked), _some(sentence_tables.changes(found), ("Price",)))


def _filling(answer: Concession) -> str:
    return "" if answer.fill is None else f", {share_asked(answer.fill)} filled"


def _ranges(found: Explanation, scenario: Scenario) -> Iterator[Section]:
    table = explain_tables.ranges(found.ranges, scenario, all_nations=True)
    key = "Person-months of each nation in this plan, and from the least to the most in plans as good."
    figures = [column for column in table.columns if column != "Nation"]
    yield Section("ranges", "How free the plan is", (uniqueness(found.ranges), key), _some(table, figures))


def provenance(found: Explanation, scenario: Scenario, counted: Counted) -> pd.DataFrame:
    """Return where the report comes from: scenario, file, hash, what counts, the order of goals, versions."""
    rows = {
        "Scenario": one_line(scenario.title),
        "File": one_line(Path(scenario.file).name),
        "SHA-256 of the scenario": digest(scenario),
        "Counted on": counted.sentence() or "offers at their expected units, of any firmness",
        "Result": plan_sentences.RESULTS[found.status],
        "Cut short": ", ".join(found.unfinished) or "nothing",
        "Looked at in part": ", ".join(found.partial) or "nothing",
        "Goals in order": ", ".join(goal.goal for goal in scenario.goals),
        "Planner": f"{__version__}, document {FORMAT}",
    }
    return pd.DataFrame(list(rows.items()), columns=["What", "Which"])


def key_figures(found: Explanation) -> tuple[tuple[str, str], ...]:
    """Return the figures that a reader looks for first, each with what it is; no count that was cut short."""
    known = found.status is Status.OPTIMAL and found.required
    if not known or found.ladder is None or found.ladder.today is None:
        return ()
    most = found.ladder.most
    reachable = () if most is None else ((share(most), "could be filled with every concession"),)
    short, priced = len({one.requirement for one in found.shortfalls}), len(one_of_each_bound(found.prices))
    counts = (
        ("shortfalls", short, "requirement is short in some phase", "requirements are short in some phase"),
        ("prices", priced, "bound with a price", "bounds with a price"),
    )
    return (
        (share(found.ladder.today), "of what is required is filled"),
        *reachable,
        *(
            (figure(count), one if count == 1 else many)
            for part, count, one, many in counts
            if part not in found.unfinished
        ),
    )
