"""What a task of worlds takes and weighs, small and large: what sums on paper about a cluster start from."""

from __future__ import annotations

import pickle
from itertools import cycle

from benchmarks.many_worlds.scenarios import reassurance
from benchmarks.timing import ProcessorWatch
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario
from planner.worlds.answers import answers, task_size
from planner.worlds.chances import Chances
from planner.worlds.distinct import Distinct
from planner.worlds.family import Family

NATIONS = 200
MANY = 10_000_000
"""Of so many worlds the tasks are."""
ASKED = 8192
"""By so many it is told what a world takes the process that asks."""


def told() -> int:
    """Print a line for the reassurance force, and one for a force of many nations; all goals are solved."""
    for name, scenario in (("reassurance", reassurance()), (f"{NATIONS} nations", larger(reassurance()))):
        print(f"{name}: {_measured(scenario)}", flush=True)
    return 0


def larger(scenario: Scenario) -> Scenario:
    """Return a scenario with its nations again under other names, and so much more required."""
    nations = dict(scenario.nations)
    for number, (name, nation) in enumerate(cycle(scenario.nations.items())):
        if len(nations) == NATIONS:
            break
        nations.setdefault(f"{name}_{number}", nation)
    times = NATIONS / len(scenario.nations)
    lines = {
        name: line.model_copy(update={"quantity": _times(line.quantity, times)})
        for name, line in scenario.requirements.items()
    }
    return scenario.model_copy(update={"nations": nations, "requirements": lines})


def _times(quantity: object, times: float) -> object:
    if isinstance(quantity, dict):
        return {phase: amount * times for phase, amount in quantity.items()}
    return quantity * times if isinstance(quantity, int | float) else quantity


def _measured(scenario: Scenario) -> str:
    """Return what one task takes, in processor time, after the family was built."""
    chances, formulation = Chances.of(scenario), formulate(scenario)
    watch = ProcessorWatch()
    size = task_size(Family.of(formulation, []), MANY)
    drawn = chances.worlds(chances.draws(size, 1))[:size]
    watch.lap()
    family = Family.of(formulation, drawn)
    built = watch.lap()
    found = answers(family, drawn)
    took = watch.lap()
    asking = _asking(scenario)
    rows, columns = family.program.matrix.shape
    return (
        f"{rows:,} x {columns:,}; family {built:.1f} s, {len(pickle.dumps(family)) / 1e6:.1f} MB; "
        f"a world {1000 * took / size:.1f} ms, a task of {size} {took:.1f} s; "
        f"{1000 * asking:.2f} ms to ask for it; "
        f"an answer {len(pickle.dumps(found)) / size / 1000:.1f} kB"
    )


def _asking(scenario: Scenario) -> float:
    """Return what a world takes who asks: it is made to be compared, for the family, and to be handed on."""
    chances, formulation = Chances.of(scenario), formulate(scenario)
    watch = ProcessorWatch()
    worlds = Distinct.of(chances.worlds(chances.draws(ASKED, 1)))
    Family.of(formulation, worlds)
    handed_on = sum(1 for _ in worlds)
    return watch.lap() / handed_on
