"""Ends of amounts in whole numbers: what is known is not asked for, and changes no end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.engines.solvers.highs_mixed import HighsMixedSession
from planner.scenario.scenario import Scenario
from planner.studies.ranges import whole_spans
from planner.studies.ranges.ranges import Range, ranges
from planner.studies.ranges.whole_spans import WholeSpans
from planner.studies.solved import Solved, solved
from tests.engines.enumeration import drawn


def in_steps(seed: int) -> Solved:
    """Return a scenario drawn by chance, solved in steps."""
    document = drawn(seed)
    document["goals"] = ["fill", "cost"]
    for name, entry in document["capabilities"].items():
        entry["step"] = 0.5 if name == "k0" else 1
    return solved(Scenario.model_validate(document))


def all_asked_for(of: Solved, monkeypatch: pytest.MonkeyPatch) -> list[Range]:
    """Return the ranges when nothing counts as known."""
    with monkeypatch.context() as patch:
        patch.setattr(whole_spans, "_SAME", -1.0)
        return list(ranges(of))


@pytest.mark.parametrize("seed", range(12))
def test_what_is_not_asked_for_would_have_come_to_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = in_steps(seed)
    for found, asked in zip(ranges(of), all_asked_for(of, monkeypatch), strict=True):
        assert (found.nation, found.slack) == (asked.nation, asked.slack)
        assert (found.least, found.most) == pytest.approx((asked.least, asked.most), abs=1e-6)


def test_nobody_is_asked_for_less_than_nothing_or_more_than_is_on_offer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of, asked = in_steps(1), []
    real = HighsMixedSession.minimise

    def counting(self: HighsMixedSession, *question: Any, **how: Any) -> Any:
        asked.append(self)
        return real(self, *question, **how)

    monkeypatch.setattr(HighsMixedSession, "minimise", counting)
    known = len(list(ranges(of)))
    few = len(asked)
    assert len(all_asked_for(of, monkeypatch)) == known
    assert few < len(asked) - few


@pytest.mark.parametrize("seed", range(12))
def test_an_end_whatever_it_costs_is_told_only_where_it_may_be_spent(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = in_steps(seed)
    found = list(ranges(of))
    monkeypatch.setattr(WholeSpans, "_whatever_it_costs", lambda *_: None)
    for one, alone in zip(found, ranges(of), strict=True):
        assert (one.least, one.most) == pytest.approx((alone.least, alone.most), abs=1e-6)


def test_an_end_is_of_whole_steps_whatever_a_solver_leaves_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    of = in_steps(1)
    real = HighsMixedSession.minimise

    def blurred(self: HighsMixedSession, *question: Any, **how: Any) -> Any:
        outcome = real(self, *question, **how)
        return replace(outcome, values=outcome.values * (1 - 1e-11))

    exact = all_asked_for(of, monkeypatch)
    monkeypatch.setattr(HighsMixedSession, "minimise", blurred)
    found = all_asked_for(of, monkeypatch)
    assert any(one.most > 0 for one in exact)
    assert [(one.least, one.most) for one in found] == [(one.least, one.most) for one in exact]
