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


def test_every_unknown_nation_is_told_at_once(small, plan, tmp_path, capsys) -> None:
    variant = tmp_path / "variant.yaml"
    free = ("--free", "Nowhere", "--free", "Elsewhere")
    said = refused("pin", str(small), str(plan), *free, "-o", str(variant), capsys=capsys)
    assert not variant.exists()
    assert len(said.splitlines()) == 2
