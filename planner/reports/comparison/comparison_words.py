"""What things are called in a comparison: the names of all its scenarios, values and changes in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from planner.facts.goal_ids import BURDEN, CLOSE, COST, EVEN, FILL, STEADY, goal_id
from planner.problems import Origin, Path, on_one_line
from planner.reports.comparison.input_words import InputWords, title_of
from planner.reports.plan_sentences import cost_unit
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.joint_changes import JointChange
from planner.studies.comparison.sides import Side
from planner.words.figures import figure, to_places
from planner.words.names import Names, listing, one_line
from planner.words.wording import unit_of_goal

NOTHING = "nothing"
MOST_NAMED = 3
"""So many entries of one change are named."""


@lru_cache(maxsize=2)
def words_of(comparison: Comparison) -> ComparisonWords:
    """Return the names of a comparison: all its tables and sentences ask for them."""
    return ComparisonWords(comparison)


@dataclass(frozen=True, eq=False)
class ComparisonWords:
    """Names by sort and id, the first scenario that has a name winning; ids where no scenario is known."""

    comparison: Comparison

    @cached_property
    def _names(self) -> list[Names]:
        return [Names(side.scenario) for side in self.comparison.sides if side.scenario is not None]

    @cached_property
    def inputs(self) -> InputWords:
        """What goes in, in the words of its authors."""
        return InputWords(tuple(side.scenario for side in self.comparison.sides if side.scenario is not None))

    def of(self, sort: str, identifier: str) -> str:
        """Return the name of an id of a sort: nations, requirements ..."""
        return self.inputs.of(sort, identifier)

    def unit(self, capability: str) -> str:
        """Return the word for many units of a capability."""
        known = (names for names in self._names if capability in names.facts.capabilities)
        return next((names.unit(capability) for names in known), "units")

    def months(self, phase: str) -> float:
        """Return the length of a phase; 1 where no scenario says."""
        lengths = (part.months for names in self._names for part in names.facts.phases if part.id == phase)
        return next(lengths, 1.0)

    @property
    def cost_unit(self) -> str:
        """What costs are counted in."""
        known = (names.facts for names in self._names)
        return next((cost_unit(facts) for facts in known), "the scenario's own unit")

    @property
    def cost_unit_beside(self) -> str:
        """What stands beside a cost: its unit, and nothing where no scenario names one."""
        return next((one_line(names.facts.cost_unit or "") for names in self._names), "")

    def change(self, change: JointChange, side: Side) -> str:
        """Return a change from the baseline to a side in the scenario's words: what it touches."""
        if len(change.entries) > MOST_NAMED:
            counts = Counter(str(entry[0]) for entry in change.entries)
            return listing(f"{count} {section}" for section, count in sorted(counts.items()))
        return listing(self._entry(entry, side) for entry in change.entries)

    def _entry(self, entry: Path, side: Side) -> str:
        section, *rest = (str(part) for part in entry)
        if section == "nations" and rest:
            return f"{self.of('nations', rest[0])} ({self._of_nation(rest[0], side)})"
        return self.inputs.titled(section, rest[0]) if rest else title_of(section)

    def _of_nation(self, nation: str, side: Side) -> str:
        """Say what of a nation differs: the capabilities that it offers, or how many; its commitments."""
        differing = self.comparison.inputs[side.name] or ()
        mine = [one.path for one in differing if one.path[:2] == ("nations", nation) and not one.is_remark]
        offers = sorted({str(path[3]) for path in mine if path[2:3] == ("offers",) and len(path) > 3})
        others = dict.fromkeys(
            str(key)
            for _, _, key, *rest in (path for path in mine if len(path) > 2)
            if key != "offers" or not rest
        )
        named = [self.of("capabilities", key) for key in offers]
        said = [f"{len(named)} offers"] if len(named) > MOST_NAMED - 1 else named
        return listing([*said, *others]) or "as a whole"


def origin_words(origin: Origin) -> str:
    """Return where a value stands: file and line; nothing where it stands in none."""
    return on_one_line(f"{origin.file}:{origin.line}" if origin.line else origin.file)


def goal_title(goal: str) -> str:
    """Return what a goal measures, so that a reader knows which way is better."""
    meant = goal_id(goal)
    if meant.kind == FILL:
        return f"Filled of priority {meant.rank}"
    return _TITLES.get(meant.kind, goal)


_TITLES = {
    EVEN: "Filled of the worst line",
    COST: "Cost",
    BURDEN: "Largest burden",
    STEADY: "Moved from phase to phase",
    CLOSE: "Moved from the earlier plan",
}


def goal_amount(goal: str, amount: float) -> float:
    """Return a change of a goal as readers see it: percentage points filled, or the goal's own figure."""
    return (-100 * amount if goal_id(goal).is_share else amount) + 0.0


def is_better(amount: float) -> bool:
    """Say whether a change of a goal's value is for the better: all goals are made as small as can be."""
    return amount < 0


def signed(value: float) -> str:
    """Write a difference with its sign: `+1.2`, `-0.4`; nothing for none."""
    return "" if abs(value) < 5e-5 else f"{'+' if value > 0 else '-'}{figure(abs(value))}"


def points(part: float) -> str:
    """Write a difference of parts in percentage points, to a tenth; nothing for none."""
    value = 100 * part
    return signed(to_places(value, 1))


def goal_signed(goal: str, amount: float) -> str:
    """Write a change of a goal with its sign, fill in percentage points."""
    return signed(goal_amount(goal, amount))


def goal_unit(goal: str, words: ComparisonWords) -> str:
    """Return what a change of a goal is counted in, with a space before; nothing where that goes without."""
    return " points" if goal_id(goal).is_share else f" {unit_of_goal(goal, words.cost_unit_beside)}".rstrip()
