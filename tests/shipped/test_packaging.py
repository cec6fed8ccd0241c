"""What the package asks of others, and what it brings: ranges, exact versions, types, its citation."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.version import Version

import planner
from tests.folders import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EVERYTHING = [
    *PROJECT["dependencies"],
    *(one for extra in PROJECT["optional-dependencies"].values() for one in extra),
]
TRIED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["tests"]]


def pinned(name: str) -> dict[str, str]:
    lines = (ROOT / ".ci" / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def bounds(requirement: str) -> tuple[str, str]:
    found = re.match(r"([a-z0-9-]+)>=([0-9.]+)", requirement)
    assert found is not None
    return found[1], found[2]


@pytest.mark.parametrize("requirement", EVERYTHING)
def test_a_dependency_is_a_range_with_a_lower_bound(requirement) -> None:
    assert "==" not in requirement
    assert ">=" in requirement


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_the_lowest_version_that_is_tried_is_the_lower_bound(requirement) -> None:
    name, lowest = bounds(requirement)
    tried = pinned("lowest.txt")[name].split(".")
    assert tried[: len(lowest.split("."))] == lowest.split(".")


@pytest.mark.parametrize("requirement", EVERYTHING)
def test_every_dependency_has_an_exact_version_for_ci(requirement) -> None:
    assert bounds(requirement)[0] in pinned("constraints.txt")


@pytest.mark.parametrize(
    "requirement", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["tests"]]
)
def test_the_newest_that_is_known_to_pass_is_as_new_as_what_ci_installs(requirement) -> None:
    name, _ = bounds(requirement)
    newest, exact = (Version(pinned(file)[name]) for file in ("newest.txt", "constraints.txt"))
    assert newest >= exact


@pytest.mark.parametrize("name", ["constraints.txt", "lowest.txt", "newest.txt"])
def test_files_of_versions_name_no_address(name) -> None:
    assert "//" not in (ROOT / ".ci" / name).read_text(encoding="utf-8").replace("uv pip compile", "")


def test_types_are_shipped() -> None:
    assert (ROOT / "planner" / "py.typed").is_file()


def test_the_public_names_are_listed_where_people_look() -> None:
    assert set(planner.__all__) <= set(dir(planner))


def test_the_citation_names_the_version() -> None:
    assert f"version: {planner.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_changelog_has_a_release_for_the_version() -> None:
    assert f"## {planner.__version__} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
