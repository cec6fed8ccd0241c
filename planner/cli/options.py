"""Options that several commands take."""

from __future__ import annotations

import argparse
import math


def add_scenario(command: argparse.ArgumentParser) -> None:
    """Add a scenario file and what is counted of it."""
    command.add_argument("file", metavar="FILE")
    add_counting(command)


def add_counting(command: argparse.ArgumentParser) -> None:
    """Add what is changed in a scenario and which of its offers are counted on."""
    add_assignments(command)
    command.add_argument(
        "--firmness",
        choices=("committed", "approved", "conditional", "signalled"),
        help="count only offers at least this firm (default: all)",
    )
    command.add_argument(
        "--offers",
        choices=("low", "expected", "ceiling"),
        default="expected",
        help="which level of each offer is counted on (default: expected)",
    )


def add_assignments(command: argparse.ArgumentParser) -> None:
    """Add `--set`."""
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        help="change one value, such as conditions.ceasefire.holds=never; may be repeated",
    )


def add_solver(
    command: argparse.ArgumentParser, *, limited: str = "stop after so many seconds in all"
) -> None:
    """Add who solves and for how long; `limited` says what the time limit is for."""
    command.add_argument("--solver", default="highs", metavar="NAME", help="highs, or any solver PuLP finds")
    add_time_limit(command, limited)


def add_answer(command: argparse.ArgumentParser) -> None:
    """Add how an answer is printed: as a document, or its headline alone."""
    command.add_argument("--json", action="store_true", help="print the document alone")
    command.add_argument("--quiet", action="store_true", help="print no progress and only the headline")


def add_time_limit(command: argparse.ArgumentParser, limited: str) -> None:
    """Add `--time-limit`; `limited` says what it is for."""
    command.add_argument("--time-limit", type=seconds, metavar="SECONDS", help=limited)


def seconds(text: str) -> float:
    """Return a time limit that was typed; anything but more than zero seconds is refused."""
    try:
        limit = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not (limit > 0 and math.isfinite(limit)):
        raise argparse.ArgumentTypeError(f"a time limit is more than zero seconds, not {text}")
    return limit


def whole(text: str) -> int:
    """Return a number of things that was typed; anything but a whole number from one on is refused."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)


def part(text: str) -> float:
    """Return a part of a whole that was typed, such as 0.9 or 90%."""
    try:
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a part, such as 0.9") from None


def add_out(command: argparse.ArgumentParser, written: str) -> None:
    """Add `--out` and `--force`."""
    command.add_argument(
        "--out",
        metavar="DIR",
        help=f"write {written} there, all or none; what is there of another scenario is not replaced",
    )
    add_force(command)


def add_force(command: argparse.ArgumentParser) -> None:
    """Add `--force`."""
    command.add_argument("--force", action="store_true", help="replace what is there, whatever it is")
