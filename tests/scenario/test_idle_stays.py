"""What a file may not say of how long an offer stays, and of what stands there before the start."""

from __future__ import annotations

from typing import Any

import pytest

from planner.problems import InvalidInput
from planner.scenario.reading import read
from tests.small import document


def offering(battalion: dict[str, Any], **land: Any) -> dict[str, Any]:
    """Return the small scenario with a French offer of battalions, which are needed in the west."""
    found = document()
    found["nations"]["FRA"]["offers"]["battalion"] = {"units": 5, **battalion}
    found["requirements"]["L1"] |= land
    return found


def problems(found: dict[str, Any], *settings: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read(found, settings)
    return [str(one).split(": ", 1)[1] for one in caught.value.problems]


def test_all_that_is_wrong_is_said_at_once() -> None:
    (unknown,) = problems(offering({"stay": 3, "before": {"wset": 1}}))
    assert "did you mean 'west'" in unknown
    said = problems(offering({"stay": -1, "before": {"wset": 1, "west": -2}}))
    assert len(said) == 3
    where = "nations.FRA.offers.battalion"
    assert any(one.startswith(f"{where}.stay: ") for one in said)
    assert any(one.startswith(f"{where}.before.west: ") for one in said)
    assert any(one.startswith(f"{where}.before") and "did you mean 'west'" in one for one in said)


def test_what_stood_there_goes_with_a_stay() -> None:
    (said,) = problems(offering({"before": {"west": 1}}))
    assert said.startswith("nations.FRA.offers.battalion: `before` goes with `stay`")
    assert read(offering({"before": {"west": 1}, "stay": 0}))


def test_a_stay_that_nothing_could_keep_is_refused() -> None:
    """Battalions are needed in the first two months alone, so that none that stays for three comes."""
    short = {"quantity": {"deploy": 6}}
    (said,) = problems(offering({"stay": 3}, **short))
    assert said == (
        "nations.FRA.offers.battalion.stay: 3 months are longer than it is required anywhere without a break "
        "(nothing could come: shorten it, or take it out)"
    )
    assert read(offering({"stay": 2}, **short))
    assert read(offering({"stay": 3, "before": {"west": 1}}, **short))
    assert read(offering({"stay": 3}, quantity={"hold": 6}))


def test_a_stay_over_lines_of_one_place_is_none_too_long() -> None:
    found = offering({"stay": 3}, quantity={"deploy": 6})
    found["requirements"]["L3"] = {"capability": "battalion", "place": "west", "quantity": {"hold": 1}}
    assert read(found)
    found["requirements"]["L3"]["place"] = "sea"
    found["requirements"]["L3"]["quantity"] = {"deploy": 1}
    assert problems(found)


def test_what_stands_where_nothing_accepts_it_is_refused() -> None:
    (said,) = problems(offering({"stay": 3, "before": {"sea": 1}}))
    assert said == (
        "nations.FRA.offers.battalion.before.sea: no requirement at sea accepts battalion (take it out)"
    )


def test_what_stands_there_is_in_steps_as_the_offer_is() -> None:
    (said,) = problems(offering({"stay": 3, "step": 0.5, "before": {"west": 1.2}}))
    assert "1.2 is no multiple of 0.5, battalion's step (1 or 1.5)" in said


def test_both_are_set_as_any_value_is() -> None:
    of = read(
        document(),
        ["nations.FRA.offers.battalion.stay=6", "nations.FRA.offers.battalion.before={west: 2}"],
    )
    offer = of.nations["FRA"].offers["battalion"]
    assert (offer.stay, offer.before) == (6, {"west": 2})


def test_while_a_phase_or_a_requirement_is_wrong_nothing_is_said_of_a_stay() -> None:
    """What is required how long is not known then."""
    found = offering({"stay": 3}, quantity={"deploy": 6})
    found["phases"] = [{"id": phase["id"], "months": "x"} for phase in found["phases"]]
    assert all(one.startswith("phases[") for one in problems(found))
    found = offering({"stay": 3}, quantity={"hold": -6})
    assert [one.split(":")[0] for one in problems(found)] == ["requirements.L1.quantity.hold"]
