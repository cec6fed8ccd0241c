"""Inputs of fields that hold several values: a selection, figures by id, a place on the map, units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from planner.editing.edits import REMOVED
from planner.ui import keyed_choice
from planner.ui.edit.slot import Input, Slot, choose_several, follow, is_names, is_number, listed, odd, whole
from planner.ui.page_words import escaped


def _selection(slot: Slot) -> None:
    """Draw ids to choose, and whether they are meant or all but them."""
    negated = isinstance(slot.value, Mapping)
    values = listed(slot.value["not"] if negated else slot.value)
    ids, but = st.columns([4, 1.25], vertical_alignment="bottom", gap="small")
    with ids:
        choose_several(slot, slot.part("ids"), values, groups=True)
    with but:
        shown = follow(slot.part("not"), negated)
        st.checkbox("All but", value=shown, key=slot.part("not"), on_change=slot.changed)


def _read_selection(slot: Slot) -> Any:
    values = list(keyed_choice.chosen(slot.part("ids")) or ())
    if not values:
        return REMOVED
    named = values[0] if len(values) == 1 else values
    return {"not": named} if st.session_state.get(slot.part("not")) else named


def _fits_selection(value: Any) -> bool:
    return is_names(value) or (
        isinstance(value, Mapping) and set(value) == {"not"} and is_names(value["not"])
    )


def _numbers(slot: Slot) -> None:
    """Draw a number for each of some ids."""
    value = {} if slot.value is REMOVED else dict(slot.value)
    options = slot.names.ids(slot.field.sort) if slot.field.sort else slot.names.used(slot.field.name)
    keyed_choice.draw(
        st.multiselect,
        slot.label,
        slot.part("ids"),
        slot.called([*options, *odd(list(value), options)]),
        value=list(value),
        accept_new_options=not slot.field.sort,
        placeholder="None",
        **slot.told(),
    )
    columns = st.columns(min(max(len(value), 1), 4))
    for number, (name, figure) in enumerate(value.items()):
        shown = follow(slot.part(name), float(figure))
        label = escaped(slot.names.called(slot.field.sort, name))
        told = slot.keyed(slot.part(name)) | {"help": None}
        with columns[number % len(columns)]:
            st.number_input(label, step=1.0, format="%g", value=shown, **told)


def _read_numbers(slot: Slot) -> Any:
    names = keyed_choice.chosen(slot.part("ids")) or ()
    return {name: whole(st.session_state.get(slot.part(name), 1.0)) for name in names} or REMOVED


def _fits_numbers(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(is_number, value.values()))


def _pair(slot: Slot) -> None:
    value = [None, None] if slot.value is REMOVED else [float(one) for one in slot.value]
    for column, name, number in zip(st.columns(2), ("Latitude", "Longitude"), value, strict=True):
        with column:
            shown = follow(slot.part(name), number)
            told = slot.keyed(slot.part(name))
            st.number_input(name, value=shown, step=0.1, format="%g", **told)


def _read_pair(slot: Slot) -> Any:
    given = [st.session_state.get(slot.part(name)) for name in ("Latitude", "Longitude")]
    found = [float(one) for one in given if one is not None]
    return found if len(found) == len(given) else REMOVED


def _fits_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_number, value))


_LEVELS = {
    "low": "What is sure to come",
    "expected": "What is counted on unless another level is asked for",
    "ceiling": "The most that was spoken of",
}


def _units(slot: Slot) -> None:
    value = slot.value if isinstance(slot.value, Mapping) else {"expected": slot.value}
    for column, name in zip(st.columns(3), ("low", "expected", "ceiling"), strict=True):
        number = value.get(name, REMOVED)
        with column:
            shown = follow(slot.part(name), None if number is REMOVED else float(number))
            told = slot.keyed(slot.part(name)) | {"help": _LEVELS[name]}
            st.number_input(f"Units, {name}", value=shown, step=1.0, format="%g", **told)


def _read_units(slot: Slot) -> Any:
    given = {name: whole(st.session_state.get(slot.part(name))) for name in _LEVELS}
    given = {name: value for name, value in given.items() if value is not REMOVED}
    return given["expected"] if list(given) == ["expected"] else given or REMOVED


def _fits_units(value: Any) -> bool:
    return is_number(value) or _fits_numbers(value)


def _switch_or_number(slot: Slot) -> None:
    """Draw yes, no, or a number, called as `options` says and asked for once the document has one."""
    (name,) = slot.field.options
    priced = isinstance(slot.value, Mapping)
    how = follow(slot.part("how"), "price" if priced else "no" if slot.value is False else "yes")
    which, much = st.columns(2)
    with which:
        words = {"yes": "Yes", "no": "No: a red line", "price": f"At a {name}"}
        told = slot.keyed(slot.part("how"))
        st.selectbox(
            slot.label, list(words), index=list(words).index(how), format_func=words.__getitem__, **told
        )
    if priced:
        with much:
            price = follow(slot.part(name), float(slot.value.get(name, 1)))
            told = slot.keyed(slot.part(name)) | {"help": None}
            st.number_input(name.capitalize(), step=1.0, format="%g", value=price, **told)


def _read_switch_or_number(slot: Slot) -> Any:
    (name,) = slot.field.options
    how = st.session_state.get(slot.part("how"))
    if how == "price":
        return {name: whole(st.session_state.get(slot.part(name), 1.0))}
    return False if how == "no" else REMOVED


def _fits_switch_or_number(value: Any) -> bool:
    return isinstance(value, bool) or _fits_numbers(value)


INPUTS: dict[str, Input] = {
    "selection": Input(_selection, _read_selection, _fits_selection),
    "numbers": Input(_numbers, _read_numbers, _fits_numbers),
    "pair": Input(_pair, _read_pair, _fits_pair),
    "units": Input(_units, _read_units, _fits_units),
    "switch or number": Input(_switch_or_number, _read_switch_or_number, _fits_switch_or_number),
}
