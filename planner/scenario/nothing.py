"""Rules that can only mean nothing: measures nobody has, parts that make no whole, rings that shrink.

All arithmetic is on what was written, as exact fractions. Only what is sure whatever else the scenario says
is looked at: what offers and requirements fit a rule, politics and numbers of units aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from planner.constraints.base import Constraint, Proportion
from planner.facts.annotations import referring
from planner.facts.exact import exact, ratio_in_words
from planner.facts.selection import Selection
from planner.facts.supply import Column, Supply
from planner.problems import Path
from planner.scenario.complaints import Complaint

_Whole = tuple[object, tuple[str, ...]]
"""What parts are parts of: a selection with its measure and time, and a group of it."""
MOST_COMPARED = 400
"""Rings are looked for among so many rules: to hold each against each takes time."""


def rules_of_nothing(constraints: Mapping[str, Constraint], supply: Supply) -> Iterator[Complaint]:
    """Yield which of some constraints can only mean that nothing comes, or bind nothing at all."""
    chosen = dict(sorted(constraints.items()))
    for name, constraint in chosen.items():
        yield from _measure_of_nobody(name, constraint, supply)
    compared = {name: list(rule.compares()) for name, rule in chosen.items()}
    found = {
        complaint.path: complaint for complaint in (*_rings(compared, supply), *_parts(compared, supply))
    }
    yield from found.values()


def selections(constraint: Constraint) -> Iterator[tuple[Path, Selection]]:
    """Yield the selections of a constraint: its own, and those in its fields."""
    yield (), constraint
    for name in type(constraint).model_fields:
        if isinstance(part := getattr(constraint, name), Selection):
            yield (name,), part


def _measure_of_nobody(name: str, constraint: Constraint, supply: Supply) -> Iterator[Complaint]:
    """Yield each selection that finds something, but nothing with the measure that its constraint adds up."""
    measure = constraint.adds_up()
    for where, selection in selections(constraint) if measure is not None else ():
        # A lead is held against all others, so that one of several nations without any is no mistake.
        everybody = selection.without("nations")
        if supply.columns(everybody) and not supply.columns(everybody, measure):
            text = f"adds up {measure}, but nothing that it selects has any"
            hint = f"state {measure} under its capabilities, or name another measure"
            fields = referring(type(constraint), "measures")
            stated = [field for field in fields if field in constraint.model_fields_set]
            yield Complaint(("constraints", name, *(where or stated[:1])), text, hint)


@dataclass(frozen=True)
class _Bound:
    """What one rule says of the part of a whole that some nations together are: at most, at least."""

    rule: str
    nations: frozenset[str]
    most: Fraction | None
    least: Fraction | None


def _parts(compared: Mapping[str, Sequence[Proportion]], supply: Supply) -> Iterator[Complaint]:
    """Yield where the parts of a whole cannot make it up, or make more than it, unless it is nothing."""
    wholes: dict[_Whole, list[_Bound]] = defaultdict(list)
    everybody: dict[_Whole, set[str]] = defaultdict(set)
    for name, comparisons in compared.items():
        for one in comparisons:
            said_of = tuple(one.whole.chosen().items()), one.measure, one.when, "horizon" in one.per
            for group, columns in _grouped(one, one.whole, supply).items() if one.by_nation else ():
                everybody[said_of, group] = {nation for nation, _, _ in columns}
            for group, columns in _grouped(one, one.part, supply).items() if one.by_nation else ():
                senders = {nation for nation, _, _ in columns}
                sides = [{nation} for nation in sorted(senders)] if one.each else [senders]
                bounds = [_Bound(name, frozenset(side), one.most, one.least) for side in sides]
                wholes[said_of, group] += bounds
    for (whole, group), bounds in wholes.items():
        yield from _too_little(bounds, everybody[whole, group], group)
        yield from _too_much(bounds, group)


def _grouped(one: Proportion, selection: Selection, supply: Supply) -> dict[tuple[str, ...], set[Column]]:
    """Return the columns that a side of a comparison adds up, by the groups that stand by themselves."""
    groups: dict[tuple[str, ...], set[Column]] = defaultdict(set)
    for column in supply.columns(selection, one.measure):
        groups[supply.traits(column, one.per)].add(column)
    return dict(sorted(groups.items()))


def _too_little(bounds: Sequence[_Bound], everybody: set[str], group: tuple[str, ...]) -> Iterator[Complaint]:
    """Yield one complaint where sides that share out `everybody` may together hold less than the whole.

    Those of the fewest nations are taken first; what only another choice of sides would show is not told.
    """
    left, sides = set(everybody), []
    for bound in sorted(bounds, key=lambda bound: (len(bound.nations), bound.most or 0)):
        if bound.most is not None and bound.nations and bound.nations <= left:
            left -= bound.nations
            sides.append(bound)
    amounts = [side.most for side in sides if side.most is not None]
    if not left and sides and sum(amounts) < 1:
        yield _said(
            sides,
            amounts,
            f"at most{{}}, so that {_figure(1 - sum(amounts, Fraction()))} of it can be nobody's",
            group,
        )


def _too_much(bounds: Sequence[_Bound], group: tuple[str, ...]) -> Iterator[Complaint]:
    """Yield one complaint where sides without a nation in common must together hold more than the whole.

    Those that must hold the most are taken first, as in `_too_little`.
    """
    taken: set[str] = set()
    sides: list[_Bound] = []
    for bound in sorted(bounds, key=lambda bound: -(bound.least or 0)):
        if bound.least and bound.nations and taken.isdisjoint(bound.nations):
            taken |= bound.nations
            sides.append(bound)
    amounts = [side.least for side in sides if side.least is not None]
    if sum(amounts) > 1:
        yield _said(
            sides, amounts, f"at least{{}}, {_figure(sum(amounts, Fraction()) - 1)} more than there is", group
        )


def _said(
    sides: Sequence[_Bound], amounts: Sequence[Fraction], words: str, group: tuple[str, ...]
) -> Complaint:
    """Return the complaint, at the sides' first rule by id; `words` has {} for the sum of `amounts`."""
    rules = sorted({side.rule for side in sides})
    where = f" at {', '.join(group)}" if group else ""
    others = f", with {', '.join(rules[1:])}," if rules[1:] else ""
    terms = " + ".join(map(_figure, amounts))
    if len(amounts) > 1 and len(set(amounts)) == 1:
        terms = f"{len(amounts)} x {_figure(amounts[0])}"
    whole = _figure(sum(amounts, Fraction()))
    equals = f" {terms} = {whole} of the whole" if len(amounts) > 1 else f" {whole} of the whole"
    text = f"lets nothing come{where}: those who can send any hold{others} {words.format(equals)}"
    return Complaint(("constraints", rules[0]), text, "the shares have to make up the whole; a third is 1/3")


