"""What the README and CONTRIBUTING show is run."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from planner.cli import run
from planner.cli.command_line import parser
from tests.folders import ROOT
from tests.small import document

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def commands() -> list[list[str]]:
    """Return every `planner` command of the README's blocks, in order."""
    lines = [line for block in blocks(README, "sh") for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("planner ")]


def test_there_are_commands_to_run() -> None:
    assert len(commands()) >= 6


def test_every_command_of_the_readme_runs(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    for command in commands():
        assert run(command) == 0, command
    assert (tmp_path / "plans" / "plan.json").exists()
    assert capsys.readouterr().err == ""


def test_the_python_of_the_readme_runs(monkeypatch, capsys) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks(README, "python")
    namespace: dict[str, object] = {}
    exec(code, namespace)
    assert capsys.readouterr().out
    assert type(namespace["problem"]).__name__ == "LpProblem"


def test_the_readme_has_one_command_to_start_and_one_to_test() -> None:
    for mark in ("start", "test"):
        assert len(re.findall(rf"<!-- {mark} -->\n```sh\n[^\n]+\n```", README)) == 1


def test_every_file_the_documents_name_is_there() -> None:
    for text in (README, CONTRIBUTING):
        for name in re.findall(r"\]\(([\w./-]+)\)", text):
            assert (ROOT / name).exists(), name
        for name in re.findall(r"`((?:planner|tests|scenarios|benchmarks)/[\w./-]+)`", text):
            assert (ROOT / name).exists() or "parity" in name, name


def test_photographs_of_the_page_are_small_and_of_one_size() -> None:
    for name in ("edit", "plan", "why", "compare"):
        content = (ROOT / "docs" / "page" / f"{name}.png").read_bytes()
        assert struct.unpack(">II", content[16:24]) == (1360, 900)
        assert len(content) < 250_000


def test_every_command_is_in_the_table_of_the_readme() -> None:
    (commands,) = (
        action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    for name in commands:
        assert re.search(rf"^\| `planner {name}\b[^|]*` \|", README, flags=re.MULTILINE), name


def test_every_shipped_scenario_is_in_the_readme() -> None:
    for path in (ROOT / "scenarios").iterdir():
        assert f"`scenarios/{path.name}{'/' if path.is_dir() else ''}`" in README


@pytest.fixture
def own_kind(tmp_path) -> dict[str, str]:
    (code,) = re.findall(r"<!-- kind: parity.py -->\n```python\n(.*?)```", CONTRIBUTING, flags=re.DOTALL)
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "parity.py").write_text(code, encoding="utf-8")
    return {**os.environ, "PLANNER_KINDS": str(folder), "PYTHONPATH": str(ROOT)}


def _planner(environment: dict[str, str], *arguments: str, cwd: Path) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "planner", *arguments],
        env=environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_worked_example_of_a_new_kind_is_found_in_listing_schema_and_plan(tmp_path, own_kind) -> None:
    (entry,) = re.findall(r"<!-- entry -->\n```yaml\n(.*?)```", CONTRIBUTING, flags=re.DOTALL)
    file = tmp_path / "equals.yaml"
    file.write_text(yaml.safe_dump(document(**yaml.safe_load(entry))), encoding="utf-8")
    assert "parity: Two nations send the same" in _planner(own_kind, "constraints", cwd=tmp_path)
    assert "Parity" in json.loads(_planner(own_kind, "schema", cwd=tmp_path))["$defs"]
    plan = json.loads(_planner(own_kind, "solve", str(file), "--json", cwd=tmp_path))
    sent = {"FRA": 0.0, "TUR": 0.0}
    for line in plan["contributions"]:
        if line["component"] == "maritime" and line["phase"] == "hold" and line["nation"] in sent:
            sent[line["nation"]] += line["units"]
    assert sent["FRA"] == pytest.approx(sent["TUR"]) == pytest.approx(2)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("planner.facts.fields", "planner.scenario.fields"),
        ("planner.program.blocks", "planner.program.tables"),
    ],
)
def test_a_kind_that_was_written_before_a_file_moved_is_found_too(tmp_path, own_kind, now, then) -> None:
    file = Path(own_kind["PLANNER_KINDS"]) / "parity.py"
    earlier = file.read_text(encoding="utf-8").replace(now, then)
    assert f"from {then} import" in earlier
    file.write_text(earlier, encoding="utf-8")
    assert "parity: Two nations send the same" in _planner(own_kind, "constraints", cwd=tmp_path)


def test_without_the_folder_the_kind_is_unknown(tmp_path) -> None:
    entry = {"kind": "parity", "pair": ["FRA", "TUR"]}
    file = tmp_path / "equals.yaml"
    file.write_text(yaml.safe_dump(document(constraints={"equals": entry})), encoding="utf-8")
    assert run(["validate", str(file)]) == 2
