"""Every page, with and without a scenario, in order and not."""

from __future__ import annotations

import pytest

from planner.constraints import kinds
from planner.ui.pages import PAGES

ADDRESSES = [page.address for page in PAGES]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_can_be_drawn_before_a_scenario_is_open(visit, address) -> None:
    visit.visit(address)
    assert visit.app.title


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_can_be_drawn_with_a_scenario(visit, address) -> None:
    visit.open("first.yaml", address)
    assert visit.app.title


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "content", ["title: 'x\n", "", "title: x\nnations: [1, 2]\nphases: {a: b}\n", "- a\n- b\n"]
)
def test_a_page_can_be_drawn_with_a_file_that_is_no_scenario(visit, folder, address, content) -> None:
    (folder / "odd.yaml").write_text(content, encoding="utf-8")
    visit.open("odd.yaml", address)
    assert visit.app.title


def test_the_library_lists_scenarios_and_what_is_wrong_with_them(visit, folder) -> None:
    (folder / "odd.yaml").write_text("title: Odd one\nphases: []\n", encoding="utf-8")
    for _ in range(5):
        visit.run()
    assert "**A first scenario**" in visit.text
    assert "**Odd one**" in visit.text
    assert "problems" in visit.text


def test_the_library_can_be_searched(visit) -> None:
    visit.put("text_input", "search", "heir")
    assert "**An heir**" in visit.text
    assert "**A first scenario**" not in visit.text


def test_help_lists_every_kind_of_constraint(visit) -> None:
    visit.visit("help")
    labels = [one.label for one in visit.app.expander]
    assert all(any(f"**{kind}**" in label for label in labels) for kind in kinds())


def test_a_mistake_of_ours_is_said_in_words_and_leaves_the_sidebar(visit, monkeypatch, caplog) -> None:
    visit.open("first.yaml")
    monkeypatch.setattr("planner.ui.edit.panel.balances", lambda _: 1 / 0)
    visit.app.session_state["balances"] = None
    visit.app.run()
    assert any("our mistake" in one.value for one in visit.app.error)
    assert visit.app.button(key="solve")
    assert not visit.app.exception
    assert "ZeroDivisionError" in caplog.text
