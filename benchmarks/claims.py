"""How many claims of `explain` and `compare` do not hold, on random scenarios of the whole language.

    python -m benchmarks.claims [--seeds 500] [--first 0] [--parts concessions,prices] [--workers 2] [--steps]

Prints each claim that solving again does not bear out, and how many there are of each part.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.sceptic import attributions
from tests.sceptic.claims import PARTS, CannotSayError, Doubt, doubts
from tests.sceptic.scenarios import document, in_steps

ATTRIBUTION = "attribution"
"""The part that is about comparisons: what each of a few changes brought about."""


def main() -> None:
    """Ask of every seed, and count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=500)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--parts", default=",".join((*PARTS, ATTRIBUTION)))
    options.add_argument("--steps", action="store_true", help="units of every capability are sent in steps")
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    counts: Counter[str] = Counter()
    asked = partial(of_seed, parts=given.parts.split(","), steps=given.steps)
    with ProcessPoolExecutor(given.workers) as workers:
        for seed, found in zip(seeds, workers.map(asked, seeds), strict=True):
            counts.update({doubt.part for doubt in found})
            for doubt in found:
                print(f"seed {seed}: {doubt}", flush=True)
    for part, count in sorted(counts.items()):
        print(f"{part}: doubted in {count} of {given.seeds} scenarios")
    print(f"{given.seeds} scenarios, {sum(counts.values())} parts doubted")


def of_seed(seed: int, parts: Collection[str], *, steps: bool = False) -> list[Doubt]:
    """Return what is doubted of one scenario; no answer, and whatever is raised, is a doubt of its own."""
    sections = in_steps(seed) if steps else document(seed)
    try:
        found = list(doubts(sections, [part for part in parts if part != ATTRIBUTION]))
        return [*found, *(attributions.doubts(sections, seed) if ATTRIBUTION in parts else ())]
    except CannotSayError as error:
        return [Doubt("solver", str(error))]
    except Exception as error:  # a campaign goes on, and says which scenario ended in what
        return [Doubt("ended", f"{type(error).__name__}: {error}")]


if __name__ == "__main__":
    main()
