"""What rows come from is carried with them."""

import pytest

from planner.program.row_source import ADDED, RowSort, RowSource
from tests.small import constrained, formulated

IDS = {"nation": "FRA", "capability": "battalion", "requirement": "L1", "place": "west", "phase": "hold"}


@pytest.mark.parametrize(
    ("sort", "path"),
    [
        ("need", "requirements.L1.quantity"),
        ("offer", "nations.FRA.offers.battalion.units"),
        ("pool", "nations.FRA.offers.battalion.pool"),
        ("support", "nations.FRA.support.west"),
        ("goal", "goals"),
        ("definition", ""),
    ],
)
def test_rows_of_facts_stand_where_their_keys_say(sort: RowSort, path: str) -> None:
    assert RowSource(sort).path(IDS) == path


def test_a_constraint_and_a_reason_that_closes_are_told_apart_whatever_they_are_called() -> None:
    rule, reason = RowSource("constraint", "firmness"), RowSource("closure", "firmness")
    assert (rule.constraint, reason.constraint, ADDED.constraint) == ("firmness", None, None)
    assert (rule.path(IDS), reason.path(IDS), ADDED.path(IDS)) == ("constraints.firmness", "firmness", "")


def test_every_row_of_a_constraint_says_whose_it_is() -> None:
    rule = constrained(kind="limit", measure="personnel", at_most=600, per="nation")
    names = {block.source.constraint for block in formulated(**rule).program.rows}
    assert names == {None, "rule"}
