"""What is wrong with a command's options is told together with what is wrong with the files that it reads."""

from __future__ import annotations

import pytest

from planner.cli import BAD_INPUT, run

GONE = "gone.yaml: does not exist"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            "ask gone.yaml --fill 2 --chance 7 --most 0",
            ["--chance: is 7", GONE, "--fill: is 2", "--most: is 0"],
        ),
        ("ask gone.yaml --fill 0", [GONE, "--fill: is 0"]),
        ("alternatives gone.yaml --within 7", [GONE, "--within: is 7"]),
        ("explain gone.yaml --fill 90", [GONE, "--fill: 90 is not a part"]),
        ("solve gone.yaml --solver nobody", [GONE, "--solver: no solver is called 'nobody'"]),
        ("explain gone.yaml --solver nobody", [GONE, "--solver: no solver is called 'nobody'"]),
        ("withdraw gone.yaml --solver nobody", [GONE, "--solver: no solver is called 'nobody'"]),
        ("uncertainty gone.yaml --cache a-file", [GONE, "a-file: is no folder"]),
        ("worth gone.yaml --solver nobody", [GONE, "--solver: no solver is called 'nobody'"]),
        ("sweep gone.yaml no.yaml --solver nobody", [GONE, "no.yaml: does not exist", "--solver: no solver"]),
        (
            "compare gone.yaml no.yaml --solver nobody",
            [GONE, "no.yaml: does not exist", "--solver: no solver"],
        ),
        ("evaluate gone.yaml no.csv", [GONE, "no.csv: does not exist"]),
        (
            "verify no.json gone.yaml --solver nobody",
            [GONE, "no.json: does not exist", "--solver: no solver"],
        ),
        ("pin gone.yaml no.json -o v.yaml", [GONE, "no.json: does not exist"]),
    ],
)
def test_options_and_files_that_are_wrong_are_told_in_one_run(
    tmp_path, monkeypatch, capsys, arguments, said
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").touch()
    assert run(arguments.split()) == BAD_INPUT
    told = capsys.readouterr().err
    assert [one for one in said if one not in told] == []
    assert len(told.splitlines()) == len(said)
