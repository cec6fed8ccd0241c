"""The documents as the page Help takes them apart."""

from __future__ import annotations

from pathlib import Path

from planner.shipped.documents import Picture, ShippedDocument, shipped_documents


def test_a_document_is_text_and_pictures_in_order_without_links_that_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(
        "# One\n\n<!-- made -->\nSee [there](other.md#a) and [web](https://example.org).\n\n"
        "![A chart](chart.svg)\n\nAfter.\n",
        encoding="utf-8",
    )
    before, picture, after = ShippedDocument("One", file).parts()
    assert before == "# One\n\nSee there and [web](https://example.org).\n\n"
    assert picture == Picture(tmp_path / "chart.svg", "A chart")
    assert after == "\n\nAfter.\n"


def test_the_tutorial_comes_first_and_each_scenario_has_its_page() -> None:
    titles = [one.title for one in shipped_documents()]
    assert titles[0] == "Ten minutes from nothing to a comparison"
    assert "Scenario: Island force (hypothetical, invented)" in titles
    assert len(set(titles)) == len(titles)
