"""Photographs the pages of `docs/page` in a browser: `python -m docs.photograph`, with the `browser` extra.

It runs from the folder of the repository. The page Scenarios is left out: it names a folder of this machine.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.server import served
from tests.browser.visitor import Visitor

HERE = Path(__file__).parent
FOLDER = HERE / "page"
SIZE: ViewportSize = {"width": 1360, "height": 900}
COLOURS = 255
SCENARIO, VARIANT = "reassurance.yaml", "reassurance-us-stays-out.yaml"
SENDABLE = "reassurance-sendable.yaml"
SLOWEST = 120_000
"""Milliseconds that an explanation or a comparison may take."""


def edit(visitor: Visitor) -> None:
    """Show the offers."""
    visitor.go(f"edit?scenario={SCENARIO}")
    visitor.sees("Offered against needed")


def plan(visitor: Visitor) -> None:
    """Solve, and show what is filled by units that can be sent."""
    visitor.go(f"plan?scenario={SENDABLE}")
    visitor.click("Solve it", exact=False)
    visitor.sees("Who sends what")


def why(visitor: Visitor) -> None:
    """Ask why requirements are short."""
    visitor.go(f"why?scenario={SCENARIO}")
    visitor.click("Ask why", exact=False)
    visitor.page.get_by_text("Each requirement that is short").first.wait_for(timeout=SLOWEST)


def risk(visitor: Visitor) -> None:
    """Draw worlds, and show how likely requirements are filled."""
    visitor.go(f"risk?scenario={SCENARIO}")
    visitor.page.get_by_role("button", name="Work it out", exact=True).click()
    visitor.page.get_by_text("Take it away").first.wait_for(timeout=SLOWEST)


def compare(visitor: Visitor) -> None:
    """Hold a variant against the scenario."""
    visitor.go(f"compare?scenario={SCENARIO}&baseline={SCENARIO}&with={VARIANT}")
    visitor.page.get_by_text("What differs going in").first.wait_for(timeout=SLOWEST)


PAGES: tuple[Callable[[Visitor], None], ...] = (edit, plan, why, risk, compare)


def photograph(visitor: Visitor) -> bytes:
    """Return the first screen as PNG with few colours, which a page of text does not miss."""
    visitor.settle()
    visitor.page.mouse.move(SIZE["width"] - 1, SIZE["height"] - 1)
    visitor.page.wait_for_timeout(2000)  # charts are drawn after the page has come to rest
    taken = Image.open(io.BytesIO(visitor.page.screenshot())).convert("RGB")
    small = taken.quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write a picture of each page."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as running:
        library = Path(home) / "scenarios"
        shutil.copytree(HERE.parent / "scenarios", library, ignore=shutil.ignore_patterns(".*"))
        chromium = (
            shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        with served(library, Path(home)) as address:
            browser = running.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for page in PAGES:
                context = browser.new_context(viewport=SIZE, color_scheme="light")
                visitor = Visitor(context.new_page(), address)
                page(visitor)
                (FOLDER / f"{page.__name__}.png").write_bytes(photograph(visitor))
                context.close()
            browser.close()


if __name__ == "__main__":
    main()
