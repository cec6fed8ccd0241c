"""The chart of who sends how many people in each phase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from planner.plan.plan import Plan
from planner.reports import plan_tables
from planner.reports.drawing import ELSEWHERE, ROWS, WIDE, WIDE_LETTER, Room, extent, title, wrapped
from planner.reports.looks import NATIONS, ON_NATIONS, ON_OTHERS, Look
from planner.scenario.scenario import Scenario
from planner.words.figures import figure, people, share
from planner.words.names import Names, listing

BAR, WIDTH = 38, 640
"""The height of a bar and the width of the longest with its total, in pixels."""
ROOM = 1.12
"""The axis is longer than the longest bar by this, for the total beside it."""
TOTAL = 52
"""The least room for that, in pixels."""
ANY_LENGTH = 99
"""The letters of a phase's name beside a wide chart: all."""


@dataclass(frozen=True)
class _Plot:
    """What all layers share: the look, the name of each phase's bar, the width of the plot in pixels."""

    look: Look
    bars: Mapping[str, str]
    width: float

    @classmethod
    def of(cls, scenario: Scenario, look: Look, room: Room) -> _Plot:
        """Return the plot that a room leaves."""
        titles = Names(scenario).phases
        bars = {
            phase.id: _bar(wrapped(titles[phase.id], room.letters(ANY_LENGTH)), phase.months)
            for phase in scenario.phases
        }
        return cls(look, bars, room.plot(WIDTH, bars.values()))

    def down(self) -> alt.Y:
        """Return the axis of phases."""
        bars = list(self.bars.values())
        axis = alt.Axis(**ROWS, minExtent=extent(bars))
        return alt.Y("Column:N", scale=alt.Scale(domain=bars), axis=axis)


