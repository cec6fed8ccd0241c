"""Documents that a command wrote, given in the place of a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario.small_file import SMALL, said_of


@pytest.mark.parametrize(
    ("form", "words"), [("plan", "a saved plan"), ("withdraw", "what `planner withdraw` answered")]
)
def test_what_a_command_wrote_is_said_to_be_that_and_not_a_scenario_without_any_section(
    form: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(f'{{"format": "planner-{form}/1", "status": "optimal"}}')
    assert said_of(path) == [f"plan.json: is {words}, not a scenario"]


def test_a_scenario_that_extends_a_saved_plan_is_told_which_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text('{"format": "planner-plan/1"}')
    path = tmp_path / "heir.yaml"
    path.write_text(f"extends: plan.json\n{SMALL}")
    assert said_of(path) == ["plan.json: is a saved plan, not a scenario"]


def test_any_other_format_is_a_key_that_no_scenario_has(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(f"format: other\n{SMALL}")
    assert ["format" in line for line in said_of(path)] == [True]
