"""What HiGHS prints by itself stays off standard output, where a document may stand alone."""

from __future__ import annotations

import json
import os

import highspy
import pytest

from planner.cli import DONE, run
from planner.engines.solvers import highs_model


@pytest.fixture
def _greets(monkeypatch):
    """Let HiGHS greet as 1.16 does: the library itself writes when the first of a process is made."""
    real = highspy.Highs
    told: list[int] = []

    def made():
        if not told:
            told.append(os.write(1, b"Running HiGHS\n"))
        return real()

    monkeypatch.setattr(highspy, "Highs", made)
    highs_model._greet.cache_clear()
    yield
    assert told
    highs_model._greet.cache_clear()


@pytest.mark.usefixtures("_greets")
def test_solve_as_json_prints_the_document_alone_where_highs_greets(tmp_path, capfd) -> None:
    file = str(tmp_path / "new.yaml")
    assert run(["new", file]) == DONE
    capfd.readouterr()
    assert run(["solve", file, "--json"]) == DONE
    assert json.loads(capfd.readouterr().out)["status"] == "optimal"
