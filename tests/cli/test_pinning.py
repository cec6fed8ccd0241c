"""`planner pin` refuses what nothing can be pinned of, all at once, and writes nothing then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from planner.cli import NO_PLAN, run
from tests.cli.refusing import refused


@pytest.fixture
def without_plan(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the file of an answer that says only that no plan meets what has to hold."""
    document = yaml.safe_load(small.read_text())
    document["constraints"] = {"much": {"kind": "limit", "measure": "personnel", "at_least": 1e9}}
    small.write_text(yaml.safe_dump(document))
    assert run(["solve", str(small), "--json"]) == NO_PLAN
    answer = tmp_path / "none.json"
    answer.write_text(capsys.readouterr().out)
    assert json.loads(answer.read_text())["status"] == "infeasible"
    return answer


def test_an_answer_without_a_plan_is_refused_with_all_that_is_wrong_beside(
    small, without_plan, tmp_path, capsys
) -> None:
    variant = tmp_path / "variant.yaml"
    free = ("--free", "Nowhere", "--free", "Elsewhere")
    said = refused("pin", str(small), str(without_plan), *free, "-o", str(variant), capsys=capsys)
    assert not variant.exists()
    assert f"{without_plan}: status: holds no plan (status infeasible), so there is nothing to pin" in said
    assert "'Nowhere' is no nation" in said
    assert "'Elsewhere' is no nation" in said


@pytest.mark.parametrize("named", ["base.yaml", "heir.yaml", "link.yaml", "sub/../base.yaml"])
def test_a_variant_is_not_written_over_what_it_stands_on(
    named: str, small: Path, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "base.yaml").write_text(small.read_text())
    (tmp_path / "heir.yaml").write_text("extends: base.yaml\ntitle: Heir\n")
    (tmp_path / "link.yaml").symlink_to("base.yaml")
    (tmp_path / "sub").mkdir()
    variant, heir = tmp_path / named, str(tmp_path / "heir.yaml")
    before = variant.read_text()
    said = refused("pin", heir, str(plan), "-o", str(variant), "--force", capsys=capsys)
    assert said.startswith(f"{variant}: is a scenario that the variant stands on")
    assert "(write to another file)" in said
    assert variant.read_text() == before


def test_a_variant_is_not_written_over_the_plan_that_it_keeps(
    small: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = plan.read_text()
    said = refused("pin", str(small), str(plan), "-o", str(plan), "--force", capsys=capsys)
    assert "is the plan whose contributions are pinned" in said
    assert plan.read_text() == before


def test_every_unknown_nation_is_told_at_once(small, plan, tmp_path, capsys) -> None:
    variant = tmp_path / "variant.yaml"
    free = ("--free", "Nowhere", "--free", "Elsewhere")
    said = refused("pin", str(small), str(plan), *free, "-o", str(variant), capsys=capsys)
    assert not variant.exists()
    assert len(said.splitlines()) == 2


def test_of_a_plan_of_another_scenario_each_name_that_is_not_there_is_told_once(
    small, plan, tmp_path, capsys
) -> None:
    document = yaml.safe_load(small.read_text())
    (renamed,) = {one["nation"] for one in json.loads(plan.read_text())["contributions"]} & {"FRA"}
    text = small.read_text().replace(renamed, "ITA")
    assert "ITA" not in yaml.safe_dump(document)
    small.write_text(text)
    variant = tmp_path / "variant.yaml"
    said = refused("pin", str(small), str(plan), "-o", str(variant), capsys=capsys)
    assert not variant.exists()
    assert f"{plan}: contributions: 'FRA' is no nation of {small} (it is a plan of" in said
    assert len(said.splitlines()) == 1
