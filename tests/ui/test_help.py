"""The page Help: its documents, and the way from one to another."""

from __future__ import annotations

import re

from tests.ui.visit import Visit


def test_a_document_is_chosen_and_read_and_the_address_names_it(visit: Visit) -> None:
    visit.visit("help")
    visit.put("selectbox", "document", "glossary").run()
    assert "troop-contributing nation" in visit.text
    assert visit.app.query_params["document"] == "glossary"


def test_a_page_of_a_scenario_shows_its_chart(visit: Visit) -> None:
    visit.visit("help")
    visit.put("selectbox", "document", "scenarios/island").run()
    assert 'the limit "Treaty of the strait"' in visit.text.replace("\\", "")


def test_links_lead_to_the_documents_that_the_page_can_show(visit: Visit) -> None:
    visit.visit("help")
    visit.app.query_params["document"] = "politics"
    visit.run()
    assert re.search(r"\[tutorial\]\(\?document=tutorial\)", visit.text)
    assert ".md)" not in visit.text


def test_an_address_names_a_document_and_another_chosen_takes_its_place(visit: Visit) -> None:
    visit.visit("help")
    visit.app.query_params["document"] = "glossary"
    visit.run()
    assert "troop-contributing nation" in visit.text
    visit.put("selectbox", "document", "excel").run()
    assert "troop-contributing nation" not in visit.text
    assert visit.app.query_params["document"] == "excel"


def test_an_address_that_names_no_document_says_so_and_shows_the_help(visit: Visit) -> None:
    visit.visit("help")
    visit.app.query_params["document"] = "nowhere"
    visit.run()
    assert any("nowhere" in one.value for one in visit.app.warning)
    assert "In three steps" in visit.text
