"""Work in the background: told of progress, stopped or cancelled at will, each question answered once."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from planner.engines.solve import Progress

_LOG = logging.getLogger(__name__)
AT_ONCE = 2
"""Questions of one kind that are worked at together; others wait, but not for those of other kinds."""
MOMENT = 0.4
"""Seconds that a page waits for an answer before it shows that it is worked at."""
State = Literal["waiting", "running", "done", "cancelled", "failed"]
Asked = TypeVar("Asked", bound=Hashable)
Given = TypeVar("Given")
Answer = TypeVar("Answer")


class _Cancelled(Exception):  # noqa: N818  a signal, not an error
    """Somebody does not want to know any more."""


@dataclass
class Job:
    """A question that is being answered."""

    state: State = "waiting"
    goal: str = ""
    """What it is at: a goal of the plan, or a part of the study."""
    done: int = 0
    goals: int = 0
    started: float = field(default_factory=time.monotonic)
    trouble: str = ""
    """What went wrong, in words for the user."""
    stopping: bool = False
    """Whether somebody wants what was found so far, and no more."""
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
        """Give up: the page goes on at once; the work stops when it next tells of progress."""
        if self.running:
            self.state = "cancelled"
            self.ended.set()

    def stop(self) -> None:
        """Keep what was found: the work is interrupted when it next tells of progress, as by the keyboard.

        Work that can, gives back what it has by then; of work that cannot, nothing is left.
        """
        self.stopping = True

    def give_a_moment(self) -> None:
        """Wait a little: what is answered at once need not be shown as being worked at."""
        self.ended.wait(MOMENT)

    def tell(self, goal: str, done: int, goals: int) -> None:
        """Take note of progress; stops the work where nobody waits any more."""
        if self.state == "cancelled":
            raise _Cancelled
        if self.stopping:
            raise KeyboardInterrupt
        self.state, self.goal, self.done, self.goals = "running", goal, done, goals


class Working(Generic[Asked, Given, Answer]):
    """Answers questions of one kind, each once; one for all sessions.

    `work` makes the answer from a question and what is given with it, and tells of progress. The last `keep`
    answers are kept. `in_words` says what went wrong, for the user.
    """

    def __init__(
        self,
        work: Callable[[Asked, Given, Progress], Answer],
        *,
        keep: int,
        in_words: Callable[[Exception], str],
    ) -> None:
        """Begin without answers; nothing runs before `start`, and then `AT_ONCE` jobs together at most."""
        self._work, self._keep, self._in_words = work, keep, in_words
        self._lock, self._room = threading.Lock(), threading.Semaphore(AT_ONCE)
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()
        self._jobs: dict[Asked, Job] = {}

    def answer(self, asked: Asked) -> Answer | None:
        """Return the answer to a question, if there is one."""
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
            return self._answers.get(asked)

    def job(self, asked: Asked) -> Job | None:
        """Return who is at a question, or was."""
        return self._jobs.get(asked)

    def start(self, asked: Asked, given: Given, *, anew: bool = False) -> Job:
        """Begin to answer a question; return the job that is at it, or was.

        `anew` answers it again though there is an answer: one that was cut short.
        """
        with self._lock:
            known = self._jobs.get(asked)
            answered = known is not None and known.state == "done" and asked in self._answers
            if known is not None and (known.running or (answered and not anew)):
                return known
            job = self._jobs[asked] = Job()
        threading.Thread(target=self._run, args=(asked, given, job), name="working", daemon=True).start()
        return job

    def _run(self, asked: Asked, given: Given, job: Job) -> None:
        """Answer in a thread once there is room, and finish whatever comes of it.

        An error is logged, and told to the user by the job; so is what would end the program, such as the
        exit of a solver: here it ends the work alone.
        """
        answer: Answer | None = None
        try:
            with self._room:
                job.tell("", 0, 0)
                answer = self._work(asked, given, job.tell)
        except _Cancelled:
            pass
        except KeyboardInterrupt:
            job.cancel()
        except BaseException as error:  # nobody above a thread would hear of it
            self._fail(job, error)
        finally:
            self._finish(asked, job, answer)

    def _fail(self, job: Job, error: BaseException) -> None:
        _LOG.error("work failed", exc_info=error)
        told = error if isinstance(error, Exception) else RuntimeError(f"ended by {error!r}")
        job.trouble = self._in_words(told)

    def _finish(self, asked: Asked, job: Job, answer: Answer | None) -> None:
        with self._lock:
            if answer is not None:
                self._answers[asked] = answer
                while len(self._answers) > self._keep:
                    self._answers.popitem(last=False)
            if job.state != "cancelled":
                job.state = "done" if answer is not None else "failed"
        job.ended.set()
