"""What each tab of the page Edit shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from planner.constraints import kinds
from planner.editing.desk import Desk
from planner.editing.edits import REMOVED, ValueChange, at
from planner.editing.grids.condition_grid import Conditions
from planner.editing.grids.grid import GridColumn, table
from planner.editing.grids.offer_grids import Keys, Offers
from planner.editing.grids.phase_grid import phases
from planner.editing.grids.requirement_grid import Requirements
from planner.editing.grids.simple_grids import SimpleGrid
from planner.editing.id_choices import IdChoices
from planner.editing.nations import fit
from planner.facts.entries import Capability, Condition, Nation, Offer, Place, Requirement
from planner.ui import keyed_choice, notices, session
from planner.ui.edit import entry, mounted_grid, new_nation, section
from planner.ui.edit.entry import Form
from planner.ui.edit.section import EditSection
from planner.ui.notices import guarded
from planner.ui.page_words import escaped

NATIONS = EditSection("nations", "nation", Nation, without=("offers",), new=new_nation.ask)
REQUIREMENTS = EditSection("requirements", "requirement", Requirement, without=("quantity",))
CONDITIONS = EditSection("conditions", "condition", Condition)
PLACES = EditSection("places", "place", Place)
CAPABILITIES = EditSection("capabilities", "capability", Capability)


def offers(desk: Desk) -> None:
    """Draw the offers: nations by capabilities, and one offer in detail."""
    names = IdChoices(desk.document.data)
    components = names.ids("components")
    shown = keyed_choice.draw(
        st.pills,
        "Components",
        "components",
        {one: escaped(names.called("components", one)) for one in components},
        value=[one for one in keyed_choice.chosen("components") or () if one in components],
        selection_mode="multi",
        label_visibility="collapsed",
        persist_state="session",
    )
    what = Offers(tuple(shown or ()))
    mounted_grid.show(what, f"offers {' '.join(shown or ())}", desk, head="Nation", alternative=_OFFERS_ALT)
    st.caption("Units on station that are counted on. Blank: no offer. An offer of 0 is an offer.")
    _offer(desk, names)


_OFFERS_ALT = "Units that each nation offers of each capability; cells can be typed into."


def _offer(desk: Desk, names: IdChoices) -> None:
    """Draw one offer in detail."""
    st.subheader("One offer in detail", anchor=False)
    nations, capabilities = names.ids("nations"), names.ids("capabilities")
    if not nations or not capabilities:
        return
    which, what = st.columns(2)
    with which:
        nation = _pick("Nation", "offer nation", {one: names.called("nations", one) for one in nations})
    offered = [
        key
        for key in capabilities
        if at(desk.document.data, ("nations", nation, "offers", key)) is not REMOVED
    ]
    with what:
        ordered = [*offered, *(key for key in capabilities if key not in offered)]
        labels = {
            one: names.called("capabilities", one) + ("" if one in offered else " (no offer)")
            for one in ordered
        }
        capability = _pick("Capability", "offer capability", labels)
    path = ("nations", nation, "offers", capability)
    if at(desk.document.data, path) is REMOVED:
        args = (path, f"{nation} offers {capability}")
        st.button("Add this offer", icon=":material/add:", key="add offer", on_click=_add_offer, args=args)
        return
    entry.show(Form(Offer, path, names))
    st.button(
        "Take this offer out",
        key="drop offer",
        type="tertiary",
        icon=":material/delete:",
        on_click=_drop,
        args=(path, f"{nation} offers no {capability}"),
    )


def _pick(label: str, name: str, labels: Mapping[str, str]) -> str:
    before = keyed_choice.chosen(name)
    value = before if before in labels else next(iter(labels))
    return str(keyed_choice.draw(st.selectbox, label, name, labels, value=value, persist_state="session"))


@guarded
def _add_offer(path: tuple[str, ...], said: str) -> None:
    if (desk := session.desk()) is not None:
        desk.edit([ValueChange(path, {"units": 1})], said)


@guarded
def _drop(path: tuple[str, ...], said: str) -> None:
    if (desk := session.desk()) is not None:
        desk.edit([ValueChange(path, REMOVED)], said)


def requirements(desk: Desk) -> None:
    """Draw the requirements: lines by phases, and one line in detail."""
    alternative = "Units required of each line in each phase; cells can be typed into."
    mounted_grid.show(Requirements(), "requirements", desk, head="Line", alternative=alternative)
    st.caption("Units on station in each phase. Blank: none required.")
    section.show(REQUIREMENTS, desk)


def politics(desk: Desk) -> None:
    """Draw the constraints: choose one or begin a new one of any kind; its form is made from the kind."""
    entries = table(desk.document.data, "constraints")
    known = kinds()
    which, new = st.columns([3, 1], vertical_alignment="bottom")
    key = "chosen constraints"
    options = _ranked(entries)
    before = keyed_choice.chosen(key)
    with which:
        keyed_choice.draw(
            st.selectbox,
            f"Which constraint ({len(options)})",
            key,
            {name: _said(entries, name) for name in options},
            value=before if before in options else next(iter(options), None),
            index=None,
            placeholder="There is no constraint yet",
            persist_state="session",
        )
    with new, st.popover("New constraint", icon=":material/add:", width="stretch"):
        _new_constraint(known)
    chosen = keyed_choice.chosen(key)
    if chosen in entries:
        _constraint(desk, str(chosen), known)


def _ranked(entries: Mapping[str, Any]) -> list[str]:
    """Return constraints by kind, then in the order of the file."""
    return sorted(entries, key=lambda name: str(at(entries, (name, "kind"))))


def _said(entries: Mapping[str, Any], name: str) -> str:
    """Say which constraint it is: its kind, its title or else its id, and why it holds."""
    kind, title, because = (at(entries, (name, field)) for field in ("kind", "title", "because"))
    named = title if isinstance(title, str) and title.strip() else name
    why = f": {because}" if isinstance(because, str) else ""
    return f"{kind} · {named}{why}"


def _new_constraint(known: Mapping[str, Any]) -> None:
    """Ask for the kind and the id of a new constraint, with an example of the kind."""
    kind = st.selectbox("Kind", list(known), key="new constraint kind", format_func=str.capitalize)
    st.caption(known[kind].says)
    st.text_input(
        "Id",
        key="new constraint id",
        placeholder=f"{kind}, numbered",
        help="Reports call it by this, where it has no title.",
    )
    st.button("Add", key="add constraint", type="primary", on_click=_add_constraint)
    with st.expander("An example"):
        st.code(known[kind].example, language="yaml")


@guarded
def _add_constraint() -> None:
    """Begin a constraint of the chosen kind under the id typed, else the kind's name, numbered; choose it."""
    desk, kind = session.desk(), str(st.session_state["new constraint kind"])
    if desk is None:
        return
    taken = table(desk.document.data, "constraints")
    typed = fit(str(st.session_state.get("new constraint id", "")))
    numbered = (f"{kind}_{number}" if number > 1 else kind for number in range(1, 10_000))
    name = typed or next(one for one in numbered if one not in taken)
    first = {"kind": kind, **entry.first_values(kinds()[kind], IdChoices(desk.document.data))}
    section.begin(desk, ("constraints", name), first, "constraint")
    keyed_choice.choose("chosen constraints", name)
    st.session_state["new constraint id"] = ""


