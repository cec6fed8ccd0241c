"""The command line as a whole: its commands, and how it leaves whatever happens."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from planner.cli import (
    app_command,
    comparing,
    explaining,
    exporting,
    language,
    pinning,
    solving,
    validating,
    verifying,
    worlds,
)
from planner.cli.asking import NoAnswerError
from planner.cli.exit_codes import BAD_INPUT, NOT_SOLVED
from planner.cli.outlets import lost, outlets, standing
from planner.cli.output import print_problems
from planner.cli.usage import TellingParser
from planner.placing import written
from planner.problems import InvalidInput, Problem
from planner.version import __version__

NEW_OBJECTS = 200_000
"""After so many more objects the rings among them that nobody holds any more are looked for."""

ONE_THREAD = "OPENBLAS_NUM_THREADS", "1"
"""Numpy adds up on one thread where nobody says otherwise. From 10,000 numbers on it would take all of them,
which wait for each other longer than one works, and the last digit would depend on how many a machine has."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command `planner` and leave with its exit code."""
    standing()
    # What a command imports and reads stays to its end: to look through it every 700 objects is in vain.
    gc.set_threshold(NEW_OBJECTS)
    # What other packages plug into pydantic has no part in a command, and to look for it is to read them all.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault(*ONE_THREAD)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; bad input is reported, never raised."""
    with outlets() as (output, errors):
        code, left = 0, None
        try:
            code = _run(arguments)
        except SystemExit as leaving:  # of argparse: help and version are printed, or the usage is wrong
            left = leaving
        output.flush()
        gone = lost(output, written)
        if gone is not None:
            print(gone, file=errors)
            return BAD_INPUT
        if left is not None:
            raise left
        return code


def _run(arguments: Sequence[str] | None) -> int:
    """Return a command's exit code and print what was refused; only wrong usage raises, a `SystemExit`."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except InvalidInput as refused:
        print_problems(refused.problems, as_json=getattr(options, "json", False))
        return BAD_INPUT
    except OSError as refused:
        print_problems([_no_access(refused)], as_json=getattr(options, "json", False))
        return BAD_INPUT
    except NoAnswerError as failed:
        print(failed, file=sys.stderr)
        return NOT_SOLVED
    except KeyboardInterrupt:
        print(f"interrupted: {', '.join(written) or 'nothing'} was written", file=sys.stderr)
        return NOT_SOLVED
    return code


def _no_access(refused: OSError) -> Problem:
    """Return what the system refused as a problem, where whoever asked for it has not said so already."""
    named = refused.filename if refused.filename is not None else "planner"
    return Problem(os.fsdecode(named), 0, "", f"cannot be used: {refused.strerror or refused}")


def parser() -> argparse.ArgumentParser:
    """Return the command line: its commands, in the order in which the help lists them."""
    top = TellingParser(prog="planner", description="Plans who contributes what to a multinational force.")
    top.add_argument("--version", action="version", version=f"planner {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    validating.add_validate(commands)
    solving.add_solve(commands)
    explaining.add_explain(commands)
    explaining.add_evaluate(commands)
    comparing.add_compare(commands)
    pinning.add_pin(commands)
    worlds.add_withdraw(commands)
    worlds.add_uncertainty(commands)
    worlds.add_ask(commands)
    worlds.add_worth(commands)
    worlds.add_alternatives(commands)
    worlds.add_sweep(commands)
    exporting.add_export(commands)
    exporting.add_import(commands)
    verifying.add_verify(commands)
    verifying.add_list(commands)
    language.add_schema(commands)
    language.add_constraints(commands)
    language.add_nations(commands)
    language.add_new(commands)
    app_command.add_app(commands)
    return top
