"""Values changed in their place: what was wanted comes out, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.editing.edits import REMOVED, ValueChange, at, put, same
from planner.editing.patch import patched
from planner.editing.yaml_spots import NotUnderstoodError, marked, plain
from planner.problems import Path
from tests.editing.texts import FIRST, LISTED, TEXTS, comments
from tests.scenario.test_yaml_text import VALUES

SHORT_TEXTS = {name: TEXTS[name] for name in ("template", "reassurance-us-stays-out")} | {"listed": LISTED}
DATA = {name: plain(marked(text)) for name, text in SHORT_TEXTS.items()}


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield every path of plain data but the empty one."""
    if path:
        yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, part in parts:
        yield from paths(part, (*path, key))


PLACES = [(name, path) for name, data in DATA.items() for path in paths(data)]


def is_comment_kept(name: str, changed: str, path: Path) -> bool:
    """Say whether all comments are there that do not stand inside what was changed."""
    if isinstance(at(DATA[name], path), dict | list):
        return True
    return set(comments(SHORT_TEXTS[name])) <= set(comments(changed))


@given(st.sampled_from(PLACES), VALUES)
@settings(max_examples=300)
def test_a_value_is_put_in_the_place_of_another(place, value) -> None:
    name, path = place
    changed = patched(SHORT_TEXTS[name], [ValueChange(path, value)])
    assert same(plain(marked(changed)), put(DATA[name], path, value))
    assert is_comment_kept(name, changed, path)


@given(st.sampled_from(PLACES))
@settings(max_examples=200)
def test_a_value_is_taken_out(place) -> None:
    name, path = place
    changed = patched(SHORT_TEXTS[name], [ValueChange(path, REMOVED)])
    assert same(plain(marked(changed)), put(DATA[name], path, REMOVED))


@given(st.sampled_from(PLACES), st.sampled_from(["fresh", "with space", "12"]), VALUES)
@settings(max_examples=200)
def test_a_value_is_added(place, key, value) -> None:
    name, path = place
    if not isinstance(at(DATA[name], path), dict):
        path = path[:-1]
    if not isinstance(at(DATA[name], path), dict):
        return
    changed = patched(SHORT_TEXTS[name], [ValueChange((*path, key), value)])
    assert same(plain(marked(changed)), put(DATA[name], (*path, key), value))
    assert set(SHORT_TEXTS[name].split()) - set(changed.split()) <= {"{}", "{}}", "[]"} or "," in changed


@example(wanted=[(("capabilities",), 0), (("capabilities", "minehunter"), None)])
@given(
    st.lists(
        st.tuples(st.sampled_from([path for name, path in PLACES if name == "template"]), VALUES), max_size=5
    )
)
@settings(max_examples=100)
def test_changes_are_made_in_their_order(wanted) -> None:
    changes = [ValueChange(path, value) for path, value in wanted]
    data = DATA["template"]
    try:
        for change in changes:
            data = put(data, change.path, change.value)
    except (TypeError, AttributeError):
        return
    try:
        changed = patched(FIRST, changes)
    except NotUnderstoodError:
        return
    assert same(plain(marked(changed)), data)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_change_and_its_opposite_leave_the_text_as_it_was(name) -> None:
    text = TEXTS[name]
    path: Path = ("title",)
    title = plain(marked(text))["title"]
    assert patched(patched(text, [ValueChange(path, "Another")]), [ValueChange(path, title)]) == text


def line_of(text: str, word: str) -> str:
    """Return the line of a text that holds a word."""
    return next(line for line in text.splitlines() if word in line)


def test_a_number_is_changed_and_its_neighbours_stay() -> None:
    changed = patched(FIRST, [ValueChange(("nations", "DEU", "offers", "infantry_battalion", "units"), 4)])
    differing = [
        pair for pair in zip(FIRST.splitlines(), changed.splitlines(), strict=True) if pair[0] != pair[1]
    ]
    assert differing == [
        (
            "      infantry_battalion: {units: 3, pool: 9, rotation: 3, tour: 6, ready: 3, needs: ceasefire}",
            "      infantry_battalion: {units: 4, pool: 9, rotation: 3, tour: 6, ready: 3, needs: ceasefire}",
        )
    ]


def test_a_bare_number_grows_into_a_table_when_more_is_said_of_the_offer() -> None:
    path = ("nations", "FRA", "offers", "minehunter")
    assert line_of(FIRST, "minehunter: 2").strip() == "minehunter: 2"
    changed = patched(FIRST, [ValueChange((*path, "units"), 3)])
    assert "      minehunter: 3\n" in changed
    changed = patched(FIRST, [ValueChange((*path, "firmness"), "approved")])
    assert "      minehunter: {units: 2, firmness: approved}\n" in changed


def test_a_new_entry_stands_at_the_end_of_its_section_before_what_follows() -> None:
    changed = patched(FIRST, [ValueChange(("nations", "ITA"), {"name": "Italy"})])
    before, after = changed.split("  ITA: {name: Italy}\n")
    assert before.endswith("# the host; it offers nothing\n")
    assert after.startswith("\n# The politics")


def test_a_new_section_stands_where_sections_of_its_kind_stand() -> None:
    changed = patched(FIRST, [ValueChange(("missions", "main"), {"title": "Main"})])
    assert changed.index("capabilities:") < changed.index("missions:") < changed.index("requirements:")


def test_the_last_entry_of_a_section_leaves_braces() -> None:
    changed = patched(FIRST, [ValueChange(("groups", "outsiders"), REMOVED)])
    assert "groups: {}\n" in changed


def test_lines_of_windows_stay_lines_of_windows() -> None:
    text = FIRST.replace("\n", "\r\n")
    changed = patched(
        text, [ValueChange(("nations", "ITA"), {"name": "Italy", "offers": {"minehunter": {"units": 1}}})]
    )
    assert "\n" not in changed.replace("\r\n", "")


def test_a_text_that_is_no_table_is_refused() -> None:
    with pytest.raises(NotUnderstoodError):
        patched("just words\n", [ValueChange(("title",), "x")])


def test_what_an_anchor_gives_to_others_is_not_changed_for_them() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: 3\n"
    assert plain(marked(patched(text, [ValueChange(("c", "b"), 2)]))) == {
        "a": {"b": 1},
        "c": {"b": 2},
        "d": 3,
    }
    with pytest.raises(NotUnderstoodError):
        patched(text, [ValueChange(("a", "b"), 2)])


def test_an_item_that_moved_up_is_the_one_that_is_taken_out_next() -> None:
    text = "title: Small\nphases:\n  - {id: a}\n  - {id: b}\n  - {id: c}\n  - {id: d}\n"
    changed = patched(text, [ValueChange(("phases", 0), REMOVED), ValueChange(("phases", 1), REMOVED)])
    assert [phase["id"] for phase in plain(marked(changed))["phases"]] == ["b", "d"]


def test_a_number_that_is_no_offer_is_no_short_form() -> None:
    requirement = ("requirements", "M1", "quantity")
    changed = patched(FIRST, [ValueChange(requirement, 3), ValueChange((*requirement, "hold"), 4)])
    assert at(plain(marked(changed)), requirement) == {"hold": 4}
