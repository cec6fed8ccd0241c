"""What pictures share: what they leave out is counted as one or many."""

from __future__ import annotations

import pytest

from planner.reports.drawing import left_out


@pytest.mark.parametrize(
    ("count", "said"), [(0, ""), (1, " 1 row is left out."), (2, " 2 rows are left out.")]
)
def test_what_a_picture_leaves_out_is_counted_as_one_or_many(count: int, said: str) -> None:
    assert left_out(count, "row", "rows") == said
