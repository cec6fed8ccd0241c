"""What the first sheet says: how to work with the tables, in a few lines."""

from __future__ import annotations

from planner.scenario.scenario import Scenario

RULES = (
    "These sheets are a scenario of the planner. Change them, save the file, and read them back with",
    "      planner import THIS_FILE.xlsx -o SCENARIO.yaml",
    "which says all that is wrong at once, with sheet and cell, and writes nothing until all is right.",
    "",
    "One line is one thing, with its id, or the ids of what it belongs to, in front. Empty means: not said.",
    "Each header has a note that says what the column means. Many cells have a list to choose from.",
    "The order of lines means nothing: in the sheets phases and goals the column number says the order.",
    "Several ids stand in one cell with commas: TUR, ROU. All but some: not: TUR, or not: [TUR, ROU].",
    "Some cells hold a small table as a scenario file has it: from: deploy, until: hold; or price: 2.",
    "A number by phase stands in the columns quantity.PHASE, and then quantity itself is empty.",
    "Add a column keys.NAME or measures.NAME for a figure of your own.",
    "Text that begins with = + - or @ is text. json: begins what a cell cannot hold, such as empty text.",
    "Sheets and columns of your own are left alone where their name begins with _; they do not come back.",
)


def guide(scenario: Scenario) -> tuple[str, ...]:
    """Return the lines of the first sheet."""
    return (" ".join(scenario.title.split()), "", *RULES)
