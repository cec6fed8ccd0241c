"""The list of pages. A page is one file with a `PAGE`; add it here."""

from __future__ import annotations

from planner.ui import help as help_page
from planner.ui import plan, report, scenarios, shell
from planner.ui.compare import page as compare
from planner.ui.edit import page as edit
from planner.ui.why import page as why

PAGES = (scenarios.PAGE, edit.PAGE, plan.PAGE, why.PAGE, compare.PAGE, report.PAGE, help_page.PAGE)


def main() -> None:
    """Draw the page that the address names."""
    shell.run(PAGES)
