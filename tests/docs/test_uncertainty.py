"""The page about uncertainty: its commands are commands, and its sums are sums."""

from __future__ import annotations

import re
import shlex

import pytest

from planner.cli.command_line import parser
from planner.scenario.reading import load
from tests.folders import ROOT

PAGE = (ROOT / "docs" / "uncertainty.md").read_text(encoding="utf-8")
BLOCKS = [block.replace("\\\n", " ") for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)]
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood_and_sets_what_there_is(command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "planner"
    options = parser().parse_args(words)
    load(ROOT / options.file, options.set)


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
