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
            "--josn is no option of it (did you mean '--json'?)\nplanner solve: error: --quit is no",
        ),
        (["solve", "x.yaml", "y.yaml"], "planner solve: error: has no use for 'y.yaml'"),
        (["schema", "--jsn"], "planner schema: error: --jsn is no option of it"),
    ],
)
def test_what_is_not_known_is_told_with_the_nearest_word(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(*arguments, capsys=capsys)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["export", "x.yaml", "--fromat", "lp", "-o"],
            ["--fromat is no option of it (did", "argument -o/--output: expected one", "required: --format"],
        ),
        (
            ["uncertainty", "--draws", "0", "--seed", "x", "--workers"],
            ["--draws: '0' is not a", "--seed: 'x' is not", "--workers: expected one", "required: FILE"],
        ),
        (
            ["solve", "x.yaml", "y.yaml", "--firmness", "aproved", "--time-limit", "-3"],
            ["--firmness: 'aproved' is not", "--time-limit: a time limit", "has no use for 'y.yaml'"],
        ),
    ],
)
def test_all_that_is_wrong_is_told_at_once_a_line_each(
    arguments: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    command = f"planner {arguments[0]}: error: "
    lines = [one for one in refused(*arguments, capsys=capsys).splitlines() if one.startswith(command)]
    assert len(lines) == len(said)
    assert all(one in "\n".join(lines) for one in said)


def test_an_option_may_be_shortened_and_a_value_may_hold_what_looks_like_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = refused("solve", "nowhere.yaml", "--quie", "--set", "title=--x y", capsys=capsys)
    assert "no option" not in told
    assert "nowhere.yaml: does not exist" in told