def _figure(value: Fraction) -> str:
    """Write a fraction so that it is the same number: as a scenario would write it, else as a fraction."""
    return ratio_in_words(float(value)) if exact(float(value)) == value else str(value)


@dataclass(frozen=True)
class _Edge:
    rule: str
    part: frozenset[Column]
    whole: frozenset[Column]
    times: Fraction


def _rings(compared: Mapping[str, Sequence[Proportion]], supply: Supply) -> Iterator[Complaint]:
    """Yield rings of rules each of which lets a part be only so much of another, down to nothing."""
    sets: dict[object, list[_Edge]] = defaultdict(list)
    for name, comparisons in compared.items():
        for one in comparisons:
            if one.most is not None and not one.each:
                key = (one.measure, one.when, one.part.phases, one.whole.phases)
                edge = _Edge(
                    name,
                    supply.columns(one.part, one.measure),
                    supply.columns(one.whole, one.measure),
                    one.most,
                )
                if one.part.phases == one.whole.phases and edge.part:
                    sets[key].append(edge)
    for edges in sets.values():
        yield from _shrinking(edges[:MOST_COMPARED])


def _shrinking(edges: Sequence[_Edge]) -> Iterator[Complaint]:
    """Yield each ring of a product below one, once."""
    follows = [[after for after, other in enumerate(edges) if edge.whole <= other.part] for edge in edges]
    said: set[str] = set()
    for start, edge in enumerate(edges):
        ring = None if edge.rule in said else _ring(edges, follows, start)
        if ring:
            said |= {one.rule for one in ring}
            yield _ring_said(ring)


def _ring(edges: Sequence[_Edge], follows: Sequence[Sequence[int]], start: int) -> list[_Edge]:
    """Return a ring from a rule back to itself whose product is below one; empty where there is none.

    To every rule the walk of the least product is kept (Bellman 1958, doi 10.1090/qam/102435).
    """
    least: dict[int, tuple[Fraction, tuple[int, ...]]] = {start: (edges[start].times, (start,))}
    ahead = [start]
    while ahead:
        spot = ahead.pop(0)
        product, walk = least[spot]
        for after in follows[spot]:
            if after == start and product < 1:
                return [edges[number] for number in walk]
            longer = product * edges[after].times
            if after not in walk and (after not in least or longer < least[after][0]):
                least[after] = longer, (*walk, after)
                ahead.append(after)
    return []


def _ring_said(ring: Sequence[_Edge]) -> Complaint:
    """Return the complaint, at the first rule of the ring by id; a ring of one rule has words of its own."""
    first = min(range(len(ring)), key=lambda number: ring[number].rule)
    ring = [*ring[first:], *ring[:first]]
    times = prod((one.times for one in ring), start=Fraction(1))
    if len(ring) == 1:
        text = "lets nothing come: what it selects holds all that it is compared with, and is at most "
        text += f"{_figure(times)} times that"
        return Complaint(("constraints", ring[0].rule), text, "compare it with something wider")
    sum_of = " x ".join(_figure(one.times) for one in ring)
    others = ", ".join(one.rule for one in ring[1:])
    text = f"lets nothing come: with {others} it is at most {sum_of} = {_figure(times)} times itself"
    return Complaint(
        ("constraints", ring[0].rule), text, "a ring holds something only where its product is 1 or more"
    )