def _constraint(desk: Desk, name: str, known: Mapping[str, Any]) -> None:
    """Draw one constraint: what it says, its kind, its form, and what renames or deletes it."""
    names = IdChoices(desk.document.data)
    kind = at(names.data, ("constraints", name, "kind"))
    entry.judgement("constraints", name, names)
    if kind in known:
        st.caption(f"**{str(kind).capitalize()}.** {known[kind].says}")
        entry.show(Form(known[kind], ("constraints", name), names))
    section.entry_buttons("constraints", "constraint", name)


def time(desk: Desk) -> None:
    """Draw the conditions by phases, the phases, and one condition in detail."""
    st.subheader("When conditions hold", anchor=False)
    alternative = "Whether each condition holds in each phase; boxes can be ticked."
    mounted_grid.show(Conditions(), "conditions", desk, head="Condition", alternative=alternative)
    section.show(CONDITIONS, desk)
    st.subheader("Phases, in order of time", anchor=False)
    facts = (
        GridColumn("id", "Id", "text"),
        GridColumn("title", "Title", "text"),
        GridColumn("months", "Months"),
    )
    mounted_grid.show(
        SimpleGrid("phases", facts, "Phases"),
        "phases",
        desk,
        head="#",
        alternative="The phases and their length.",
    )
    _phases(desk)


def _phases(desk: Desk) -> None:
    """Draw what adds a phase of six months at the end, and what renames or deletes the one chosen here."""
    order = [key for key, _ in phases(desk.document.data)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("New phase at the end", key="new phase", placeholder="Id", width=200)
        st.button("Add", key="add phase", on_click=_add_phase)
        before = keyed_choice.chosen("chosen phases")
        keyed_choice.draw(
            st.selectbox,
            "Phase",
            "chosen phases",
            {one: one for one in order},
            value=before if before in order else next(iter(order), None),
            label_visibility="collapsed",
            width=200,
        )
        if (chosen := keyed_choice.chosen("chosen phases")) is not None:
            section.entry_buttons("phases", "phase", chosen)


@guarded
def _add_phase() -> None:
    """Add a phase of six months under the id that was typed; a notice says what is missing for it."""
    desk, name = session.desk_to_change(), fit(str(st.session_state.get("new phase", "")))
    if desk is None:
        return
    if not name:
        notices.notice("warning", "A new phase needs an id.")
        return
    count = len(at(desk.document.data, ("phases",)) or ())
    desk.edit([ValueChange(("phases", count), {"id": name, "months": 6})], f"new phase {name}")
    st.session_state["new phase"] = ""


def nations(desk: Desk) -> None:
    """Draw one nation in detail, and the keys of all."""
    section.show(NATIONS, desk)
    st.subheader("Figures of ability, of all nations", anchor=False)
    mounted_grid.show(
        Keys(), "keys", desk, head="Nation", alternative="Figures of each nation's ability, such as its GDP."
    )


def places(desk: Desk) -> None:
    """Draw the places, or the capabilities: all in a grid, one in detail."""
    part = st.segmented_control(
        "Part",
        ["Places", "Capabilities"],
        key="places or units",
        default="Places",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if part == "Capabilities":
        mounted_grid.show(
            SimpleGrid("capabilities", _UNIT_FACTS, "Capabilities"),
            "capabilities",
            desk,
            head="Id",
            alternative="The kinds of unit.",
        )
        section.show(CAPABILITIES, desk)
    else:
        facts = (GridColumn("title", "Title", "text"), GridColumn("area", "Area", "text"))
        mounted_grid.show(
            SimpleGrid("places", facts, "Places"), "places", desk, head="Id", alternative="The places."
        )
        section.show(PLACES, desk)


_UNIT_FACTS = (
    GridColumn("title", "Title", "text"),
    GridColumn("component", "Component", "text"),
    GridColumn("unit", "Unit", "text"),
    GridColumn("personnel", "People"),
    GridColumn("cost", "Cost a month"),
)
