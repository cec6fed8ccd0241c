"""Where things stand in the repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
SHIPPED = sorted((ROOT / "scenarios").glob("*.yaml"))
CASES = ROOT / "tests" / "cases"
