"""The sceptic of comparisons: what `compare` says that each change brought about, worked out from the texts.

Every set of the changes is made in the text and solved; each change gets the mean of what it adds, over all
orders in which the changes could be made.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator
from itertools import permutations
from random import Random

import planner
from planner.scenario.reading import read
from planner.studies.comparison.attribution import Attribution
from tests.sceptic.claims import Doubt, differ, outcome
from tests.sceptic.scenarios import Document

MOST = 3
"""So many entries are changed at most."""
Edit = Callable[[Document], None]
Place = tuple[str, str]


def doubts(sections: Document, seed: int) -> Iterator[Doubt]:
    """Yield each part of a difference that is not what solving again gives."""
    edits = _edits(sections, Random(seed))
    today, then = outcome(sections), outcome(_edited(sections, edits, tuple(edits)))
    if today is None or then is None or not (today.found and then.found):
        return
    other = _edited(sections, edits, tuple(edits))
    found = planner.compare(read(copy.deepcopy(sections)), read(other), time_limit=60)
    (attribution,) = found.attributions.values()
    groups = _groups(attribution, edits)
    if attribution.method != "exact" or groups is None:
        return
    for goal, difference in attribution.differences.items():
        due = then.goals[goal] - today.goals[goal]
        if differ(difference, due):
            yield Doubt("attribution", f"{goal} differs by {due}, not {difference}")
        yield from _parts(sections, edits, (attribution, groups), goal)


def _parts(
    sections: Document,
    edits: dict[Place, Edit],
    said: tuple[Attribution, list[tuple[Place, ...]]],
    goal: str,
) -> Iterator[Doubt]:
    attribution, groups = said
    known: dict[frozenset[int], float | None] = {}

    def value(made: frozenset[int]) -> float | None:
        if made not in known:
            places = tuple(place for number in sorted(made) for place in groups[number])
            then = outcome(_edited(sections, edits, places))
            known[made] = then.goals.get(goal, 0.0) if then is not None and then.found else None
        return known[made]

    added: list[list[float]] = [[] for _ in groups]
    for order in permutations(range(len(groups))):
        for place, number in enumerate(order):
            before, after = value(frozenset(order[:place])), value(frozenset(order[: place + 1]))
            if before is None or after is None:
                yield Doubt("attribution", f"{attribution.parts[number].change.id} cannot be made alone")
                return
            added[number].append(after - before)
    for part, each in zip(attribution.parts, added, strict=True):
        due, amount = math.fsum(each) / len(each), part.amounts[goal]
        if differ(due, amount):
            yield Doubt("attribution", f"{goal}: {part.change.id} brings {due}, not {amount}")


def _groups(attribution: Attribution, edits: dict[Place, Edit]) -> list[tuple[Place, ...]] | None:
    """Return the edits of each part; None where the parts are not of whole entries."""
    groups = [tuple(place for place in part.change.entries if place in edits) for part in attribution.parts]
    spoken = [entry for part in attribution.parts for entry in part.change.entries]
    return groups if sorted(spoken, key=str) == sorted(edits, key=str) else None


def _edited(sections: Document, edits: dict[Place, Edit], places: tuple[Place, ...]) -> Document:
    edited = copy.deepcopy(sections)
    for place in places:
        edits[place](edited)
    return edited


def _edits(sections: Document, random: Random) -> dict[Place, Edit]:
    """Return a few changes, each of one entry of the scenario."""
    drawn: dict[Place, Edit] = {}
    for nation, entry in sections["nations"].items():
        for capability, offer in entry["offers"].items():
            if not isinstance(offer["units"], dict):
                drawn["nations", nation] = _more_offered(nation, capability, random.choice((1, 2)))
    for line in sections["requirements"]:
        drawn["requirements", line] = _more_needed(line, random.choice((1, 2)))
    for rule in sections["constraints"]:
        drawn["constraints", rule] = _without(rule)
    for condition in sections["conditions"]:
        drawn["conditions", condition] = _flipped(condition)
    chosen = random.sample(sorted(drawn), min(MOST, len(drawn)))
    return {place: drawn[place] for place in chosen}


def _more_offered(nation: str, capability: str, more: int) -> Edit:
    def edit(sections: Document) -> None:
        sections["nations"][nation]["offers"][capability]["units"] += more

    return edit


def _more_needed(line: str, more: int) -> Edit:
    def edit(sections: Document) -> None:
        entry = sections["requirements"][line]
        asked = entry["quantity"]
        entry["quantity"] = (
            {phase: amount + more for phase, amount in asked.items()}
            if isinstance(asked, dict)
            else asked + more
        )

    return edit


def _without(rule: str) -> Edit:
    def edit(sections: Document) -> None:
        del sections["constraints"][rule]

    return edit


def _flipped(condition: str) -> Edit:
    def edit(sections: Document) -> None:
        entry = sections["conditions"][condition]
        entry["holds"] = "never" if entry["holds"] == "always" else "always"

    return edit
