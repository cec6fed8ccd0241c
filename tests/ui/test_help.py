"""The page Help."""

from __future__ import annotations


def test_a_document_is_chosen_and_read(visit) -> None:
    visit.visit("help")
    visit.put("selectbox", "document", "Glossary").run()
    assert "troop-contributing nation" in visit.text


def test_a_page_of_a_scenario_shows_its_chart(visit) -> None:
    visit.visit("help")
    visit.put("selectbox", "document", "Scenario: Island force (hypothetical, invented)").run()
    assert "the limit treaty" in visit.text.replace("\\", "")
