"""What is filled on a narrow screen: a line for each requirement, a coloured chip for each phase."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import escape

from planner.plan.plan import Plan
from planner.reports.fill_list import FillCell, FillList, Line, fill_list
from planner.reports.heat_map import MISSING
from planner.scenario.scenario import Scenario
from planner.ui import styling
from planner.ui.page_words import escaped
from planner.ui.remembered import once

TICK = "\u2713"


def show(plan: Plan, scenario: Scenario) -> None:
    """Draw the list; a line opens to say who fills it."""
    finding, key, html = once(plan, "fill list", partial(_drawn, plan, scenario))
    st.markdown(f"**{escaped(finding)}**")
    st.caption(escaped(key))
    styling.dressed(html)
    st.caption("Tap a requirement to see who fills it.")


def _drawn(plan: Plan, scenario: Scenario) -> tuple[str, str, str]:
    found = fill_list(plan, scenario)
    return found.finding, found.key, _html(found)


def _html(found: FillList) -> str:
    """Return the list as HTML: phases by their numbers, what colours mean, lines under each priority."""
    count = len(found.phases)
    numbers = "".join(f"<i>{number}</i>" for number in range(1, count + 1))
    phases = "".join(f"<li value={number}>{escape(name)}</li>" for number, name in enumerate(found.phases, 1))
    colours = "".join(
        f'<span class="fill-{missing}">{escape(said)}</span>' for missing, said in enumerate(MISSING)
    )
    groups = "".join(
        f'<div class="priority"><b>{escape(title)}</b><div class="cells">{numbers}</div></div>'
        + "".join(map(_line, lines))
        for title, lines in found.groups
    )
    return (
        f'<ol class="phases">{phases}</ol><div class="missing">{colours}</div>'
        f'<div class="fills" style="--phases:{count}">{groups}</div>'
    )


def _line(line: Line) -> str:
    cells = "".join(map(_chip, line.cells))
    said = "".join(_said(cell) for cell in line.cells if cell is not None)
    name = styling.unit(line.symbol) + escape(line.name)
    return f'<details><summary><span>{name}</span><div class="cells">{cells}</div></summary>{said}</details>'


def _chip(cell: FillCell | None) -> str:
    if cell is None:
        return "<i></i>"
    label = cell.label if cell.missing else TICK
    return f'<i class="fill-{cell.missing}">{escape(label)}</i>'


def _said(cell: FillCell) -> str:
    short = f' <span class="short">{escape(cell.label)}</span>' if cell.missing else ""
    return f"<p><b>{escape(cell.phase)}</b>{short}<br>{escape(cell.said)}</p>"
