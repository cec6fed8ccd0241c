"""Answers that are kept: what was cut short goes on, and nothing is taken for an answer that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.engines.engine import Status
from planner.formulation.formulate import formulate
from planner.problems import InvalidInput
from planner.scenario.scenario import Scenario
from planner.worlds.answers import answers
from planner.worlds.family import Family
from planner.worlds.solving_worlds import Effort, Lot, solved_task
from planner.worlds.world import World
from planner.worlds.world_answer import Answer
from tests.small import document

SMALL = Scenario.model_validate(document())
MANY = [World.of(units={("FRA", "battalion"): 5 * number / 330}) for number in range(330)]
NO_PLAN = {"rule": {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 2000}}


@pytest.fixture(autouse=True)
def several_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tasks be so small that there are several."""
    monkeypatch.setattr("planner.worlds.answers.TASK", 100)


@pytest.fixture
def family() -> Family:
    return Family.of(formulate(SMALL), MANY)


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that says of how many worlds each task was that was solved."""
    counted: list[int] = []
    usual = solved_task

    def count(lot: Lot, worlds: tuple[World, ...], seconds: float | None) -> list[Answer]:
        counted.append(len(worlds))
        return usual(lot, worlds, seconds)

    monkeypatch.setattr("planner.worlds.answers.solved_task", count)
    return counted


def same(one: list[Answer], other: list[Answer]) -> bool:
    return all(
        (mine.status, mine.goals, mine.short.tobytes(), mine.sent.tobytes())
        == (its.status, its.goals, its.short.tobytes(), its.sent.tobytes())
        for mine, its in zip(one, other, strict=True)
    )


def test_what_is_kept_is_not_solved_again_and_is_the_same_to_the_bit(family, solved, tmp_path) -> None:
    plain = answers(family, MANY)
    first = answers(family, MANY, Effort(cache=tmp_path))
    solved.clear()
    again = answers(family, MANY, Effort(cache=tmp_path))
    assert solved == []
    assert same(plain, first)
    assert same(plain, again)


def stopped(family: Family, folder: Path) -> None:
    """Solve some of the tasks and stop."""

    def stop(what: str, done: int, count: int) -> None:
        if done >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answers(family, MANY, Effort(progress=stop, cache=folder))


def test_a_run_that_was_stopped_goes_on_where_it_was(family, solved, tmp_path) -> None:
    stopped(family, tmp_path)
    assert solved == [32, 100, 100]
    solved.clear()
    found = answers(family, MANY, Effort(cache=tmp_path))
    assert solved == [98]
    assert same(found, answers(family, MANY))


def test_workers_go_on_too(family, tmp_path) -> None:
    stopped(family, tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    found = answers(family, MANY, Effort(workers=2, cache=tmp_path))
    assert len(list(tmp_path.iterdir())) == 4
    assert same(found, answers(family, MANY))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a whole file", b"no archive"])
def test_what_was_cut_short_or_is_no_answer_is_solved_again(family, solved, tmp_path, content) -> None:
    whole = answers(family, MANY, Effort(cache=tmp_path))
    files: list[Path] = sorted(tmp_path.iterdir())
    files[0].write_bytes(content)
    files[1].write_bytes(files[1].read_bytes()[:-200])
    solved.clear()
    assert same(whole, answers(family, MANY, Effort(cache=tmp_path)))
    assert len(solved) == 2


def test_another_scenario_and_other_goals_have_answers_of_their_own(family, solved, tmp_path) -> None:
    answers(family, MANY, Effort(cache=tmp_path))
    solved.clear()
    sections = document()
    sections["nations"]["TUR"]["offers"]["minehunter"]["units"] = 2
    other = Family.of(formulate(Scenario.model_validate(sections)), MANY)
    found = answers(other, MANY, Effort(cache=tmp_path))
    assert sum(solved) == len(MANY)
    assert same(found, answers(other, MANY))


def test_worlds_without_a_plan_are_kept_and_those_that_time_cut_short_are_not(solved, tmp_path) -> None:
    family = Family.of(formulate(Scenario.model_validate(document(constraints=NO_PLAN))), MANY)
    found = answers(family, MANY, Effort(cache=tmp_path))
    assert {Status.OPTIMAL, Status.INFEASIBLE} == {one.status for one in found}
    solved.clear()
    assert same(found, answers(family, MANY, Effort(cache=tmp_path)))
    assert solved == []
    late = tmp_path / "late"
    assert answers(family, MANY, Effort(deadline=0.0, cache=late))[0].status is Status.LIMIT
    assert not late.exists()


def test_a_study_with_a_folder_says_the_same_and_again(tmp_path) -> None:
    plain = planner.withdraw(SMALL, depth=2).as_document()
    for _ in range(2):
        assert planner.withdraw(SMALL, depth=2, cache=tmp_path / "kept").as_document() == plain


def test_a_file_in_place_of_the_folder_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match="is no folder"):
        planner.withdraw(SMALL, cache=tmp_path / "file")
