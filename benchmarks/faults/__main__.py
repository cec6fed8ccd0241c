"""Runs campaigns: `python -m benchmarks.faults`; ends with 1 where anything happened that must not."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import time
from types import ModuleType

import benchmarks.faults


def campaigns() -> dict[str, ModuleType]:
    """Return every campaign of the folder by its name."""
    names = sorted(found.name for found in pkgutil.iter_modules(benchmarks.faults.__path__))
    modules = {name: importlib.import_module(f"benchmarks.faults.{name}") for name in names if name[0] != "_"}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def main() -> int:
    """Run the campaigns that were asked for."""
    known = campaigns()
    about = "\n".join(f"  {name}: {module.ABOUT} ({module.COUNT:,})" for name, module in known.items())
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.faults",
        description=f"campaigns:\n{about}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("campaign", nargs="*", choices=[[], *known], help="default: all")
    options.add_argument("--count", type=int, metavar="NUMBER", help="how many trials (default: as above)")
    options.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    options.add_argument("--first", type=int, default=0, metavar="NUMBER", help="the trial to begin with")
    asked = options.parse_args()
    wrong = 0
    for name in asked.campaign or known:
        count, started = asked.count or known[name].COUNT, time.perf_counter()
        tally = known[name].run(count, asked.seed, asked.first)
        print(f"{name}: {count:,} trials, seed {asked.seed}, {time.perf_counter() - started:.0f} s")
        print(f"  {tally.said()}")
        wrong += sum(tally.wrong.values())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
