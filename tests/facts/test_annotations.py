"""What the types of a model's fields say, read in one way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest

import planner
from planner.facts.annotations import field_type, marks

WHOLE, LEFT, ITEM = "beside the whole", "beside one form", "beside an item"


def test_none_is_no_form_and_marks_may_stand_on_either_side_of_it() -> None:
    for annotation in (Annotated[int | None, WHOLE], Annotated[int, WHOLE] | None):
        assert (field_type(annotation).forms, field_type(annotation).every_mark) == ((int,), (WHOLE,))


def test_marks_of_the_whole_are_told_from_those_of_one_form() -> None:
    found = field_type(Annotated[Annotated[int, LEFT] | str, WHOLE])
    assert found.forms == (int, str)
    assert (found.marks, found.of_each) == ((WHOLE,), ((LEFT,), ()))
    assert found.every_mark == (WHOLE, LEFT)


@pytest.mark.parametrize("holder", [tuple[Annotated[str, ITEM], ...], dict[str, Annotated[int, ITEM] | None]])
def test_marks_of_what_a_list_or_table_holds_are_found_and_are_not_its_own(holder: object) -> None:
    assert list(marks(Annotated[holder, WHOLE])) == [WHOLE, ITEM]
    assert field_type(Annotated[holder, WHOLE]).every_mark == (WHOLE,)


def _walkers() -> Iterator[str]:
    for path in Path(planner.__file__).parent.rglob("*.py"):
        if "import types" in path.read_text("utf-8") or "UnionType" in path.read_text("utf-8"):
            yield path.name


def test_no_other_file_takes_unions_apart() -> None:
    assert list(_walkers()) == ["annotations.py"]
