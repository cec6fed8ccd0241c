"""A program as a file that solvers read alike, LP or MPS, every number with all its digits.

PuLP writes twelve digits, HiGHS fifteen: what is left of a third of a large bill then breaks a rule that a
plan keeps, and the file has no solution. What readers take differently is written so that it says one thing
to all: see `findings/` on names, bounds and whole numbers.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import numpy as np

from planner.engines.solvers.program_lines import ProgramLine, ProgramLines
from planner.program.blocks import FloatArray, IntArray

WIDEST = 200
"""Letters of a line in an LP file: some readers take no more than 255."""
NOTHING = "x_nothing"
"""A column fixed at nothing, for a row or a goal without any, and where there is no row or no column: to some
readers such a file is none."""


def lp_text(lines: ProgramLines) -> str:
    """Write a program as an LP file."""
    written = [f"\\* {lines.title} *\\", "Minimize", *_folded(f" goal: {_sum(lines, *_counted(lines))}")]
    written.append("Subject To")
    for line in lines.rows:
        total = _sum(lines, line.columns, line.coefficients)
        written += _folded(f" {line.name}: {total} {line.sense} {_number(line.bound)}")
    written += [] if lines.rows else [f" row_nothing: 0 {NOTHING} <= 0"]
    written += ["Bounds", *(f" {bound}" for column in lines.bounded() for bound in _lp_bound(*column))]
    written += [f" {NOTHING} = 0"] if _is_lacking(lines) else []
    whole = [f" {name}" for name, _, _, whole in lines.bounded() if whole]
    return "\n".join([*written, *(["General", *whole] if whole else []), "End", ""])


def _counted(lines: ProgramLines) -> tuple[IntArray, FloatArray]:
    """Return the columns that the goal names: those that it counts, and those that no row names."""
    named = lines.cost != 0
    if lines.rows:
        named[~np.isin(np.arange(len(named)), np.concatenate([line.columns for line in lines.rows]))] = True
    some = named if named.any() else np.arange(len(named)) == 0
    columns = np.flatnonzero(some).astype(np.int32)
    return columns, lines.cost[columns]


def _is_lacking(lines: ProgramLines) -> bool:
    """Say whether a row or the goal has no column, or there is no row."""
    return not lines.names or not lines.rows or not all(len(line.columns) for line in lines.rows)


def _sum(lines: ProgramLines, columns: IntArray, coefficients: FloatArray) -> str:
    """Write a sum."""
    parts = [
        f"{'-' if coefficient < 0 else '+'} {_number(abs(coefficient))} {lines.names[column]}"
        for column, coefficient in zip(columns.tolist(), coefficients.tolist(), strict=True)
    ]
    return " ".join(parts or [f"0 {NOTHING}"])


def _folded(line: str) -> Iterable[str]:
    return textwrap.wrap(line, WIDEST, subsequent_indent="  ", drop_whitespace=True, break_long_words=False)


def _lp_bound(name: str, low: float, high: float, _: bool) -> Iterator[str]:
    """Write the bounds of a column; "at least nothing" goes without saying, but not above a most below it."""
    if low == high:
        yield f"{name} = {_number(low)}"
    elif low == -np.inf and high == np.inf:
        yield f"{name} free"
    elif high < np.inf:
        yield f"{_number(low)} <= {name} <= {_number(high)}"
    elif low != 0:
        yield f"{name} >= {_number(low)}"


def mps_text(lines: ProgramLines) -> str:
    """Write a program as an MPS file in its free form."""
    sides = {"=": "E", ">=": "G", "<=": "L"}
    written = [f"NAME {lines.title}", "ROWS", " N goal"]
    written += [f" {sides[line.sense]} {line.name}" for line in lines.rows]
    written += ["COLUMNS", *_mps_columns(lines)]
    written += ["RHS", *(f" RHS {line.name} {_number(line.bound)}" for line in lines.rows if line.bound)]
    written += ["BOUNDS", *(f" {bound}" for column in lines.bounded() for bound in _mps_bounds(*column))]
    written += [] if lines.names else [f" FX BND {NOTHING} 0"]
    return "\n".join([*written, "ENDATA", ""])


def _mps_columns(lines: ProgramLines) -> Iterator[str]:
    """Yield the entries of columns, whole ones between marks; one of nothing where there is no column."""
    entries = _by_column(lines)
    inside = False
    if not lines.names:
        yield f" {NOTHING} goal 0"
    for column, (name, whole) in enumerate(zip(lines.names, lines.whole.tolist(), strict=True)):
        if whole != inside:
            yield _marker(whole)
            inside = whole
        yield from (f" {name} {row} {_number(value)}" for row, value in entries[column] or [("goal", 0.0)])
    if inside:
        yield _marker(False)


def _by_column(lines: ProgramLines) -> list[list[tuple[str, float]]]:
    entries: list[list[tuple[str, float]]] = [[] for _ in lines.names]
    goal = ProgramLine("goal", *lines.objective, "<=", np.inf)
    for line in (goal, *lines.rows):
        for column, value in zip(line.columns.tolist(), line.coefficients.tolist(), strict=True):
            entries[column].append((line.name, value))
    return entries


def _marker(begins: bool) -> str:
    word = "INTORG" if begins else "INTEND"
    return f" MARKER 'MARKER' '{word}'"


def _mps_bounds(name: str, low: float, high: float, whole: bool) -> Iterator[str]:
    """Write the bounds of a column, with both sides where a reader would else take one from the other."""
    if low == high:
        yield f"FX BND {name} {_number(low)}"
    elif low == -np.inf and high == np.inf:
        yield f"FR BND {name}"
    else:
        both = whole or high <= 0
        if low == -np.inf:
            yield f"MI BND {name}"
        elif low or both:
            yield f"LO BND {name} {_number(low)}"
        if high < np.inf:
            yield f"UP BND {name} {_number(high)}"
        elif whole:
            yield f"PL BND {name}"


def _number(value: float) -> str:
    """Write a number so that reading it gives the same one."""
    if not np.isfinite(value):
        return "-inf" if value < 0 else "inf"
    return repr(float(value)).removesuffix(".0")
