"""Kinds of one's own, in folders that PLANNER_KINDS names: what they may build on, and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import ROOT

STRICT = """\
from typing import ClassVar, Literal
from planner.constraints.limit import Limit


class Strict(Limit):
    says: ClassVar[str] = "As a limit, and nobody bends it."
    example: ClassVar[str] = "kind: strict"
    kind: Literal["strict"] = "strict"
"""


def answered(folder: Path | str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "planner", *(command or ("constraints",))],
        env={**os.environ, "PLANNER_KINDS": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(folder: Path | str, *command: str) -> str:
    answer = answered(folder, *command)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Traceback" not in answer.stderr
    return answer.stderr


def test_a_kind_may_build_on_a_kind(tmp_path) -> None:
    (tmp_path / "strict.py").write_text(STRICT, encoding="utf-8")
    said = answered(tmp_path).stdout
    assert "strict: As a limit" in said
    assert "limit: A measure over" in said


def test_everything_that_is_wrong_is_said_at_once_with_its_line(tmp_path) -> None:
    (tmp_path / "halves.py").write_text("\n\nclass Halves(:\n", encoding="utf-8")
    (tmp_path / "raises.py").write_text("import math\n\nmath.nothing\n", encoding="utf-8")
    (tmp_path / "limit.py").write_text(STRICT, encoding="utf-8")
    (tmp_path / "again.py").write_text(STRICT.replace("strict", "share"), encoding="utf-8")
    (tmp_path / "wordless.py").write_text(
        STRICT.replace("Strict", "Wordless")
        .replace("says: ClassVar[str]", "says: ClassVar[int]")
        .replace('"As a limit, and nobody bends it."', "3"),
        encoding="utf-8",
    )
    said = refusal(os.pathsep.join([str(tmp_path), str(tmp_path / "gone")])).splitlines()
    assert any("gone: is not a folder" in line for line in said)
    assert any("halves.py:3: is not Python" in line for line in said)
    assert any("raises.py:3: cannot be loaded: AttributeError" in line for line in said)
    assert any("limit.py: has the name of limit.py, which ships" in line for line in said)
    assert any("again.py:5: Strict: is called 'share', as another kind is" in line for line in said)
    assert any("wordless.py:5: Wordless: has no `says`" in line for line in said)


@pytest.mark.parametrize("command", [("validate", "nothing.yaml"), ("schema",), ("app", "--no-browser")])
def test_every_command_that_reads_kinds_says_it(tmp_path, command) -> None:
    (tmp_path / "halves.py").write_text("class Halves(:\n", encoding="utf-8")
    assert "halves.py:1: is not Python" in refusal(tmp_path, *command)


def test_a_kind_that_does_not_say_what_it_is_called_is_none(tmp_path) -> None:
    text = STRICT.replace('    kind: Literal["strict"] = "strict"\n', "")
    (tmp_path / "strict.py").write_text(text, encoding="utf-8")
    assert "strict.py:5: Strict: is called 'limit', as another kind is" in refusal(tmp_path)
