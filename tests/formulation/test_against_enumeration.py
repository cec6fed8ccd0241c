"""The kinds with a yes or no, against every combination of yes and no tried one by one.

Each combination is a linear program of the independent formulation; the best of them, goal by goal, is what
the planner must find.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.selection import Choice
from planner.scenario.scenario import Scenario
from tests.constraints.examples import EXAMPLES
from tests.formulation.independent import Independent, members
from tests.formulation.test_against_independent import goals
from tests.small import constrained, document, scenario

Rows = list[tuple[np.ndarray, float]]


class Enumerated(Independent):
    """One scenario with one rule of yes and no, as many linear programs."""

    def alternatives(self, rule: Any) -> Iterator[list[Rows]]:
        """Yield for each decision of a rule the rows of each way to take it."""
        yield from getattr(self, f"decide_{rule.kind}")(rule)

    def measured(self, rule: Any, group: dict[str, str], measure: str) -> np.ndarray:
        return self.sum_of(self.in_group(rule, group), measure, horizon="horizon" in getattr(rule, "per", ()))

    def decide_package(self, rule: Any) -> Iterator[list[Rows]]:
        """Nothing, or a package, for each group."""
        for group in self.groups(rule, rule.per):
            row = self.measured(rule, group, rule.measure)
            if row.any():
                yield [[(row, 0.0)], [(-row, -rule.at_least)]]

    def decide_apart(self, rule: Any) -> Iterator[list[Rows]]:
        """Which side is there, for each place and phase."""
        nations = list(self.scenario.nations)
        sides = [members(self.scenario, Choice(names=(side,)), nations) for side in rule.nations.names]
        for group in self.groups(rule, ("place",)):
            sent = [
                np.sum([self.measured(rule, {**group, "nation": n}, "units") for n in side], axis=0)
                for side in sides
            ]
            if any(row.any() for row in sent):
                yield [[(row, 0.0) for row in sent if row is not there] for there in sent]

    def decide_breadth(self, rule: Any) -> Iterator[list[Rows]]:
        """Which things count, for each group."""
        measure = rule.measure or ("personnel" if rule.each else "units")
        things: dict[tuple[tuple[str, str], ...], list[np.ndarray]] = {}
        for group in self.groups(rule, (*rule.per, rule.count)):
            rest = tuple(sorted((key, name) for key, name in group.items() if key != rule.count))
            things.setdefault(rest, []).append(self.measured(rule, group, measure))
        for rows in things.values():
            yield [list(self.counted(rule, rows, *chosen)) for chosen in sides(rule, len(rows))]

    def counted(
        self, rule: Any, rows: list[np.ndarray], least: tuple[int, ...], most: tuple[int, ...]
    ) -> Iterator[Any]:
        """Yield that some things count for `at_least`, and that none but some count against `at_most`."""
        for number, row in enumerate(rows):
            if number in least and rule.at_least is not None:
                yield -row, -(rule.each or row[row > 0].min(initial=np.inf))
            if number not in most and rule.at_most is not None:
                yield row, rule.each or 0.0

    def best(self, rule: Any) -> dict[str, float] | None:
        """Return the best goals of all combinations; None where none has a plan."""
        found, fixed = [], list(self.upper)
        for combination in itertools.product(*self.alternatives(rule)):
            rows = [(row, bound) for rows in combination for row, bound in rows]
            if any(np.isinf(bound) for _, bound in rows):
                continue
            self.upper = [*fixed, *rows]
            found.append(self.goals())
        plans = [values for values in found if values is not None]
        return min(plans, key=lambda values: [round(value, 6) for value in values.values()], default=None)


def choices(rule: Any, count: int) -> list[tuple[int, ...]]:
    least = rule.at_least or 0
    most = min(count if rule.at_most is None else rule.at_most, count)
    sizes = {least} if rule.at_most is None else range(least, most + 1)
    return [chosen for size in sizes for chosen in itertools.combinations(range(count), size)]


def sides(rule: Any, count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return which things may count for `at_least`, and which against `at_most`: without `each` more do."""
    if rule.each is not None or rule.at_least is None or rule.at_most is None:
        return [(chosen, chosen) for chosen in choices(rule, count)]
    numbers = range(count)
    least = itertools.combinations(numbers, rule.at_least)
    return list(itertools.product(least, itertools.combinations(numbers, min(count, rule.at_most))))


def agree(of: Scenario) -> None:
    theirs = Enumerated(of).best(of.constraints["rule"])
    for form in ("direct", "compact"):
        ours = goals(of, form)
        assert (ours is None) == (theirs is None)
        if ours is not None:
            assert ours == pytest.approx(theirs, abs=1e-5)


@pytest.mark.parametrize("kind", ["package", "apart", "breadth"])
@pytest.mark.parametrize("which", ["binding", "slack"])
def test_each_kind_with_a_yes_or_no_agrees(kind, which) -> None:
    agree(scenario(**constrained(**getattr(EXAMPLES[kind], which))))


packages = st.fixed_dictionaries(
    {
        "kind": st.just("package"),
        "component": st.sampled_from(["land", "maritime"]),
        "measure": st.sampled_from(["personnel", "cost"]),
        "at_least": st.sampled_from([1, 3, 120, 200, 1500, 9000]),
        "per": st.sampled_from([[], ["nation"], ["place"], ["nation", "horizon"], ["capability"]]),
        "when": st.sampled_from(["ceasefire", None]),
    }
)
aparts = st.fixed_dictionaries(
    {
        "kind": st.just("apart"),
        "nations": st.sampled_from(
            [["FRA", "TUR"], ["FRA", "littoral"], ["ROU", "TUR", "FRA"], ["ROU", "UKR"]]
        ),
        "component": st.sampled_from(["land", "maritime", ["land", "maritime"]]),
        "when": st.sampled_from(["ceasefire", None]),
    }
)
breadths = st.fixed_dictionaries(
    {
        "kind": st.just("breadth"),
        "count": st.sampled_from(["nation", "capability", "place"]),
        "component": st.sampled_from(["land", "maritime"]),
        "at_least": st.sampled_from([None, 1, 2]),
        "at_most": st.sampled_from([None, 2, 3]),
        "each": st.sampled_from([None, 60, 600]),
        "per": st.sampled_from([[], ["horizon"]]),
        "phases": st.sampled_from([["hold"], ["deploy", "hold"]]),
    }
)


@given(st.one_of(packages, aparts, breadths), st.integers(0, 6), st.integers(0, 4), st.integers(0, 4))
@settings(max_examples=25)
def test_any_yes_and_no_agrees(rule, french, romanian, turkish) -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"]["units"] = french
    nations["ROU"]["offers"]["minehunter"]["units"] = romanian
    nations["TUR"]["offers"]["minehunter"]["units"] = turkish
    agree(scenario(nations=nations, **constrained(**rule)))
