"""A small scenario and its plan, as files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from planner.cli import run
from tests.small import document


@pytest.fixture
def small(tmp_path) -> Path:
    """Return the file of a small scenario."""
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(document(), sort_keys=False), encoding="utf-8")
    return file


@pytest.fixture
def plan(small, tmp_path, capsys) -> Path:
    """Return the file of the small scenario's plan."""
    run(["solve", str(small), "--out", str(tmp_path / "plans"), "--quiet"])
    capsys.readouterr()
    return tmp_path / "plans" / "plan.json"
