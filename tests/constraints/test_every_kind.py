"""What every kind of political constraint must have; a new kind is found here by itself."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from planner.constraints import kinds
from planner.engines.engine import Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.facts.docstrings import descriptions
from planner.formulation.formulate import formulate
from planner.problems import Problem
from planner.program.listing import listing
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.scenario import Scenario
from tests.constraints.examples import EXAMPLES, Example
from tests.small import constrained, formulated, scenario
from tests.there import there

GOLDEN = Path(__file__).parent / "golden"
KINDS = sorted(kinds())


def _solved(**entry: object) -> dict[str, float]:
    formulation = formulated(**constrained(**entry))
    solution = solve(formulation.program, Highs())
    assert solution.status is Status.OPTIMAL
    return {stage.goal.name: round(stage.value, 9) for stage in solution.stages}


def test_no_kind_lacks_an_example_to_test_it_with() -> None:
    assert sorted(EXAMPLES) == KINDS


def test_no_kind_lacks_a_golden_listing() -> None:
    assert sorted(file.stem for file in GOLDEN.glob("*.txt")) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_file_of_its_own_named_after_it(kind) -> None:
    assert Path(inspect.getfile(kinds()[kind])).stem == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_described(kind) -> None:
    assert {*kinds()[kind].model_fields} - {*descriptions(kinds()[kind])} <= {"kind"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_an_entry_of_it(kind) -> None:
    problems: list[Problem] = []
    written = there(parsed(kinds()[kind].example, "example", problems))
    assert problems == []
    entry = kinds()[kind].model_validate({"id": "example", **plain(written)})
    assert entry.kind == kind
    assert list(entry.objections()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_itself_in_a_sentence(kind) -> None:
    said = scenario(**constrained(**EXAMPLES[kind].binding)).constraints["rule"].sentence()
    assert said
    assert "None" not in said
    assert "{" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_the_rows_of_a_kind_are_as_listed(kind) -> None:
    sections = constrained(**EXAMPLES[kind].binding)
    formulation = formulated(form="direct", **sections)
    closed = [f"closes {reason.id}: {int(mask.sum())}" for reason, mask in formulation.closed.items()]
    said = formulation.scenario.constraints["rule"].sentence()
    listed = "\n".join([said, *closed, listing(formulation.program, frozenset({"rule"}))])
    assert listed.strip() == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_kind_binds_a_goal_gets_worse(kind) -> None:
    free = _solved(**EXAMPLES[kind].slack)
    bound = _solved(**EXAMPLES[kind].binding)
    worse = [name for name in free if name != "tie-break" and bound[name] > free[name] + 1e-9]
    assert worse[:1] == EXAMPLES[kind].worsens


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_kind_is_slack_the_plan_is_as_without_it(kind) -> None:
    formulation = formulated(**constrained(**EXAMPLES[kind].slack))
    without = formulated()
    slack, free = (solve(item.program, Highs()) for item in (formulation, without))
    assert [stage.value for stage in slack.stages] == pytest.approx([stage.value for stage in free.stages])


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_kind_cannot_be_met_there_is_no_plan(kind) -> None:
    infeasible: Example = EXAMPLES[kind]
    assert kind in [entry["kind"] for entry in infeasible.infeasible]
    sections = {"constraints": {f"rule_{n}": entry for n, entry in enumerate(infeasible.infeasible)}}
    program = formulate(scenario(**sections)).program
    assert solve(program, Highs()).status is Status.INFEASIBLE


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_in_both_forms_of_the_program_gives_the_same_plan(kind) -> None:
    sections = constrained(**EXAMPLES[kind].binding)
    solutions = []
    for form in ("direct", "compact"):
        formulation = formulated(form=form, **sections)
        solution = solve(formulation.program, Highs())
        solutions.append(solution.values[: formulation.ground.count])
    assert solutions[0] == pytest.approx(solutions[1], abs=1e-7)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_binds_only_while_its_condition_holds(kind) -> None:
    entry = {**EXAMPLES[kind].binding, "when": "vote"}
    formulation = formulated(**constrained(**entry))
    free = solve(formulated().program, Highs())
    assert [stage.value for stage in solve(formulation.program, Highs()).stages] == pytest.approx(
        [stage.value for stage in free.stages]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_part_of_the_scenario_language(kind) -> None:
    schema = Scenario.model_json_schema(by_alias=True)
    assert kind in str(schema["$defs"])
