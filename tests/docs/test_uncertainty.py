"""The page about uncertainty: its commands say what it quotes, and its sums are sums."""

from __future__ import annotations

import re
import shlex

import pytest

import planner
from planner.cli import run
from planner.cli.command_line import parser
from planner.scenario.reading import load
from tests.folders import ROOT

PAGE = (ROOT / "docs" / "uncertainty.md").read_text(encoding="utf-8")
BLOCKS = [block.replace("\\\n", " ") for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)]
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.strip()]
QUOTED = re.findall(r"```sh\n(.*?)```\n\n(> [^\n]*\n)", PAGE.replace("\\\n", " "), re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood_and_sets_what_there_is(command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "planner"
    options = parser().parse_args(words)
    load(ROOT / options.file, options.set)


@pytest.mark.parametrize(("command", "quote"), QUOTED, ids=[quote[2:40] for _, quote in QUOTED])
def test_a_command_says_what_the_page_quotes(
    command: str, quote: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(command)[1:]
    assert run([*words, "--quiet"]) == (3 if "Nothing that can be asked for" in quote else 0)
    said = " ".join(capsys.readouterr().out.split())
    sentences = re.split(r"(?<=[.:]) (?=[A-Z0-9])", quote.removeprefix("> ").strip())
    assert [one for one in sentences if " ".join(one.split()) not in said] == []


def test_every_command_of_the_page_has_its_answer_quoted() -> None:
    assert len(QUOTED) == len(BLOCKS)


def test_of_the_plans_as_good_the_first_is_told_as_the_command_tells_it() -> None:
    first = planner.alternatives(load(ROOT / "scenarios" / "reassurance.yaml")).plans[0]
    assert f"\n> {first.sentence}\n" in PAGE


def test_the_studies_that_it_names_are_commands() -> None:
    assert {command.split()[1] for command in COMMANDS} == {"uncertainty", "ask", "withdraw", "alternatives"}


def test_what_is_worked_out_on_paper_adds_up() -> None:
    milliseconds = int(re.findall(r"\| a world \|.*\| (\d+) ms \|", PAGE)[0])
    seconds = 10_000_000 * milliseconds / 1000 / 1000
    assert f"{seconds:,.0f} s" in PAGE
    megabytes = int(re.findall(r"sent to a worker \|.*\| (\d+) MB \|", PAGE)[0])
    assert f"{megabytes} GB in all" in PAGE
    kilobytes = float(re.findall(r"\| an answer \|.*\| ([\d.]+) kB \|", PAGE)[0])
    assert f"The answers are {10_000_000 * kilobytes / 1e6:.0f} GB" in PAGE
