"""The page Report: of one scenario or of several, with the sections that are wanted, read or taken away."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from planner.editing.background_comparing import MOST_OTHERS
from planner.editing.background_solving import Asked
from planner.editing.standing import Standing
from planner.plan.plan import Plan
from planner.reports.kept_sections import choices
from planner.scenario.scenario import Scenario
from planner.studies.comparison.comparison import Comparison
from planner.ui import (
    at_work,
    chosen,
    keyed_choice,
    prompts,
    said_problems,
    services,
    session,
    shell,
    take_away,
)
from planner.ui.compare import answer
from planner.ui.page_words import escaped
from planner.ui.remembered import once

LARGEST_PREVIEW = 1_400_000
"""Letters of a page that browsers show inside another; larger ones can be taken away all the same."""
HEIGHT = 760
LEFT_OUT, WANTED, SCENARIOS = "report left out", "report sections", "report scenarios"
Keep = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Reported:
    """What a report is of, and how its parts and files are made; what is worked out is kept with `owner`."""

    owner: object
    stem: str
    choices: Callable[[], dict[str, str]]
    page: Callable[[Keep], str]
    made: Callable[[str, Keep], str | bytes]


def draw() -> None:
    """Draw the page."""
    st.title("Report", anchor=False)
    titles = chosen.titles()
    files = _scenarios(titles)
    if not files:
        st.info("Choose a scenario for a report of its plan, or several for a report that compares them.")
        return
    usable = answer.in_order(files, titles, use="reported")
    report = _report(usable) if usable else None
    if report is not None:
        _shown(report)


def _scenarios(titles: dict[str, str]) -> list[str]:
    """Draw the choice and return the chosen files, the baseline first; at first the one that is open."""
    if chosen.REPORT.is_first_visit and (file := session.chosen_file()) in titles:
        chosen.REPORT.choose([file])
    files: list[str] = keyed_choice.draw(
        st.multiselect,
        "Scenarios",
        SCENARIOS,
        titles,
        value=chosen.REPORT.files(list(titles)),
        max_selections=MOST_OTHERS + 1,
        placeholder="Choose one, or several to compare",
        help="One: a report of its plan. Several: all others are held against the first.",
        on_change=lambda: chosen.REPORT.choose(keyed_choice.chosen(SCENARIOS)),
        wrap=True,
    )
    return files


def _report(usable: Sequence[Standing]) -> Reported | None:
    """Return what is reported; None while there is none, with the way to it."""
    if len(usable) > 1:
        found = answer.comparison(usable, chosen.REPORT)
        return None if found is None else _of_comparison(found)
    scenario = usable[0].scenario
    plan = None if scenario is None else _plan(scenario)
    return None if plan is None or scenario is None else _of_plan(plan, scenario)


def _plan(scenario: Scenario) -> Plan | None:
    """Return the plan of a scenario; None while there is none, with progress or the offer to solve."""
    asked = Asked.of(scenario, session.question())
    plan = services.solving().answer(asked)
    if plan is not None:
        return plan
    job = services.solving().job(asked)
    if job is not None and job.running:
        at_work.progress(job, "cancel solving")
        return None
    if job is not None and job.trouble:
        st.error(escaped(said_problems.placed(job.trouble)), icon=":material/error:")
    else:
        st.info("There is no plan of this scenario yet.")
    prompts.solve_it(_solve, asked, scenario)
    return None


def _solve(asked: Asked, scenario: Scenario) -> None:
    services.solving().start(asked, scenario).give_a_moment()


def _of_plan(plan: Plan, scenario: Scenario) -> Reported:
    """Return how the report of a plan is made, part by part as asked for; the preview's pictures once."""
    from planner.reports import folder, html_page, sections

    return Reported(
        plan,
        "plan",
        lambda: choices(sections.sections(plan, scenario)),
        lambda keep: html_page.page(
            plan, scenario, keep, once(plan, "pictures", lambda: html_page.pictures(plan, scenario))
        ),
        lambda name, keep: folder.made(plan, scenario, name, keep),
    )


def _of_comparison(comparison: Comparison) -> Reported:
    """Return how the report of a comparison is made, part by part as asked; the preview's pictures once."""
    from planner.reports.comparison import compare_files, comparison_charts, comparison_sections

    return Reported(
        comparison,
        "compare",
        lambda: choices(comparison_sections.sections(comparison)),
        lambda keep: compare_files.compare_html(
            comparison, keep, once(comparison, "pictures", lambda: comparison_charts.pictures(comparison))
        ),
        lambda name, keep: compare_files.made(comparison, name, keep),
    )


def _shown(report: Reported) -> None:
    keep = _sections(once(report.owner, "choices", report.choices))
    take_away.offer(report.stem, lambda name: _made(report, keep, name))
    st.caption("The tables (Excel) and the data (JSON) are always whole. Every file is made on this machine.")
    _preview(_page(report, keep))


def _made(report: Reported, keep: Keep, name: str) -> str | bytes:
    """Return a file; the page is the one that is shown where it is, so that its pictures are drawn once."""
    shown: dict[Keep, str] = once(report.owner, "page", dict)
    return shown[keep] if keep in shown and name.endswith(".html") else report.made(name, keep)


def _sections(known: dict[str, str]) -> Keep:
    """Draw the choice of sections; return those that are kept."""
    left_out: set[str] = st.session_state.setdefault(LEFT_OUT, set())
    keyed_choice.draw(
        st.pills,
        "Sections",
        WANTED,
        {name: escaped(label) for name, label in known.items()},
        value=[name for name in known if name not in left_out],
        selection_mode="multi",
        on_change=_wanted,
        args=(tuple(known),),
    )
    st.caption(
        "Where it comes from, and that it is a hypothetical, is in every report. What you leave out is named."
    )
    return tuple(name for name in known if name not in left_out)


def _wanted(known: Keep) -> None:
    """Take note of what is left out; sections that this report does not have stay as they were."""
    left_out: set[str] = st.session_state[LEFT_OUT]
    wanted = keyed_choice.chosen(WANTED)
    st.session_state[LEFT_OUT] = (left_out - set(known)) | {name for name in known if name not in wanted}


def _page(report: Reported, keep: Keep) -> str:
    """Return the page with the sections that are kept; the last one made is remembered."""
    last: dict[Keep, str] = once(report.owner, "page", dict)
    if keep not in last:
        with st.spinner("Drawing the report"):
            html = report.page(keep)
        last.clear()
        last[keep] = html
    return last[keep]


def _preview(html: str) -> None:
    """Show a page inside this one, apart from it: as an address of its own it can reach nothing here."""
    if len(html) > LARGEST_PREVIEW:
        st.info("The report is too large to be shown here. Take it away, and open it in a browser.")
        return
    address = f"data:text/html;charset=utf-8;base64,{base64.b64encode(html.encode()).decode()}"
    st.iframe(address, height=HEIGHT, alt="The report as it will be")


PAGE = shell.Page("Report", "report", ":material/description:", draw)
