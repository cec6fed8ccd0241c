"""One reader of YAML: what a text says is the same where it is read and where it is changed in place."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.editing.yaml_spots import marked, plain
from planner.problems import Origin
from planner.scenario import nodes
from planner.scenario.parsing import parsed_value


@pytest.mark.parametrize(
    "written", ["5", "'5'", "!replace 5", "010", "1:30", "no", "~", "1e3", "'true'", "true", ".5", "|\n  5\n"]
)
def test_a_value_means_the_same_where_it_is_read_and_where_it_is_changed(written: str) -> None:
    text = f"key: {written}"
    node = parsed_value(text, Origin("f", 1), [])
    assert node is not None
    read, changed = nodes.plain(node), plain(marked(text))
    assert [(type(found["key"]), found["key"]) for found in (read, changed)] == [
        (type(read["key"]), read["key"])
    ] * 2


def test_no_other_file_reads_events() -> None:
    here = Path(planner.__file__).parent
    found = [path.name for path in here.rglob("*.py") if "yaml.parse(" in path.read_text("utf-8")]
    assert found == ["yaml_events.py"]
