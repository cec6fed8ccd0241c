"""The documents as the page Help takes them apart."""

from __future__ import annotations

from pathlib import Path

from planner.shipped.documents import Picture, ShippedDocument, shipped_documents


def test_a_document_is_text_and_pictures_and_links_lead_where_the_page_can(
    tmp_path: Path,
) -> None:
    file = tmp_path / "page.md"
    file.write_text(
        "# One\n\n<!-- made -->\nSee [there](other.md#a), [below](#b), [code](code.py) and "
        "[web](https://example.org).\n\n![A chart](chart.svg)\n\nAfter.\n",
        encoding="utf-8",
    )
    other = (tmp_path / "other.md").resolve()
    before, picture, after = ShippedDocument("One", file).parts({other: "?document=other"}.get)
    assert before == (
        "# One\n\nSee [there](?document=other), [below](#b), code and [web](https://example.org).\n\n"
    )
    assert picture == Picture(tmp_path / "chart.svg", "A chart")
    assert after == "\n\nAfter.\n"


def test_documents_are_named_by_where_they_are() -> None:
    assert {"tutorial", "politics", "scenarios/README", "scenarios/island"} <= {
        one.key for one in shipped_documents()
    }


def test_the_tutorial_comes_first_and_each_scenario_has_its_page() -> None:
    titles = [one.title for one in shipped_documents()]
    assert titles[0] == "Ten minutes from nothing to a comparison"
    assert "Scenario: Island force (hypothetical, invented)" in titles
    assert len(set(titles)) == len(titles)
