"""What tests of reports of many worlds share: one answer, worked out once."""

from __future__ import annotations

import pytest

from planner.studies.uncertainty.uncertainty import Uncertainty
from tests.reports.worlds.unsure import unsure


@pytest.fixture(scope="session")
def found() -> Uncertainty:
    """Return how likely the small scenario is filled."""
    return unsure()
