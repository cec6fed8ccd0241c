"""How answers show themselves in a notebook."""

from __future__ import annotations

import planner
from planner.scenario.reading import read
from planner.words.notebook import notebook_html
from tests.small import document


def test_what_a_user_wrote_is_shown_as_text() -> None:
    shown = notebook_html("<b>", ["a & b"], {"<i>": [{"<u>": "<script>"}]})
    assert shown.count("&lt;") == 4
    assert "a &amp; b" in shown


def test_a_table_without_lines_is_left_out() -> None:
    assert "<table" not in notebook_html("t", [], {"none": []})


def test_a_plan_shows_what_is_filled_and_who_sends_what() -> None:
    plan = planner.solve(read({**document(), "title": "One <question>"}))
    shown = plan._repr_html_()
    assert "One &lt;question&gt;" in shown
    assert "hypothetical" in shown
    assert all(f"<td>{nation}</td>" in shown for nation in plan.contributions["nation"])


def test_a_scenario_without_a_plan_shows_its_status(tmp_path) -> None:
    rule = {"kind": "limit", "at_least": 100000, "measure": "personnel", "because": "too much"}
    shown = planner.solve(read({**document(), "constraints": {"much": rule}}))._repr_html_()
    assert "infeasible" in shown


def test_a_comparison_shows_what_was_changed_and_the_goals_side_by_side() -> None:
    one, other = read(document()), read(document(), ["nations.FRA.cost_factor=2"])
    shown = planner.compare(one, other)._repr_html_()
    assert "cost_factor" in shown
    assert "fill 1" in shown
