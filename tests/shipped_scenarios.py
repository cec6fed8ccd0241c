"""The scenarios that ship, by name; each is read once by whoever tests them."""

from __future__ import annotations

from functools import cache

import planner
from planner.scenario.scenario import Scenario
from tests.folders import SHIPPED

BY_NAME = {path.stem: path for path in SHIPPED}


@cache
def shipped(name: str) -> Scenario:
    """Return a scenario that ships."""
    return planner.load(BY_NAME[name])
