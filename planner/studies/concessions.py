"""Concessions: what would have to be agreed to so that more is filled, or so that there is a plan at all.

Three answers to each question. *Cheapest*: the least total price. *Fewest*: the fewest parties asked (a
nation, for its offers and for what holds for it alone; or a constraint that is nobody's alone), and then the
least price. *Even*: the largest concession, relative to what it is a concession of, as small as can be; then
the least price. Prices are explained in `terms`.

A fill asked for is that of all requirements together, weighted as the plan's total fill is. Where there is a
plan already, no priority may be filled worse than it is: nobody gives up what an earlier goal won.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from scipy import sparse

from planner.engines.again import Again
from planner.engines.engine import Face, Status
from planner.engines.solve import Solution, Watch
from planner.plan.plan import plain
from planner.program.extend import with_columns, with_goals, with_rows
from planner.program.program import Program
from planner.program.tables import SHORTFALL, ColumnBlock, FloatArray, RowBlock
from planner.studies.changes import Change, Changes
from planner.studies.elastic import ASK, BEND, Elastic
from planner.studies.solved import Solved
from planner.studies.terms import Terms

Kind = Literal["cheapest", "fewest", "even"]
KINDS: tuple[Kind, ...] = ("cheapest", "fewest", "even")
MOST_RUNGS = 4
"""The ladder from today's fill to the most that is possible has up to so many rungs."""
STEPS = (0.05, 0.01, 0.001)
"""Rungs stand at multiples of the first of these that has one on the way."""
