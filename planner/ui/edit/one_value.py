"""Inputs of fields that hold one value, or a list of alike ones."""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner.editing.edits import REMOVED
from planner.editing.grids.condition_grid import holding, holds
from planner.editing.yaml_spots import NotUnderstoodError, marked, plain
from planner.scenario.yaml_events import resolved
from planner.scenario.yaml_text import flow
from planner.ui import keyed_choice
from planner.ui.edit.slot import Input, Slot, choose_several, follow, is_names, is_number, listed, odd, whole
from planner.ui.page_words import escaped


def _text(slot: Slot) -> None:
    text = follow(slot.key, "" if slot.value is REMOVED else str(slot.value))
    st.text_input(slot.label, value=text, **slot.keyed())


def _long_text(slot: Slot) -> None:
    text = follow(slot.key, "" if slot.value is REMOVED else str(slot.value))
    height = min(max(68 + 20 * (len(text) // 60), 68), 320)
    st.text_area(slot.label, value=text, height=height, **slot.keyed())


def _read_text(slot: Slot) -> Any:
    return str(st.session_state.get(slot.key, "")).strip() or REMOVED


def _number(slot: Slot) -> None:
    number = follow(slot.key, None if slot.value is REMOVED else float(slot.value))
    told = slot.keyed() | {"placeholder": _default(slot)}
    st.number_input(slot.label, step=1.0, format="%g", value=number, **told)


def _integer(slot: Slot) -> None:
    number = follow(slot.key, None if slot.value is REMOVED else int(slot.value))
    st.number_input(slot.label, step=1, value=number, placeholder=_default(slot), **slot.keyed())


def _default(slot: Slot) -> str:
    default = slot.field.default
    return f"{default:g}" if is_number(default) else ""


def _read_number(slot: Slot) -> Any:
    return whole(st.session_state.get(slot.key))


def _share(slot: Slot) -> None:
    """Draw a number that may be a fraction as it is written."""
    text = follow(slot.key, "" if slot.value is REMOVED else flow(slot.value).strip('"'))
    told = slot.keyed() | {"help": f"{slot.field.help} A number, or a fraction such as 1/3.".strip()}
    st.text_input(slot.label, value=text, placeholder=_default(slot), **told)


def _read_share(slot: Slot) -> Any:
    text = str(st.session_state.get(slot.key) or "").strip()
    value = resolved(text) if text else REMOVED
    return whole(value) if is_number(value) else text or REMOVED


def _switch(slot: Slot) -> None:
    """Draw yes and no to choose from; where neither is written it is empty, and says what then holds."""
    keyed_choice.draw(
        st.selectbox,
        slot.label,
        slot.key,
        {one: _yes(one) for one in (True, False)},
        value=None if slot.value is REMOVED else slot.value,
        index=None,
        placeholder=f"As usual ({_yes(slot.field.default)})",
        **slot.told(),
    )


def _yes(value: Any) -> str:
    return "yes" if value is True else "no" if value is False else "as the scenario says"


def _read_chosen(slot: Slot) -> Any:
    value = keyed_choice.chosen(slot.key)
    return REMOVED if value is None else value


def _choice(slot: Slot) -> None:
    """Draw a field's options, with a written value that is none of them; empty where none is written."""
    default = f"As usual ({slot.field.default})" if slot.field.default is not REMOVED else "Choose"
    options = [*slot.field.options, *odd([slot.value], slot.field.options)]
    labels = {one: _spaced(one) for one in options}
    value = None if slot.value is REMOVED else slot.value
    keyed_choice.draw(
        st.selectbox,
        slot.label,
        slot.key,
        labels,
        value=value,
        index=None,
        placeholder=default,
        **slot.told(),
    )


def _spaced(word: Any) -> str:
    return str(word).replace("_", " ")


def _choices(slot: Slot) -> None:
    values = listed(slot.value)
    options = [*slot.field.options, *odd(values, slot.field.options)]
    labels = {one: _spaced(one) for one in options}
    keyed_choice.draw(
        st.multiselect, slot.label, slot.key, labels, value=values, placeholder="Choose", **slot.told()
    )


def _read_listed(slot: Slot) -> Any:
    return list(keyed_choice.chosen(slot.key) or ()) or REMOVED


def _reference(slot: Slot) -> None:
    """Draw the ids of the field's sort to choose one; of hosts, and without a sort, others may be typed."""
    options = slot.names.ids(slot.field.sort)
    default = slot.field.default
    keyed_choice.draw(
        st.selectbox,
        slot.label,
        slot.key,
        slot.called([*options, *odd([slot.value], options)]),
        value=None if slot.value is REMOVED else slot.value,
        index=None,
        placeholder=f"As usual ({default})" if isinstance(default, str) else "None",
        accept_new_options=slot.field.sort in ("hosts", ""),
        **slot.told(),
    )


def _references(slot: Slot) -> None:
    choose_several(slot, slot.key, listed(slot.value), groups=False)


def _window(slot: Slot) -> None:
    """Draw the phases in order of time, those chosen in which it holds: all where nothing is written."""
    order = slot.names.ids("phases")
    keyed_choice.draw(
        st.pills,
        slot.label,
        slot.key,
        {one: escaped(slot.names.called("phases", one)) for one in order},
        value=[phase for phase in order if phase in holding(slot.value, order)],
        selection_mode="multi",
        **slot.told(),
    )


def _read_window(slot: Slot) -> Any:
    return holds(keyed_choice.chosen(slot.key) or (), slot.names.ids("phases"))


def _anything(slot: Slot) -> None:
    """Draw a field as YAML on a few lines."""
    text = follow(slot.key, "" if slot.value is REMOVED else flow(slot.value))
    told = slot.keyed() | {"help": f"{slot.field.help} Written as YAML.".strip()}
    st.text_area(slot.label, value=text, height=68, **told)


def _read_anything(slot: Slot) -> Any:
    text = str(st.session_state.get(slot.key, "")).strip()
    if not text:
        return REMOVED
    try:
        return plain(marked(text))
    except NotUnderstoodError:
        return text


def _always(_: Any) -> bool:
    return True


INPUTS: dict[str, Input] = {
    "text": Input(_text, _read_text, lambda value: isinstance(value, str | int)),
    "long text": Input(_long_text, _read_text, lambda value: isinstance(value, str)),
    "number": Input(_number, _read_number, is_number),
    "integer": Input(_integer, _read_number, lambda value: is_number(value) and float(value).is_integer()),
    "share": Input(_share, _read_share, lambda value: is_number(value) or isinstance(value, str)),
    "switch": Input(_switch, _read_chosen, lambda value: isinstance(value, bool)),
    "choice": Input(_choice, _read_chosen, lambda value: isinstance(value, str)),
    "choices": Input(_choices, _read_listed, is_names),
    "reference": Input(_reference, _read_chosen, lambda value: isinstance(value, str)),
    "references": Input(_references, _read_listed, is_names),
    "window": Input(_window, _read_window, _always),
    "anything": Input(_anything, _read_anything, _always),
}
