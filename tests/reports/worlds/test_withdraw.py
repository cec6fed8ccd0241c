"""The report of withdrawals: nobody is called dispensable of whom it is not known."""

from __future__ import annotations

from dataclasses import replace

import planner
from planner.engines.engine import Status
from planner.reports.worlds.withdraw import report
from planner.studies.withdraw.withdraw import Loss
from tests.small import scenario


def test_a_nation_of_which_nothing_is_known_is_not_said_to_be_dispensable() -> None:
    found = planner.withdraw(scenario(goals=["fill"]))
    single = [one for one in found.losses if len(one.nations) == 1]
    unknown = tuple(Loss(one.nations, None, Status.LIMIT) for one in single)
    said = " ".join(report(replace(found, losses=unknown)).headline)
    assert "could go" not in said
    assert "could not be solved" in said
