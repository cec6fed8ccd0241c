"""The main job: a scenario is formulated, solved, audited and read as a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from planner.facts.fields import Firmness, Level
from planner.question import How, Question, asked

if TYPE_CHECKING:
    import pulp

    from planner.engines.engine import Engine
    from planner.formulation.formulate import Formulation
    from planner.plan.plan import Plan
    from planner.program.blocks import FloatArray
    from planner.program.program import Form, Program
    from planner.scenario.scenario import Scenario


class UnknownSolverError(ValueError):
    """No solver of that name is available; `known` names those that are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"no solver is called {name!r}; available: {', '.join(known)}")


def solvers() -> tuple[str, ...]:
    """Return the names that `--solver` takes on this machine."""
    from planner.engines.solvers.pulp_solver import available

    return ("highs", *available())


def engine(name: str) -> Engine:
    """Return the engine of a name; raises UnknownSolverError."""
    if name == "highs":
        from planner.engines.solvers.highs import Highs

        return Highs()
    from planner.engines.solvers.pulp_solver import Pulp

    if name not in solvers():
        raise UnknownSolverError(name, solvers())
    return Pulp(name)


@asked()
def solve(
    scenario: Scenario, *, form: Form | None = None, cost_of_goals: bool = True, **how: Unpack[How]
) -> Plan:
    """Return the plan of a scenario.

    How it is asked: `solver` is `highs` or any that PuLP lists, `time_limit` is in seconds over all goals,
    `firmness` counts only offers at least that firm, `offers` says which level of their units counts (`low`,
    `expected` or `ceiling`), and `progress` is told before each goal its name, how many are done, and how
    many there are. `cost_of_goals` also finds what each goal cost those after it, which
    takes as long again, and for units in steps what divisible ones would fill. Raises
    UnknownSolverError, and AuditFailedError when the answer does not stand up to the program.
    """
    return planned(scenario, Question(**how), form=form, cost_of_goals=cost_of_goals)


def planned(
    scenario: Scenario,
    question: Question,
    *,
    form: Form | None = None,
    cost_of_goals: bool = True,
    made: Formulation | None = None,
) -> Plan:
    """Return the plan of a scenario, as it is asked; see `solve`. `made` is its formulation, where known."""
    from planner.engines.goal_costs import goal_costs
    from planner.engines.proven import proven
    from planner.engines.solve import solve as solve_program
    from planner.engines.whole.island_ladders import KnownIslands
    from planner.formulation.formulate import formulate
    from planner.plan.divisible import divisible_fill
    from planner.plan.from_solution import plan_of
    from planner.scenario.canonical import digest

    chosen = engine(question.solver)
    formulation = made or formulate(scenario, question.counting, form=form)
    watch = question.begin()
    program, known = formulation.program, KnownIslands()
    solution = solve_program(program, chosen, seconds=watch.left(), progress=watch.progress, known=known)
    solution, audited = proven(solution, program, chosen, watch)
    asked = audited and cost_of_goals
    costs = goal_costs(program, solution, chosen, seconds=watch.left(), known=known) if asked else {}
    divisible = divisible_fill(formulation, watch.left()) if asked else None
    return plan_of(
        formulation,
        solution,
        audited,
        goal_costs=costs,
        sha256=digest(scenario),
        divisible=divisible,
    )


@asked()
def problem(
    scenario: Scenario, *, firmness: Firmness | None = None, offers: Level = "expected"
) -> pulp.LpProblem:
    """Return the whole scenario as one PuLP problem, to which constraints of one's own can be added.

    Its objective is the goals in one sum, each weighted so that the plan that is best goal by goal is best
    here too: the weights follow from the prices at which that plan holds its earlier goals, and HiGHS as it
    comes has found that plan with them. Units in steps ask for a solver that goes to the end (`gapRel=0`):
    most stop at a gap that is worth more than a later goal. Where no plan exists, earlier goals count a
    thousand times the later ones. A variable of units that are sent in steps counts steps: three of a step of
    0.25 are 0.75 units. Raises NotSolvedError where there are no weights under which HiGHS sees every goal.
    """
    from planner.engines.solvers.pulp_model import model

    program, cost = _in_one_sum(scenario, firmness, offers)
    return model(program, cost, title=scenario.title).problem


def _in_one_sum(scenario: Scenario, firmness: Firmness | None, offers: Level) -> tuple[Program, FloatArray]:
    """Return a scenario's program and the cost of each column in one sum of the goals; see `problem`."""
    from planner.engines.solvers.weighted import weighted_cost
    from planner.formulation.formulate import formulate
    from planner.formulation.offers import Counting

    program = formulate(scenario, Counting(firmness, offers), form="direct").program
    return program, weighted_cost(program)


def export(
    scenario: Scenario,
    output: str,
    *,
    format: Literal["lp", "mps"],  # noqa: A002  the word of the command line
    firmness: Firmness | None = None,
    offers: Level = "expected",
    overwrite: bool = True,
) -> None:
    """Write a scenario's problem (see `problem`) as a file that solvers read.

    Raises `InvalidInput` where it cannot be written, or is there already and `overwrite` is false.
    """
    from planner.engines.solvers.program_lines import program_lines
    from planner.engines.solvers.solver_files import lp_text, mps_text
    from planner.files import write_atomically

    lines = program_lines(*_in_one_sum(scenario, firmness, offers), title=scenario.title)
    write_atomically(output, (lp_text if format == "lp" else mps_text)(lines), overwrite=overwrite)
