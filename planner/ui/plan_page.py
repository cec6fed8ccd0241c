"""The page Plan: what is filled, who sends what, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import escape

from planner.constraints.naming import called, in_words
from planner.plan.plan import Plan
from planner.reports import plan_sentences, plan_tables, unit_symbols
from planner.scenario.scenario import Scenario
from planner.ui import (
    drawings,
    fill_list,
    origin,
    pin_button,
    prompts,
    screen,
    session,
    shell,
    shown_plan,
    styling,
    take_away,
)
from planner.ui.grids import head_width, table_height, words_width
from planner.ui.page_words import counted, escaped
from planner.ui.remembered import once
from planner.ui.why import asked_why
from planner.words.figures import figure, people_shown, to_places
from planner.words.names import Names
from planner.words.text_tables import Cell, Grid

SYMBOL = "Symbol"
"""The column of the symbols of units, where any is stated."""
MOST_OF_NAMES, NARROW_NAMES = 200, 110
"""The most that the names of nations take of a wide and of a narrow screen, in pixels."""
PHASES_ROOM, LEAST_PHASE = 480, 62
"""Pixels that the columns of all phases share before their names are cut, and the least of one."""


def draw() -> None:
    """Draw the page."""
    st.title("Plan", anchor=False)
    desk = session.desk()
    if desk is None:
        prompts.choose_one()
        return
    found = shown_plan.shown() or _known_already()
    if found is None:
        _nothing_yet()
        return
    plan, scenario = found
    _age()
    st.markdown(f"**{escaped(plan.title)}**")
    origin.link(desk)
    if not plan_sentences.found(plan):
        _no_plan(plan, scenario)
        return
    _plan(plan, scenario)


def _known_already() -> tuple[Plan, Scenario] | None:
    """Return the plan of just this scenario where somebody made it before."""
    if (found := shown_plan.known(None)) is None:
        return None
    question, _, scenario = found
    shown_plan.show_plan(question, scenario)
    return shown_plan.shown()


def _nothing_yet() -> None:
    """Lead to a plan where there is none."""
    job = shown_plan.job()
    if job is not None and job.running:
        st.info(
            "Solving. You can go on working; the plan appears here when it is done.",
            icon=":material/hourglass_top:",
        )
        return
    examined = session.examined(None)
    if examined is not None and examined.problems:
        count = counted(len(examined.problems), "problem")
        st.warning(f"{count} to mend before a plan can be made.")
        st.page_link(shell.link("edit"), label="Go to the problems", icon=":material/edit_note:")
        return
    st.info("There is no plan of this scenario yet.")
    prompts.solve_it(shown_plan.solve)


def _age() -> None:
    hint = "What follows does not know of what you changed since."
    prompts.grown_old(shown_plan.age(), "Plan", hint, ("Solve again", shown_plan.solve))


def _no_plan(plan: Plan, scenario: Scenario) -> None:
    """Say why there is none, and lead on."""
    said, hint = plan_sentences.WITHOUT_PLAN[plan.status]
    st.warning(said, icon=":material/block:")
    st.write(hint)
    with st.container(horizontal=True):
        st.page_link(shell.link("why"), label="See what stands in the way", icon=":material/help_center:")
        st.page_link(shell.link("edit"), label="Change the scenario", icon=":material/edit_note:")
    names = Names(scenario)
    hard = [rule for rule in scenario.constraints.values() if rule.negotiable is False]
    if hard and plan.status.value == "infeasible":
        st.markdown("**The rules that nobody may bend**")
        styling.dressed(
            "<ul>"
            + "".join(f"<li>{escape(f'{called(rule)}: {in_words(rule, names)}')}</li>" for rule in hard)
            + "</ul>"
        )


def _plan(plan: Plan, scenario: Scenario) -> None:
    _figures(plan, scenario)
    _filled(plan, scenario)
    for name in ("people", "map", "burden"):
        drawings.show(name, plan, scenario)
    drawings.show_flow(plan, scenario)
    st.subheader("Who sends what", anchor=False)
    _contributions(plan, scenario)
    _sure(plan, scenario)
    _downloads(plan, scenario)


def _figures(plan: Plan, scenario: Scenario) -> None:
    """Show what a reader looks for first."""
    cards = "".join(
        f'<div><div class="figure">{escape(value)}</div><div class="soft">{escape(said)}</div></div>'
        for value, said in once(plan, "figures", partial(plan_sentences.key_figures, plan, scenario))
    )
    styling.dressed(f'<div class="cards">{cards}</div>')
    for said in plan_sentences.price_of_steps(plan):
        st.caption(said)


def _filled(plan: Plan, scenario: Scenario) -> None:
    """Show what is filled: as a heat map, or as a list where the screen is too narrow for one."""
    if screen.is_narrow():
        fill_list.show(plan, scenario)
        st.page_link(shell.link("why"), label="Ask why it is short", icon=":material/help_center:")
        return
    _picked(drawings.show("fill", plan, scenario, key="fill map"), plan, scenario)


def _picked(event: Any, plan: Plan, scenario: Scenario) -> None:
    """Say who fills the cell of the map that was clicked."""
    picked = drawings.picked(event)
    if picked is None:
        st.caption("Click a cell to see who fills it.")
        return
    line, phase = picked
    rows = once(plan, "fill", partial(plan_tables.fill, plan, scenario))
    row = rows[(rows["Line"] == line) & (rows["Phase"] == phase)]
    if not len(row):
        return
    one: Mapping[Any, Any] = row.to_dict("records")[0]
    with st.container(border=True):
        short = f", {figure(one['Short'])} short" if one["Short"] else ""
        st.markdown(
            f"**{escaped(one['Requirement'])}**, {escaped(phase)}: "
            f"{figure(one['Filled'])} of {figure(one['Required'])} {escaped(one['Unit'])}{short}"
        )
        _senders(plan, scenario, line, phase)
        if one["Short"]:
            _blocked(scenario, line, phase)


def _blocked(scenario: Scenario, line: str, phase: str) -> None:
    """Say what keeps a line from being filled where that is known; else lead to where one can ask."""
    found = asked_why.of_plan()
    phases = Names(scenario).phases
    said = [
        gap.sentence
        for gap in (found.explanation.shortfalls if found is not None else ())
        if gap.requirement == line and phases[gap.phase] == phase
    ]
    if said:
        styling.sentence(said[0])
    label = "More on the page Why" if said else "Ask why it is short"
    st.page_link(shell.link("why"), label=label, icon=":material/help_center:")


def _senders(plan: Plan, scenario: Scenario, line: str, phase: str) -> None:
    """Show who sends what to a line, by its id, in a phase, by its title; a row a contribution."""
    sent = once(plan, "contributions", partial(plan_tables.contributions, plan, scenario))
    sent = sent[(sent["Line"] == line) & (sent["Phase"] == phase)]
    if not len(sent):
        st.caption("Nobody sends anything.")
        return
    symbols = unit_symbols.of_capabilities(scenario)
    rows = tuple(
        (
            Cell(row["Nation"]),
            Cell(row["Capability"], symbol=symbols.get(row["Capability"], "")),
            Cell(figure(row["Units"])),
            Cell(people_shown(row["People"])),
            Cell(row["Firmness"]),
        )
        for row in sent.to_dict("records")
    )
    columns = ("Nation", "Capability", "Units", "People", "Firmness")
    styling.dressed(styling.table(Grid(columns, frozenset({"Units", "People"}), rows), "small"))


def _contributions(plan: Plan, scenario: Scenario) -> None:
    """Show the contributions: a column a phase, blank for nothing."""
    table = once(plan, "wide", partial(_wide, plan, scenario))
    if table is None:
        st.caption("Nobody sends anything.")
        return
    phases = list(Names(scenario).phases.values())
    room = max(PHASES_ROOM // len(phases), LEAST_PHASE)
    names = words_width(table["Nation"], wide=MOST_OF_NAMES, narrow=NARROW_NAMES)
    numbers = {
        phase: st.column_config.NumberColumn(phase, width=min(head_width(phase), room), help=escaped(phase))
        for phase in phases
    }
    event = st.dataframe(
        table,
        hide_index=True,
        key=pin_button.CHOSEN,
        on_select="rerun",
        selection_mode="single-row",
        column_order=_order(table, phases),
        column_config={
            "Nation": st.column_config.TextColumn(pinned=True, width=names),
            SYMBOL: st.column_config.ImageColumn(width=56),
            "Capability": st.column_config.TextColumn(width=165),
            "Requirement": st.column_config.TextColumn(width=165),
        }
        | numbers,
        height=table_height(len(table)),
        placeholder="",
        alt="Units on station by nation and phase",
    )
    st.caption("Units on station in each phase. Blank: none.")
    pin_button.offer(event["selection"]["rows"], table, plan, scenario)


def _order(table: pd.DataFrame, phases: Sequence[str]) -> list[str]:
    """Return the columns, those of the figures where they are seen without moving the table."""
    if screen.is_narrow():
        return ["Nation", "Capability", *phases, "Requirement", "Place"]
    return ["Nation", *([SYMBOL] if SYMBOL in table else []), "Capability", "Requirement", *phases, "Place"]


def _wide(plan: Plan, scenario: Scenario) -> pd.DataFrame | None:
    """Return units by phase (NaN: none) of each nation, capability, place and requirement; None if empty."""
    lines = once(plan, "contributions", partial(plan_tables.contributions, plan, scenario))
    if not len(lines):
        return None
    wide = plan_tables.by_phase(lines, scenario, ["Nation", "Capability", "Place", "Requirement"], "Units")
    phases = list(Names(scenario).phases.values())
    wide[phases] = wide[phases].astype(float).map(partial(to_places, places=2)).where(lambda part: part > 0)
    symbols = unit_symbols.of_capabilities(scenario)
    if symbols:
        drawn = [
            unit_symbols.address(symbols[name]) if name in symbols else "" for name in wide["Capability"]
        ]
        wide.insert(1, SYMBOL, drawn)
    return wide


def _sure(plan: Plan, scenario: Scenario) -> None:
    with st.expander("How sure this is"):
        for said in once(plan, "sure", partial(_assurances, plan, scenario)):
            st.write(escaped(said))


def _assurances(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    absent = plan_sentences.absent(plan, scenario)
    said = (*plan_sentences.assurance(plan), *plan_sentences.data_assurance(plan, scenario))
    return (*said, absent) if absent else said


def _downloads(plan: Plan, scenario: Scenario) -> None:
    st.subheader("Take it away", anchor=False)
    take_away.offer("plan", partial(_made, plan, scenario))


def _made(plan: Plan, scenario: Scenario, name: str) -> str | bytes:
    """Return a file of a plan."""
    from planner.reports import folder

    return folder.made(plan, scenario, name)


PAGE = shell.Page("Plan", "plan", ":material/assignment:", draw)