def people_chart(plan: Plan, scenario: Scenario, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return how many people each nation sends in each phase; nothing where nobody sends any.

    Unlike units cannot be added up, people can. The nations that send most are named,
    the others share a grey.
    """
    plot = _Plot.of(scenario, look, room)
    parts = _parts(plan, scenario, plot.bars)
    if not len(parts):
        return None
    said = _finding(plan, scenario)
    legend = alt.Legend(columns=max(int(plot.width / 110), 1) if room.is_narrow else 4)
    layers = [_bars(parts, plot, legend), _inside(parts, plot), _totals(parts, plot)]
    return alt.LayerChart(layer=layers).properties(
        width=plot.width,
        height=alt.Step(room.row(BAR, plot.bars.values())),
        title=title(said, "People on station in each phase, by nation.", look),
        description=f"Stacked bars of people on station by nation and phase. {said}. {ELSEWHERE}",
    )


def _bars(parts: pd.DataFrame, plot: _Plot, legend: alt.Legend) -> alt.Chart:
    """Return stacked bars, a bar a phase, its nations by rank; those beyond the last colour are grey."""
    look = plot.look
    nations = parts.sort_values("Rank")["Nation"].drop_duplicates().to_list()
    colours = [look.others if rank == len(NATIONS) else NATIONS[rank] for rank in sorted(set(parts["Rank"]))]
    bars = alt.Chart(parts).mark_bar(
        aria=False, stroke=look.card, strokeWidth=1.5, height=alt.RelativeBandSize(0.8)
    )
    drawn: alt.Chart = bars.encode(
        x=_across(parts, plot),
        x2="End:Q",
        y=plot.down(),
        color=alt.Color("Nation:N", scale=alt.Scale(domain=nations, range=colours), legend=legend),
        tooltip=["Nation", "Phase", "People"],
    )
    return drawn


def _inside(parts: pd.DataFrame, plot: _Plot) -> alt.Chart:
    """Write the name of a nation into its part of a bar, where it fits."""
    scale = plot.width / _furthest(parts, plot)
    width = (parts["End"] - parts["Start"]) * scale
    fits = [
        next((text for text in (name, brief) if len(text) * WIDE_LETTER + 8 <= room), "")
        for name, brief, room in zip(parts["Nation"], parts["Brief"], width, strict=True)
    ]
    inks = [ON_OTHERS if rank == len(NATIONS) else ON_NATIONS[rank] for rank in parts["Rank"]]
    named = parts.assign(Label=fits, Ink=inks, Start=(parts["Start"] + parts["End"]) / 2)
    texts = alt.Chart(named[named["Label"] != ""]).mark_text(aria=False, fontSize=11)
    drawn: alt.Chart = texts.encode(
        x="Start:Q", y=plot.down(), text="Label:N", color=alt.Color("Ink:N", scale=None)
    )
    return drawn


def _totals(parts: pd.DataFrame, plot: _Plot) -> alt.Chart:
    """Write the sum beside each bar."""
    ends = parts.groupby(["Column"], sort=False)["End"].max().reset_index(name="Start")
    ends = ends.assign(Total=ends["Start"].map(people))
    texts = alt.Chart(ends).mark_text(
        aria=False, align="left", dx=6, fontSize=12, fontWeight="bold", color=plot.look.ink
    )
    drawn: alt.Chart = texts.encode(x="Start:Q", y=plot.down(), text="Total:N")
    return drawn


def _across(parts: pd.DataFrame, plot: _Plot) -> alt.X:
    scale = alt.Scale(domain=[0, _furthest(parts, plot)], nice=False)
    return alt.X("Start:Q", scale=scale, axis=None)


def _furthest(parts: pd.DataFrame, plot: _Plot) -> float:
    """Return how many people the whole width stands for: the longest bar and its total."""
    return max(ROOM, plot.width / (plot.width - TOTAL)) * float(parts["End"].max())


def _bar(phase: str, months: float) -> str:
    """Say a phase and its length, one below the other."""
    return f"{phase}\n{figure(months)} month{'' if months == 1 else 's'}"


def _parts(plan: Plan, scenario: Scenario, bars: Mapping[str, str]) -> pd.DataFrame:
    """Return the parts of the bars: phase, nation or others, people, where each starts and ends, its rank."""
    ranks = {nation: min(place, len(NATIONS)) for place, nation in enumerate(_shares(plan, scenario).index)}
    called = _called(ranks, Names(scenario))
    lines = plan.contributions.assign(Rank=plan.contributions["nation"].map(ranks))
    sent = lines.groupby(["phase", "Rank"])["personnel"].sum().reset_index(name="Amount")
    sent = sent[sent["Amount"] > 0].sort_values("Rank", kind="stable")
    end = sent.groupby("phase")["Amount"].cumsum()
    return sent.assign(
        Phase=sent["phase"].map(Names(scenario).phases),
        Column=sent["phase"].map(bars),
        Nation=[called[rank][0] for rank in sent["Rank"]],
        Brief=[called[rank][1] for rank in sent["Rank"]],
        People=sent["Amount"].map(people),
        Start=end - sent["Amount"],
        End=end,
    )


def _called(ranks: Mapping[str, int], names: Names) -> dict[int, tuple[str, str]]:
    """Return for each rank what it is called, in full and in short."""
    called = {rank: (names.nations[nation], nation) for nation, rank in ranks.items()}
    others = sum(rank == len(NATIONS) for rank in ranks.values())
    return called | ({len(NATIONS): (f"{others} others", "others")} if others > 1 else {})


def _shares(plan: Plan, scenario: Scenario) -> pd.Series[float]:
    """Return the part of all person-months that each nation sends, the largest first."""
    sent = plan_tables.person_months(plan, scenario).groupby(plan.contributions["nation"]).sum()
    sent = sent[sent > 0].sort_index().sort_values(ascending=False, kind="stable")
    return sent / sent.sum()


def _finding(plan: Plan, scenario: Scenario) -> str:
    """Say who sends half of all person-months, at most three nations, and which phase has most people."""
    sharing, names = _shares(plan, scenario), Names(scenario).nations
    half = int((sharing.cumsum() < 0.5).sum()) + 1
    top = max(min(half, 3), 1)
    verb = "sends" if top == 1 else "send"
    by_phase = plan.contributions.groupby("phase")["personnel"].sum()
    most = Names(scenario).phases[str(by_phase.idxmax())]
    largest = listing(names[str(key)] for key in sharing.index[:top])
    return (
        f"{largest} {verb} {share(float(sharing.iloc[:top].sum()))} of all person-months; "
        f'most people, {people(float(by_phase.max()))}, stand in "{most}"'
    )
