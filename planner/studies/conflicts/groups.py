"""In which of its groups a rule collides: one that holds for each nation or place may do so for one alone.

A rule that cannot be met by itself is told with its phases too: nothing else in the conflict says when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

import numpy as np

from planner.formulation.ruled import Rule
from planner.program.blocks import BoolArray, IntArray
from planner.studies.concessions.elastic import LEAST, Elastic
from planner.studies.conflicts.clash import Clash, EnoughError

QUESTIONS = 40
"""So many more questions may be asked to name the groups of a conflict."""
Ids = tuple[tuple[str, str], ...]
Groups = Mapping[Rule, tuple[Mapping[str, str], ...]]
"""For a rule the groups in which it collides, where it holds in others too."""


def colliding(clash: Clash, conflict: IntArray) -> Groups:
    """Return the groups of a conflict's rules without which it would be none; as far as questions go."""
    rules = np.zeros(clash.count, dtype=bool)
    rules[conflict] = True
    found: dict[Rule, tuple[Mapping[str, str], ...]] = {}
    without = np.zeros(len(clash.elastic.book.of_row), dtype=bool)
    clash.most += QUESTIONS
    with suppress(EnoughError):
        for number in conflict:
            by_itself = len(conflict) == 1
            rows = _rows_by_group(clash.elastic, int(number), phases=by_itself)
            kept = _alone(clash, rules, rows) if by_itself and len(rows) > 1 else ()
            kept = kept or (_needed(clash, rules, rows, without) if len(rows) > 1 else ())
            if 0 < len(kept) < len(rows):
                found[clash.elastic.book.rules[number]] = tuple(map(dict, kept))
    return found


def _alone(clash: Clash, rules: BoolArray, rows: Mapping[Ids, list[int]]) -> tuple[Ids, ...]:
    """Return the groups each of which cannot be met by itself, without the rows of all the others."""

    def collide(groups: Sequence[Ids]) -> bool:
        without = np.zeros(len(clash.elastic.book.of_row), dtype=bool)
        without[[row for group, mine in rows.items() if group not in groups for row in mine]] = True
        return not clash.together(rules, without)

    return _by_halves(rows, collide)


def _needed(
    clash: Clash, rules: BoolArray, rows: Mapping[Ids, list[int]], without: BoolArray
) -> tuple[Ids, ...]:
    """Return the groups needed for rules to collide; those that are not are left out from then on."""

    def needed(groups: Sequence[Ids]) -> bool:
        out = [row for group in groups for row in rows[group]]
        without[out] = True
        if not clash.together(rules, without):
            return False
        without[out] = False
        return True

    return _by_halves(rows, needed)


def _by_halves(rows: Iterable[Ids], matters: Callable[[Sequence[Ids]], bool]) -> tuple[Ids, ...]:
    """Return the groups that matter; halves are asked of first, for of many groups few collide."""
    found: list[Ids] = []
    waiting = [tuple(rows)]
    while waiting:
        groups = waiting.pop()
        if not matters(groups):
            continue
        if len(groups) == 1:
            found += groups
        else:
            half = len(groups) // 2
            waiting += [groups[half:], groups[:half]]
    return tuple(sorted(found))


def _rows_by_group(elastic: Elastic, number: int, *, phases: bool) -> dict[Ids, list[int]]:
    """Return the rows of a rule by their group: what they are about, in which phase only where asked."""
    grouped: dict[Ids, list[int]] = {}
    if elastic.book.rules[number].sort != "constraint":
        return grouped
    for row in np.flatnonzero(elastic.book.of_row == number):
        block, entry = elastic.program.row(int(row))
        if block.family == LEAST:
            block, entry = elastic.program.row(int(elastic.book.least_of[entry]))
        ids = elastic.program.ids(block, entry)
        group = tuple(sorted((key, name) for key, name in ids.items() if phases or key != "phase"))
        grouped.setdefault(group, []).append(int(row))
    return grouped
