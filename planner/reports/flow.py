"""The flow of people from nations over components to places, as the page draws it with ECharts.

Unlike units cannot be added up; person-months can, and a nation, a component and a place each have theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.reports import plan_tables
from planner.reports.looks import NATIONS, Look
from planner.scenario.scenario import Scenario
from planner.words.figures import people, share, to_places
from planner.words.names import Names, readable

MOST_NATIONS, MOST_PLACES = 9, 12
"""So many nations and places stand by themselves, those with most; the others share a band."""
ROW, LEAST = 34, 260
"""The height of a band with its name, and the least height of the whole, in pixels."""
OTHERS = "\u2060"
"""An invisible letter that no name begins with: what follows is the name of several."""
SIDES = ("nation", "component", "place")
KEY = (
    "Person-months over all phases, from nations (left) over components to places (right). "
    "The wider a band, the more."
)
LETTER = 7.4
"""The width of a letter of a name, in pixels."""
NARROW = (640, 480, 360)
"""On screens that are narrower than these, in pixels, names stand over the bands, and shorter ones."""


@dataclass(frozen=True)
class Flow:
    """A flow as it is drawn: what it finds, how it is read, what ECharts is told, its height in pixels."""

    finding: str
    key: str
    option: dict[str, Any]
    height: int


def flow(plan: Plan, scenario: Scenario, look: Look, font: str) -> Flow | None:
    """Return the flow of a plan; nothing where nobody sends people."""
    sent = _sent(plan, scenario)
    if not len(sent):
        return None
    totals = {side: sent.groupby(side)["months"].sum() for side in SIDES}
    ranked = {side: _ranked(totals[side]) for side in SIDES}
    names = _distinct(ranked)
    alone = [name for name in ranked["nation"] if not _shared(name)]
    colours = dict(zip(alone, (*NATIONS, look.tick, look.gap_3), strict=False))
    nodes = [
        _node(names[side, name], side, float(totals[side][name]), colours.get(name, look.others))
        for side in SIDES
        for name in ranked[side]
    ]
    option = {
        "baseOption": {
            "animation": False,
            "textStyle": {"fontFamily": font, "color": look.ink, "fontSize": 13},
            "tooltip": {"trigger": "item"},
            "series": [_series(nodes, _links(sent, names), look) | _wide(nodes)],
        },
        "media": [
            {"query": {"maxWidth": most}, "option": {"series": [_narrow(most, nodes)]}} for most in NARROW
        ],
    }
    most = max(len(ranked[side]) for side in SIDES)
    return Flow(_finding(totals), KEY, option, max(LEAST, ROW * most))


def _sent(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return person-months by the names of nation, component and place; the smaller ones share a name."""
    names, lines = Names(scenario), plan.contributions
    sent = pd.DataFrame(
        {
            "nation": lines["nation"].map(names.nations),
            "component": lines["component"].map(readable),
            "place": lines["place"].map(names.places),
            "months": plan_tables.person_months(plan, scenario),
        }
    )
    for side, most, what in (("nation", MOST_NATIONS, "nations"), ("place", MOST_PLACES, "places")):
        sent[side] = _with_others(sent.groupby(side)["months"].sum(), sent[side], most, what)
    together = sent.groupby(list(SIDES))["months"].sum()
    return together[together > 0].reset_index()


def _with_others(totals: pd.Series[float], names: pd.Series[Any], most: int, what: str) -> pd.Series[Any]:
    """Return names in which those beyond the largest are called by their number."""
    ranked = _ranked(totals[totals > 0])
    if len(ranked) <= most + 1:
        return names
    return names.where(names.isin(ranked[:most]), f"{OTHERS}{len(ranked) - most} other {what}")


def _ranked(totals: pd.Series[float]) -> list[str]:
    """Return names, those with most first, and last what several share."""
    return sorted(
        map(str, totals.index), key=lambda name: (_shared(name), -round(float(totals[name]), 6), name)
    )


def _shared(name: str) -> bool:
    """Say whether a band is that of several."""
    return name.startswith(OTHERS)


def _distinct(ranked: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """Return what each band is called; one name on two sides is told apart by the side."""
    count = pd.Series([name for names in ranked.values() for name in names]).value_counts()
    return {
        (side, name): name if count[name] == 1 else f"{name} ({side})"
        for side, names in ranked.items()
        for name in names
    }


def _node(name: str, side: str, months: float, colour: str) -> dict[str, Any]:
    return {
        "name": name,
        "depth": SIDES.index(side),
        "value": to_places(months, 1),
        "itemStyle": {"color": colour},
        "label": {"formatter": f"{{b}}\u2002{people(months)}"},
    }


def _links(sent: pd.DataFrame, names: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Return the bands between neighbouring sides, sorted by name."""
    links = []
    for one, two in (("nation", "component"), ("component", "place")):
        sums = sent.groupby([one, two], as_index=False)["months"].sum()
        links += [
            {"source": names[one, start], "target": names[two, end], "value": to_places(float(months), 1)}
            for start, end, months in sums.itertuples(index=False)
        ]
    return links


def _series(nodes: list[dict[str, Any]], links: list[dict[str, Any]], look: Look) -> dict[str, Any]:
    """Return the diagram as ECharts takes it, without margins and places of names: they hang on the width."""
    return {
        "type": "sankey",
        "top": 8,
        "bottom": 8,
        "nodeWidth": 16,
        "nodeGap": 10,
        "nodeAlign": "justify",
        "draggable": False,
        "emphasis": {"focus": "adjacency"},
        "label": {"color": look.ink, "textBorderColor": look.card, "textBorderWidth": 3},
        "lineStyle": {"color": "source", "opacity": 0.35, "curveness": 0.5},
        "data": nodes,
        "links": links,
    }


def _wide(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return room for the names on both sides, and names beside their bands."""
    left, right = (
        max(len(node["name"]) + len(people(node["value"])) + 1 for node in nodes if node["depth"] == depth)
        for depth in (0, 2)
    )
    positions = ("left", "inside", "right")
    levels = [{"depth": depth, "label": {"position": where}} for depth, where in enumerate(positions)]
    return {"left": LETTER * left + 8, "right": LETTER * right + 8, "levels": levels}


def _narrow(most: int, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return names over their bands, each within its part of the width, figures on a line of their own."""
    figures_below = [
        node | {"label": {"formatter": node["label"]["formatter"].replace("\u2002", "\n")}} for node in nodes
    ]
    label = {"fontSize": 10, "width": round(0.8 * most / 3 - 10), "overflow": "break", "lineHeight": 11}
    levels = [
        {"depth": depth, "label": {"position": where, **label}}
        for depth, where in enumerate(("right", "inside", "left"))
    ]
    return {
        "left": 4,
        "right": 4,
        "levels": levels,
        "data": figures_below,
        "nodeGap": 26,
    }


def _finding(totals: Mapping[str, pd.Series[float]]) -> str:
    whole = float(totals["nation"].sum())
    component, place = (_ranked(totals[side])[0] for side in ("component", "place"))
    part, there = (
        share(float(totals[side][name]) / whole)
        for side, name in (("component", component), ("place", place))
    )
    return f'{component} takes {part} of all person-months; the largest place is "{place}" with {there}'
