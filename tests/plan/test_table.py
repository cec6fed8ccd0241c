"""Tables of a plan: plain columns inside, DataFrames to those who ask."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import planner
from planner.plan.plan import Plan
from planner.plan.table import Framed, PlanTable, as_kept, lines_of
from planner.scenario.reading import read
from tests.small import document

TABLES = ("fill", "contributions", "nations", "support")
SENT = PlanTable({"nation": np.array(["FRA", "TUR"], dtype=object), "units": np.array([1.5, 2.0])})


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planner.solve(read(document()))


def test_lines_are_what_a_data_frame_says_of_the_same_columns() -> None:
    assert lines_of(SENT) == [{"nation": "FRA", "units": 1.5}, {"nation": "TUR", "units": 2.0}]
    assert lines_of(SENT.frame()) == lines_of(SENT)
    assert all(type(line["units"]) is float for line in lines_of(SENT))
    assert len(SENT) == 2


def test_a_table_without_lines_keeps_its_columns() -> None:
    empty = SENT.without_lines()
    assert len(empty) == 0
    assert lines_of(empty) == []
    assert list(empty.frame().columns) == ["nation", "units"]
    assert len(PlanTable({})) == 0


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_a_plan_is_one_data_frame_to_all_who_ask(plan: Plan, name: str) -> None:
    assert isinstance(getattr(plan, name), pd.DataFrame)
    assert getattr(plan, name) is getattr(plan, name)


def test_the_document_is_the_same_before_and_after_somebody_asked_for_a_table() -> None:
    unread = planner.solve(read(document()))
    before = unread.as_document()
    assert isinstance(as_kept(unread, "contributions"), PlanTable)
    for name in TABLES:
        assert len(getattr(unread, name)) == len(before[name])
    assert unread.as_document() == before


def test_a_plan_with_another_table_says_what_that_table_says(plan: Plan) -> None:
    changed = replace(plan, contributions=plan.contributions.assign(units=7.0))
    assert {line["units"] for line in changed.as_document()["contributions"]} == {7.0}
    assert changed.fill is plan.fill


def test_a_plan_that_went_to_another_process_has_the_same_tables(plan: Plan) -> None:
    sent = pickle.loads(pickle.dumps(planner.solve(read(document()))))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(sent, name), getattr(plan, name))


def test_a_plan_without_its_tables_is_none() -> None:
    with pytest.raises(TypeError, match="contributions"):
        Plan(title="nothing")  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Framed().__get__(None, Plan)
