"""What ids are called, which may be chosen, and paths in words."""

from __future__ import annotations

from planner.editing.id_choices import IdChoices
from tests.editing.texts import FIRST, document

NAMES = IdChoices(document(FIRST).data)


def test_ids_come_in_the_order_of_the_file() -> None:
    assert NAMES.ids("nations") == ["FRA", "DEU", "TUR", "UKR"]
    assert NAMES.ids("phases") == ["prepare", "deploy", "hold"]
    assert NAMES.ids("components") == ["land", "maritime"]
    assert NAMES.ids("measures") == ["cost", "effect", "personnel", "tonnage", "units"]


def test_groups_may_be_chosen_beside_ids() -> None:
    assert NAMES.choices("nations")[:2] == ["outsiders", "FRA"]
    assert NAMES.called("nations", "outsiders") == "Outsiders (group of 2)"


def test_names_are_said_with_their_ids() -> None:
    assert NAMES.called("nations", "TUR") == "Türkiye (TUR)"
    assert NAMES.called("capabilities", "minehunter") == "Minehunter"
    assert NAMES.called("sources", "treaty") == "Convention on the Straits"


def test_a_path_is_said_in_words() -> None:
    path = ("nations", "TUR", "offers", "infantry_battalion", "units")
    assert NAMES.place(path) == "Nations, Türkiye, Offers, Infantry battalion, Units"
    assert NAMES.place(("requirements", "L1", "quantity", "hold")) == "Requirements, L1, Quantity, Hold"
    assert NAMES.place(("phases", 1, "months")) == "Phases, Deploy, Months"


def test_nothing_is_known_of_nothing() -> None:
    assert IdChoices(None).ids("nations") == []
    assert IdChoices(None).place(("nations", "X")) == "Nations, X"
