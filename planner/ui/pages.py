"""The list of pages. A page is one file with a `PAGE`; add it here."""

from __future__ import annotations

from planner.ui import help as help_page
from planner.ui import overview_page, plan_page, report_page, scenarios_page, shell
from planner.ui.compare import compare_page as compare
from planner.ui.edit import edit_page as edit
from planner.ui.risk import risk_page as risk
from planner.ui.why import why_page as why

PAGES = (
    scenarios_page.PAGE,
    overview_page.PAGE,
    edit.PAGE,
    plan_page.PAGE,
    why.PAGE,
    risk.PAGE,
    compare.PAGE,
    report_page.PAGE,
    help_page.PAGE,
)


def main() -> None:
    """Draw the page that the address names."""
    shell.run(PAGES)
