"""Where things stand in the repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
SHIPPED = sorted((ROOT / "scenarios").rglob("*.yaml"))
"""The scenarios that ship, families in folders of their own among them; no two files have one name."""
CASES = ROOT / "tests" / "cases"
