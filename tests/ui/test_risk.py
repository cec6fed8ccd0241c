"""The page Risk: studies are asked for, told, kept when stopped, and what is asked becomes a variant."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from planner.editing.background_risk import studying as weighing
from planner.reports.drawing import Room
from planner.reports.looks import DARK, LIGHT
from planner.reports.worlds import pictures
from planner.scenario.reading import load
from planner.studies.ask.ask import ask
from planner.studies.uncertainty.uncertainty import uncertainty
from planner.studies.withdraw.withdraw import withdraw
from planner.ui import services
from planner.ui.risk import risk_page
from planner.ui.risk.risk_page import PARTS
from tests.ui.visit import Visit


@pytest.fixture
def unsure(visit: Visit, folder, monkeypatch) -> Visit:
    """Return a visit that has a scenario with a chance open on the page Risk."""
    studying = weighing({**weighing_studies(), "ask": few(ask), "uncertainty": few(uncertainty)})
    monkeypatch.setattr(services, "studying", lambda: studying)
    nation, capability = an_offer(folder)
    (folder / "unsure.yaml").write_text(
        f"extends: first.yaml\ntitle: Unsure\nnations:\n  {nation}:\n    offers:\n      {capability}:\n"
        "        units: {low: 1, expected: 2, ceiling: 4}\n",
        encoding="utf-8",
    )
    return visit.open("unsure.yaml", "risk")


def an_offer(folder) -> tuple[str, str]:
    scenario = load(folder / "first.yaml")
    return next(
        (nation, capability) for nation, one in sorted(scenario.nations.items()) for capability in one.offers
    )


def weighing_studies() -> dict[str, Any]:
    from planner.editing.background_risk import _studies

    return dict(_studies())


def few(study: Any) -> Any:
    return lambda scenario, **named: study(scenario, draws=16, **named)


def worked_out(visit: Visit, part: str, **chosen: Any) -> Visit:
    """Open a part, ask for its study, and wait for the answer."""
    visit.app.session_state["risk part"] = part
    visit.run()
    for key, value in chosen.items():
        visit.put("number_input", f"risk {key}", value)
    visit.press("work it out")
    for job in services.studying()._jobs.values():
        job.ended.wait(60)
    return visit.run()


def test_who_comes_back_finds_the_study_that_was_worked_out_before(unsure) -> None:
    worked_out(unsure, "How likely")
    unsure.app.session_state["risk shown"] = {}
    unsure.run()
    assert "filled on average" in unsure.text
    assert unsure.app.button(key="work it out").label == "Work it out again"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("How likely", "filled on average"),
        ("Who cannot be spared", "Without"),
        ("Other plans", "fill as much"),
        ("What each adds", "Together they fill"),
    ],
)
def test_each_part_is_worked_out_and_told(unsure, part, said) -> None:
    worked_out(unsure, part)
    assert said in unsure.text
    assert len(unsure.app.get("download_button")) == 4


def test_what_is_asked_for_becomes_a_variant(unsure, folder) -> None:
    worked_out(unsure, "What to ask for", fill=90, chance=50)
    assert "with a chance of 50 %" in unsure.text
    before = {file.name for file in folder.glob("*.yaml")}
    unsure.press("try asks").press("try_go")
    (new,) = {file.name for file in folder.glob("*.yaml")} - before
    made, was = load(folder / new), load(folder / "unsure.yaml")
    assert made.nations != was.nations


def test_without_any_chance_it_says_so(visit, folder, monkeypatch) -> None:
    studying = weighing()
    monkeypatch.setattr(services, "studying", lambda: studying)
    text = (folder / "first.yaml").read_text(encoding="utf-8")
    bare = text.replace(", probability: 0.6", "").replace("{low: 2, expected: 3, ceiling: 4}", "3")
    assert bare.count("probability") == bare.count("ceiling:") == 0
    (folder / "first.yaml").write_text(bare, encoding="utf-8")
    visit.open("first.yaml", "risk")
    worked_out(visit, "How likely")
    assert ["states no chance of anything" in one.value for one in visit.app.error] == [True]


def test_a_study_that_is_stopped_keeps_what_it_found(unsure, monkeypatch) -> None:
    there, go_on = threading.Event(), threading.Event()

    def slow(scenario, *, progress, **named):
        def told(name, done, count) -> None:
            if name == "worlds":
                there.set()
                go_on.wait(20)
            progress(name, done, count)

        return uncertainty(scenario, progress=told, draws=256, **named)

    studying = weighing({"uncertainty": slow})
    monkeypatch.setattr(services, "studying", lambda: studying)
    unsure.press("work it out")
    assert there.wait(60)
    unsure.run().press("risk stop")
    go_on.set()
    for job in services.studying()._jobs.values():
        job.ended.wait(60)
    unsure.run()
    assert "Not all worlds could be solved" in unsure.text


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("room", [Room(), Room(360)])
def test_pictures_are_drawn_in_both_looks_and_on_a_phone(folder, look, room) -> None:
    scenario = load(folder / "first.yaml")
    pairs = list(pictures.of(withdraw(scenario, depth=2), look, room))
    assert [one.to_dict()["config"]["background"] for one in pairs] == [look.card] * len(pairs)


def test_every_part_has_a_report_with_four_files(unsure) -> None:
    assert {part.study for part in PARTS.values()} == {
        "uncertainty",
        "ask",
        "withdraw",
        "alternatives",
        "worth",
    }
    worked_out(unsure, "Other plans")
    found = next(iter(services.studying()._answers.values())).found
    report = risk_page._report("alternatives", found)
    assert set(report.files()) == {f"alternatives.{end}" for end in ("html", "xlsx", "md", "json")}
