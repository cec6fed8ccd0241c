"""A command line that is used wrongly says what may have been meant."""

from __future__ import annotations

import pytest

from tests.cli.refusing import refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["slove", "x.yaml"], "'slove' is not known (did you mean 'solve'?)"),
        (
            ["solve", "x.yaml", "--firmness", "aproved"],
            "--firmness: 'aproved' is not known (did you mean 'approved'?)",
        ),
        (
            ["solve", "x.yaml", "--josn", "--quit"],
            "--josn is no option of it (did you mean '--json'?); --quit is no",
        ),
        (["solve", "x.yaml", "y.yaml"], "planner solve: error: has no use for 'y.yaml'"),
        (["schema", "--jsn"], "planner schema: error: --jsn is no option of it"),
    ],
)
def test_what_is_not_known_is_told_with_the_nearest_word(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(*arguments, capsys=capsys)
