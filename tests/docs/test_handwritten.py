"""Pages written by hand: their recipes are read and solved, their words are those of the language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import planner
from docs.follow import followed
from planner.constraints import kinds
from tests.docs.conftest import DOCS
from tests.folders import ROOT

ISLAND = ROOT / "scenarios" / "tutorial" / "island.yaml"
RECIPES = re.findall(
    r"<!-- entry -->\n```yaml\n(.*?)```", (DOCS / "politics.md").read_text(encoding="utf-8"), flags=re.DOTALL
)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_of_politics_is_read_and_solved(recipe: str, tmp_path: Path) -> None:
    entry = "".join(f"  {line}\n" for line in recipe.splitlines())
    (tmp_path / "island.yaml").write_text(ISLAND.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(f"extends: island.yaml\ntitle: Mine\nconstraints: !replace\n{entry}", encoding="utf-8")
    plan = planner.solve(planner.load(file))
    assert plan.status == "optimal"
    assert list(planner.load(file).constraints) == list(yaml.safe_load(recipe))


def test_there_is_a_recipe_for_what_people_ask_first() -> None:
    asked = {entry["kind"] for recipe in RECIPES for entry in yaml.safe_load(recipe).values()}
    assert {"caveat", "consent", "lead", "limit", "share", "reliance"} <= asked


def test_a_command_that_fails_is_no_page() -> None:
    with pytest.raises(RuntimeError, match="left with 2"):
        followed("```sh\nplanner validate nowhere.yaml\n```")


def test_a_page_that_says_something_else_than_its_commands_is_set_right() -> None:
    page = followed("```sh\nplanner validate island.yaml\n```\n\n```text\nhere are problems\n```\n\nafter")
    assert "1 without problems" in page
    assert "here are problems" not in page
    assert page.endswith("\n\nafter")


def test_the_tutorial_shows_every_part_of_its_scenario() -> None:
    page = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(ISLAND.read_text(encoding="utf-8"))
    shown = set(re.findall(r"<!-- part: (\w+) -->", page))
    assert shown == set(document) - {"title", "description", "sources", "goals"}


def test_the_glossary_names_only_words_of_the_language() -> None:
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")][2:]
    assert terms == sorted(terms, key=lambda term: term.casefold().replace(",", ""))
    known = (DOCS / "language.md").read_text(encoding="utf-8")
    for word in re.findall(r"`(\w+)`", page):
        assert word in kinds() or f"`{word}`" in known, word


def test_the_notebook_runs_from_its_first_cell_to_its_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCS)  # where Jupyter runs a notebook that lies there
    notebook = json.loads((DOCS / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
            assert cell["outputs"] == []
    assert names["plan"].totals["fill"] < planner.solve(names["voted"]).totals["fill"]
