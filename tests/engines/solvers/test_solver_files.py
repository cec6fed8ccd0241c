"""Programs as files for other solvers: what is read back is what was written, to the last digit."""

from __future__ import annotations

from pathlib import Path

import highspy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engines.solvers.program_lines import ProgramLine, ProgramLines
from planner.engines.solvers.solver_files import lp_text, mps_text
from planner.program.blocks import FloatArray

WRITERS = {"lp": lp_text, "mps": mps_text}
NUMBERS = st.floats(1e-6, 1e9) | st.floats(-1e9, -1e-6) | st.sampled_from([1 / 3, 1e8 / 3, -2 / 3])
BOUNDS = NUMBERS | st.just(0.0)


@st.composite
def programs(draw: st.DrawFn) -> ProgramLines:
    """Programs with bounds of every sort, rows of every side, and columns and rows that stand alone."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    pairs = [sorted(draw(st.tuples(BOUNDS, BOUNDS))) for _ in range(columns)]
    lower = np.array([draw(st.sampled_from([low, -np.inf, 0.0])) for low, _ in pairs])
    upper = np.array([draw(st.sampled_from([max(high, 0.0), np.inf])) for _, high in pairs])
    whole = np.array([draw(st.booleans()) for _ in pairs]) & (lower > -np.inf)
    lines = [
        ProgramLine(
            f"row_{number}", *_some(draw, columns), draw(st.sampled_from(["=", ">=", "<="])), draw(BOUNDS)
        )
        for number in range(rows)
    ]
    cost = np.array([draw(BOUNDS) for _ in pairs])
    names = [f"x_{number}" for number in range(columns)]
    return ProgramLines("plan", names, lower, upper, whole, np.ones(columns), cost, lines)


def _some(draw: st.DrawFn, columns: int) -> tuple[np.ndarray, FloatArray]:
    chosen = [number for number in range(columns) if draw(st.booleans())]
    return np.array(chosen, dtype=np.int32), np.array([draw(NUMBERS) for _ in chosen])


def _read(lines: ProgramLines, kind: str, folder: Path) -> highspy.HighsLp:
    file = folder / f"plan.{kind}"
    file.write_text(WRITERS[kind](lines))
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(file)) == highspy.HighsStatus.kOk
    return highs.getLp()


@pytest.mark.parametrize("kind", WRITERS)
@given(lines=programs())
def test_what_a_reader_finds_is_what_was_written(kind: str, lines: ProgramLines, tmp_path_factory) -> None:
    lp = _read(lines, kind, tmp_path_factory.mktemp("files"))
    place = {name: number for number, name in enumerate(lp.col_names_)}
    order = [place[name] for name in lines.names]
    assert [lp.col_cost_[number] for number in order] == lines.cost.tolist()
    assert [lp.col_lower_[number] for number in order] == lines.lower.tolist()
    assert [lp.col_upper_[number] for number in order] == lines.upper.tolist()
    kinds = lp.integrality_ or [highspy.HighsVarType.kContinuous] * len(lp.col_names_)
    assert [kinds[number] == highspy.HighsVarType.kInteger for number in order] == lines.whole.tolist()
    assert _rows(lp) == _written_rows(lines)


def _rows(lp: highspy.HighsLp) -> dict[str, object]:
    matrix = lp.a_matrix_
    found: dict[str, dict[str, float]] = {name: {} for name in lp.row_names_}
    for column, name in enumerate(lp.col_names_):
        for entry in range(matrix.start_[column], matrix.start_[column + 1]):
            found[lp.row_names_[matrix.index_[entry]]][name] = matrix.value_[entry]
    sides = zip(lp.row_names_, lp.row_lower_, lp.row_upper_, strict=True)
    return {name: (found[name], low, high) for name, low, high in sides}


def _written_rows(lines: ProgramLines) -> dict[str, object]:
    return {
        line.name: (
            {
                lines.names[column]: value
                for column, value in zip(line.columns.tolist(), line.coefficients.tolist(), strict=True)
            },
            line.bound if line.sense != "<=" else -np.inf,
            line.bound if line.sense != ">=" else np.inf,
        )
        for line in lines.rows
    }


@pytest.mark.parametrize("kind", WRITERS)
def test_a_program_without_columns_is_a_file_too(kind: str, tmp_path: Path) -> None:
    none = np.zeros(0)
    empty = ProgramLines("plan", [], none, none, none.astype(bool), none, none, [])
    _read(empty, kind, tmp_path)
