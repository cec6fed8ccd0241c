"""Solving in the background: told of progress, cancelled at will, each question solved once."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from planner.scenario.canonical import digest
from planner.scenario.fields import Firmness, Level
from planner.scenario.models import Scenario

if TYPE_CHECKING:
    from planner.plan.plan import Plan

_LOG = logging.getLogger(__name__)
_PLANS = 24
"""Plans that are kept, of all sessions together."""
_AT_ONCE = 2
"""Programs that are solved at the same time; others wait."""
State = Literal["waiting", "running", "done", "cancelled", "failed"]


@dataclass(frozen=True)
class Question:
    """A scenario and how its offers are counted: two that are alike have the same plan."""

    sha256: str
    offers: Level = "expected"
    firmness: Firmness | None = None
    seconds: float = 120.0
    """How long the solver may take."""

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        *,
        offers: Level = "expected",
        firmness: Firmness | None = None,
        seconds: float = 120.0,
    ) -> Question:
        """Return the question that a scenario is."""
        return cls(digest(scenario), offers, firmness, seconds)


class _Cancelled(Exception):  # noqa: N818  a signal, not an error
    """Somebody does not want to know any more."""


@dataclass
class Job:
    """A question that is being answered."""

    question: Question
    title: str
    state: State = "waiting"
    goal: str = ""
    done: int = 0
    goals: int = 0
    started: float = field(default_factory=time.monotonic)
    trouble: str = ""
    """What went wrong, in words for the user."""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        """Whether an answer may still come."""
        return self.state in ("waiting", "running")

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self.started

    def cancel(self) -> None:
        """Give up: the page goes on at once; the solver stops before its next goal, or at its time limit."""
        if self.running:
            self.state = "cancelled"
            self.ended.set()

    def tell(self, goal: str, done: int, goals: int) -> None:
        """Take note of progress; stops the solver where nobody waits any more."""
        if self.state == "cancelled":
            raise _Cancelled
        self.state, self.goal, self.done, self.goals = "running", goal, done, goals


class Solving:
    """Answers questions, each once; one for all sessions."""

    def __init__(self, solve: Callable[..., Plan] | None = None) -> None:
        self._solve = solve
        self._lock = threading.Lock()
        self._room = threading.Semaphore(_AT_ONCE)
        self._plans: OrderedDict[Question, Plan] = OrderedDict()
        self._jobs: dict[Question, Job] = {}

    def plan(self, question: Question) -> Plan | None:
        """Return the plan of a question, if it was answered."""
        with self._lock:
            if question in self._plans:
                self._plans.move_to_end(question)
            return self._plans.get(question)

    def job(self, question: Question) -> Job | None:
        """Return who is at a question, or was."""
        return self._jobs.get(question)

    def start(self, question: Question, scenario: Scenario) -> Job:
        """Begin to answer a question; return the job that is at it, or was."""
        with self._lock:
            known = self._jobs.get(question)
            if known is not None and (known.running or (known.state == "done" and question in self._plans)):
                return known
            job = self._jobs[question] = Job(question, scenario.title)
        threading.Thread(target=self._work, args=(job, scenario), name="solving", daemon=True).start()
        return job

    def _work(self, job: Job, scenario: Scenario) -> None:
        with self._room:
            try:
                plan = self._answer(job, scenario)
            except _Cancelled:
                plan = None
            except Exception as error:
                _LOG.exception("solving failed")
                plan, job.trouble = None, _in_words(error)
        self._finish(job, plan)

    def _answer(self, job: Job, scenario: Scenario) -> Plan:
        from planner.planning import solve as usual

        solve: Callable[..., Plan] = self._solve or usual
        job.tell("", 0, 0)
        asked = job.question
        return solve(
            scenario,
            offers=asked.offers,
            firmness=asked.firmness,
            time_limit=asked.seconds,
            progress=job.tell,
        )

    def _finish(self, job: Job, plan: Plan | None) -> None:
        with self._lock:
            if plan is not None:
                self._plans[job.question] = plan
                while len(self._plans) > _PLANS:
                    self._plans.popitem(last=False)
            if job.state != "cancelled":
                job.state = "done" if plan is not None else "failed"
        job.ended.set()


def _in_words(error: Exception) -> str:
    from planner.engines.audit import AuditFailedError

    if isinstance(error, AuditFailedError):
        return f"The answer did not stand up to the check of every rule, so it is not shown: {error}"
    if isinstance(error, MemoryError):
        return "There is not enough memory on this machine for a scenario of this size."
    return "Something went wrong while solving. That is our mistake, not yours: your scenario is unharmed."
