"""Totals: weighted sums over columns that rows can be written on."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.formulation.formulate import COMPACT_FROM, blueprint, formulate
from planner.program.blocks import CONTRIBUTION, Total
from planner.program.listing import listing
from tests.folders import ROOT
from tests.small import constrained, formulated


def total() -> Total:
    """Return sums by nation (positions 0, 2, 5) and phase (0, 1) over six columns."""
    return Total(
        family="total 1",
        sentence="people",
        domain={"nation": np.array([0, 2, 5], dtype=np.int32), "phase": np.array([0, 1], dtype=np.int32)},
        group=np.array([0, 0, 3, 4, 4, 4], dtype=np.int32),
        column=np.arange(6, dtype=np.int32),
        weight=np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        reach=np.array([3.0, 0.0, 0.0, 3.0, 15.0, 0.0]),
    )


def test_groups_are_numbered_over_the_grid_of_their_keys() -> None:
    grid = total().grid()
    assert grid["nation"].tolist() == [0, 0, 2, 2, 5, 5]
    assert grid["phase"].tolist() == [0, 1, 0, 1, 0, 1]
    assert total().at(grid).tolist() == [0, 1, 2, 3, 4, 5]


def test_a_group_that_is_not_on_the_grid_is_minus_one() -> None:
    keys = {"nation": np.array([0, 1, 5, 9], dtype=np.int32), "phase": np.array([1, 0, 0, 0], dtype=np.int32)}
    assert total().at(keys).tolist() == [1, -1, 4, -1]


def test_a_key_can_be_added_up_over_all_or_some_of_its_positions() -> None:
    everyone, some = total().summed("nation"), total().summed("nation", np.array([2, 5], dtype=np.int32))
    assert everyone.reach.tolist() == [18.0, 3.0]
    assert some.reach.tolist() == [15.0, 3.0]
    assert some.expanded().column.tolist() == [2, 3, 4, 5]
    assert everyone.family != some.family


def test_a_part_on_a_total_expands_to_the_columns_it_adds_up() -> None:
    part = total().part(np.array([4, -1, 0], dtype=np.int32), 10.0).expanded()
    assert part.family == CONTRIBUTION
    assert list(zip(part.row, part.column, part.coefficient, strict=True)) == [
        (0, 3, 40.0),
        (0, 4, 50.0),
        (0, 5, 60.0),
        (2, 0, 10.0),
        (2, 1, 20.0),
    ]


def test_a_sum_of_sums_expands_to_the_same_columns() -> None:
    part = total().summed("nation").part(np.array([0, 1], dtype=np.int32), 1.0).expanded()
    sums = np.zeros((2, 6))
    np.add.at(sums, (part.row, part.column), part.coefficient)
    assert sums.tolist() == [[1, 2, 0, 4, 5, 6], [0, 0, 3, 0, 0, 0]]


def test_the_coefficients_of_the_direct_form_are_counted_before_they_are_written() -> None:
    scenario = planner.load(ROOT / "scenarios" / "reassurance.yaml")
    drawn = formulate(scenario)
    parts = [part for block in blueprint(scenario, drawn.ground, drawn.offers).rows for part in block.parts]
    assert [part.entries for part in parts] == [len(part.expanded().column) for part in parts]
    assert any(part.entries > len(part.column) for part in parts)


def test_a_program_of_wide_rows_is_compact_however_few_columns_it_has() -> None:
    scenario = planner.load(ROOT / "scenarios" / "united-nations" / "missions-2020.yaml")
    drawn = formulate(scenario)
    assert drawn.ground.count < COMPACT_FROM
    assert drawn.program.form == "compact"
    assert drawn.program.matrix.nnz < blueprint(scenario, drawn.ground, drawn.offers).entries / 10


def test_the_compact_form_has_columns_for_shared_totals_and_fewer_entries() -> None:
    politics = constrained(kind="share", component="maritime", per="nation", at_most=0.4)
    direct = formulated(form="direct", **politics).program
    compact = formulated(form="compact", **politics).program
    added = [block.family for block in compact.columns if block.family.startswith("total")]
    assert added
    assert {block.family for block in direct.columns} == {"contribution", "shortfall"}
    assert len(compact.lower) > len(direct.lower)


def test_every_row_knows_its_path_and_says_itself() -> None:
    program = formulated(**constrained(kind="lead", nations="TUR", component="maritime", least=0.3)).program
    for row in range(len(program.row_lower)):
        assert program.path(row).split(".")[0] in ("requirements", "nations", "constraints")
        assert "{" not in program.sentence(row)
    assert program.path(0) == "requirements.L1.quantity"
    with pytest.raises(IndexError):
        program.row(len(program.row_lower))


def test_every_column_is_bounded_by_its_reach() -> None:
    program = formulated(**constrained(kind="share", component="land", per="nation", at_most=0.4)).program
    assert np.isfinite(program.reach).all()
    assert (program.reach >= 0).all()


def test_a_program_can_be_read_as_text() -> None:
    text = listing(formulated().program, frozenset({"need"}))
    assert "requirements.L1.quantity: what L1 requires in deploy" in text
    assert "+1 contribution[FRA, battalion, L1, deploy]" in text
    assert "= 6" in text
