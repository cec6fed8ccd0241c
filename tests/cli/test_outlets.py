"""A command ends with its exit code and without a traceback, whatever becomes of what it prints and reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from planner.cli import BAD_INPUT, DONE, NO_PLAN, run
from planner.problems import Problem
from tests.cli.refusing import refused

BROKEN = "title: x\nnations: 3\n"


def ended(command: str, folder: Path) -> tuple[int, str]:
    """Run the terminal's `planner ...` with redirections; return its exit code and all that it printed."""
    shell = f'set -o pipefail; planner() {{ {sys.executable} -m planner "$@"; }}; {command}'
    done = subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True, check=False, timeout=120)
    printed = (done.stdout + done.stderr).decode(errors="replace")
    assert "Traceback" not in printed
    assert "Exception ignored" not in printed
    return done.returncode, printed


def test_a_document_that_nobody_reads_to_its_end_is_no_failure(small) -> None:
    assert ended(f"planner solve {small.name} --json | head -c 1 >&2", small.parent)[0] == DONE


@pytest.mark.parametrize("asked", ["solve {} --json", "solve {}", "--help", "nations France"])
def test_what_cannot_be_printed_because_standard_output_is_closed_is_no_success(asked, small) -> None:
    assert ended(f"planner {asked.format(small.name)} >&-", small.parent) == (
        BAD_INPUT,
        "standard output: cannot be written: it is closed (write elsewhere)\n",
    )


@pytest.mark.parametrize("away", ["2>/dev/full", "<&- 2>&- >&-"])
def test_bad_input_is_bad_input_where_nobody_can_be_told(away, tmp_path) -> None:
    (tmp_path / "bad.yaml").write_text(BROKEN)
    assert ended(f"planner validate bad.yaml {away}", tmp_path)[0] == BAD_INPUT


def test_a_full_disk_behind_standard_output_is_said(small) -> None:
    code, printed = ended(f"planner solve {small.name} --json >/dev/full", small.parent)
    assert code == BAD_INPUT
    assert printed.splitlines() == [
        "standard output: cannot be written: No space left on device (make room, or write elsewhere)"
    ]


@pytest.mark.parametrize("asked", ["--help", "--version", "solve --help", "nations France"])
def test_a_full_disk_is_said_whatever_was_asked(asked, tmp_path) -> None:
    assert ended(f"planner {asked} >/dev/full", tmp_path) == (
        BAD_INPUT,
        "standard output: cannot be written: No space left on device (make room, or write elsewhere)\n",
    )


def test_help_that_nobody_reads_to_its_end_is_no_failure(tmp_path) -> None:
    assert ended("planner --help | head -c 1 >&2", tmp_path)[0] == DONE


def test_what_no_plan_meets_is_said_by_the_exit_code_though_nobody_reads_on(small) -> None:
    document = yaml.safe_load(small.read_text())
    document["constraints"] = {"much": {"kind": "limit", "measure": "personnel", "at_least": 1e9}}
    small.write_text(yaml.safe_dump(document))
    assert ended(f"planner solve {small.name} | true", small.parent)[0] == NO_PLAN


def test_files_are_not_mixed_up_with_closed_streams(small) -> None:
    code, _ = ended(f"planner solve {small.name} --out plans <&- >&- 2>&-", small.parent)
    assert code == DONE
    assert (small.parent / "plans" / "plan.json").read_text().startswith("{")


def test_a_terminal_of_plain_ascii_shows_names_as_escapes(small) -> None:
    small.write_text(small.read_text().replace("title:", "title: Türkiye ", 1))
    command = f"PYTHONIOENCODING=ascii LC_ALL=C planner solve {small.name}"
    assert ended(command, small.parent)[0] == DONE


@pytest.mark.parametrize("command", ["validate", "solve"])
@pytest.mark.parametrize(
    "name", ["x" * 300 + ".yaml", "loop.yaml", "in/loop/a.yaml", "a\nb.yaml", "a\udcff.yaml"]
)
def test_a_name_that_leads_nowhere_is_one_problem_on_one_line(command, name, tmp_path, capsys) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "loop").symlink_to("loop")
    said = refused(command, str(tmp_path / name), capsys=capsys)
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("name", ["x" * 300, "loop", "a\udcff"])
@pytest.mark.parametrize(
    "command",
    ["solve {} --out", "compare {} {} --out", "export {} --format lp -o", "export {} --format xlsx -o"],
)
def test_a_place_for_files_that_is_none_is_a_problem_or_is_written(
    command, name, small, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(small.parent)
    Path("loop").symlink_to("loop")
    assert run([*command.format(small.name, small.name).split(), name]) in (DONE, BAD_INPUT)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 1


def test_a_scenario_whose_name_is_no_text_is_solved_and_written(small) -> None:
    name = os.fsencode(small.parent) + b"/a\xff.yaml"
    Path(os.fsdecode(name)).write_text(small.read_text())
    for command in ("solve a*.yaml --out plans --quiet", f"compare a*.yaml {small.name} --out plans --quiet"):
        code, printed = ended(f"planner {command}", small.parent)
        assert code == DONE, printed


@pytest.mark.parametrize("extends", ["no\nsuch.yaml", "x" * 300, "loop.yaml", "a\u2028b", "a\u202eb"])
def test_what_a_file_extends_is_told_on_one_line(extends, tmp_path, capsys) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "heir.yaml").write_text(f"title: x\nextends: {ascii(extends).replace(chr(39), chr(34))}\n")
    assert len(refused("validate", str(tmp_path / "heir.yaml"), capsys=capsys).splitlines()) == 1


def test_a_problem_is_one_line_whatever_stands_in_it() -> None:
    said = str(Problem("a\nb", 3, "x\r\u2028", "\x1b[31mred\u202e\udcff", "ü"))
    assert said == r"a\nb:3: x\r\u2028: \x1b[31mred\u202e\udcff (ü)"
