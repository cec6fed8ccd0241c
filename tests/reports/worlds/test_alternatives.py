"""The report of other plans: a nation that carries a little more is not said to carry the same."""

from __future__ import annotations

import pytest

from planner.reports.worlds.alternatives import signed


@pytest.mark.parametrize(
    ("months", "said"), [(0, "0"), (0.3, "+<1"), (-0.3, "-<1"), (12.4, "+12"), (-1234.0, "-1,234")]
)
def test_a_change_that_is_not_nothing_never_reads_as_nothing(months, said) -> None:
    assert signed(months) == said
