from __future__ import annotations

import pytest

import planner
from planner.formulation.offers import Counting
from planner.plan.from_solution import counted
from planner.reports.explain.explain_files import Explained
from planner.studies.explain import explain
from tests.folders import ROOT
from tests.reports import example


def explained(scenario):
    return Explained(explain(scenario), scenario, counted(scenario, Counting()))


@pytest.fixture(scope="session")
def short():
    """Return why the template stays short when it is asked for more."""
    settings = ["requirements.M1.quantity=9", "requirements.L1.quantity.hold=9"]
    return explained(planner.load(str(ROOT / "planner" / "scenario" / "template.yaml"), settings))


@pytest.fixture(scope="session")
def conflicting():
    return explained(example.impossible())
