"""Two people at work on one folder, each with a browser of their own: nobody loses what they typed unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.scenario.reading import load
from tests.browser.visitor import Visitor

FRANCE, ENGINEERS = 0, 2


@pytest.fixture
def two(browser: Any, address: str) -> Iterator[list[Visitor]]:
    """Return two visitors who share nothing but the server, each with the same scenario in the grid."""
    contexts = [browser.new_context(viewport={"width": 1360, "height": 1000}) for _ in range(2)]
    people = [Visitor(context.new_page(), address) for context in contexts]
    yield people
    for context in contexts:
        context.close()


def typed(person: Visitor, units: str) -> None:
    person.go("edit?scenario=first.yaml")
    person.type_into(FRANCE, ENGINEERS, units)


def units(library: Path) -> float:
    return load(library / "first.yaml").nations["FRA"].offers["engineer_company"].units.expected


def in_dialog(person: Visitor, name: str) -> Any:
    return person.page.get_by_role("dialog").get_by_role("button", name=name)


def test_of_two_who_save_at_one_instant_the_second_is_asked_and_sees_what_it_would_write_over(
    two: list[Visitor], library: Path
) -> None:
    one, other = two
    typed(one, "5")
    typed(other, "7")
    for person in two:
        person.page.keyboard.press("Control+s", delay=0)
    for person in two:
        person.settle()
    asked = [person for person in two if in_dialog(person, "Keep mine").count()]
    assert len(asked) == 1
    assert units(library) == (5 if asked == [other] else 7)
    third = (library / "first.yaml").read_text(encoding="utf-8").replace("A first scenario", "A third one")
    (library / "first.yaml").write_text(third, encoding="utf-8")
    in_dialog(asked[0], "Keep mine").click()
    asked[0].sees("changed once more meanwhile")
    assert (library / "first.yaml").read_text(encoding="utf-8") == third
    asked[0].sees("A third one")
    in_dialog(asked[0], "Keep mine").click()
    asked[0].settle()
    assert units(library) == (7 if asked == [other] else 5)


def test_two_who_begin_one_title_at_one_instant_get_a_file_each(two: list[Visitor], library: Path) -> None:
    for person in two:
        person.go()
        person.click("New scenario", exact=False)
        person.page.get_by_role("dialog").get_by_label("Title").fill("The same title")
        person.page.keyboard.press("Enter")
        person.settle()
    for person in two:
        in_dialog(person, "Begin").click(no_wait_after=True)
    for person in two:
        person.settle()
    assert sorted(file.name for file in library.glob("the-same*")) == [
        "the-same-title-2.yaml",
        "the-same-title.yaml",
    ]
    assert len({person.page.url for person in two}) == 2
