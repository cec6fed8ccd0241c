"""Scenarios chosen side by side, on the pages Compare and Report: kept in the address, read as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from planner.editing import library
from planner.editing.background_comparing import MOST_OTHERS, Lineup, Side, Version
from planner.editing.standing import Standing, addresses, as_saved, file_of, is_as_saved, labels, named
from planner.editing.working import Job
from planner.scenario.reading import Examined
from planner.scenario.scenario import Scenario
from planner.studies.comparison.comparison import Comparison
from planner.ui import services, session, shelves
from planner.ui.remembered import once

PATIENCE = 0.05
"""Seconds that a rerun waits for what a scenario says; what takes longer is shown when it is known."""


def titles() -> dict[str, str]:
    """Return every scenario of the library by its file, with what it is called."""
    return labels([one for shelf in shelves.shelves() for one in library.listed(shelf.folder)])


def versions() -> dict[str, str]:
    """Return every scenario by its file, and those that were edited also as they were saved last."""
    found = titles()
    desks = st.session_state.get("desks", {})
    edited = [file for file in found if file in desks and desks[file].unsaved]
    return {**found, **{as_saved(file): f"{found[file]}, as saved" for file in edited}}


@dataclass(frozen=True)
class ChosenScenarios:
    """Scenarios chosen on a page, which its address names: the first by one key, all others by another."""

    page: str
    keys: tuple[str, str]

    def files(self, known: Sequence[str]) -> list[str]:
        """Return what is chosen, the first first: what a link names, else what was chosen here before."""
        names = addresses(known, shelves.home())
        linked = [*self._in_address(self.keys[0])[:1], *self._in_address(self.keys[1])]
        if linked and linked != self._state("written"):
            self.choose(named(linked, names))
            st.session_state[f"{self.page} linked"] = True
        chosen = [file for file in self._state("chosen") if file in names][: MOST_OTHERS + 1]
        self._write([names[file] for file in chosen])
        return chosen

    def choose(self, files: Sequence[str]) -> None:
        """Choose scenarios."""
        st.session_state[f"{self.page} chosen"] = list(dict.fromkeys(files))

    def show(self, files: Sequence[str]) -> None:
        """Choose scenarios and go to the page, which sets to work by itself, as after a link."""
        self.choose(files)
        st.session_state[f"{self.page} linked"] = True
        st.session_state["go"] = self.page

    @property
    def is_first_visit(self) -> bool:
        """Whether nothing was chosen here yet, be it nothing at all."""
        return f"{self.page} chosen" not in st.session_state and not self._in_address(self.keys[0])

    @property
    def asked(self) -> Lineup | None:
        """What was compared here last."""
        found: Lineup | None = st.session_state.get(f"{self.page} asked")
        return found

    def remember(self, asked: Lineup) -> None:
        """Take note of what was compared."""
        st.session_state[f"{self.page} asked"] = asked

    def came_by_link(self) -> bool:
        """Say, once, whether the address brought the choice along."""
        return bool(st.session_state.pop(f"{self.page} linked", False))

    def _state(self, name: str) -> list[str]:
        return list(st.session_state.get(f"{self.page} {name}", ()))

    def _in_address(self, key: str) -> list[str]:
        return st.query_params.get_all(key)

    def _write(self, names: list[str]) -> None:
        """Have the address name the choice."""
        st.session_state[f"{self.page} written"] = names
        for key, part in zip(self.keys, (names[:1], names[1:]), strict=True):
            if self._in_address(key) != part:
                st.query_params[key] = part
                if not part:
                    del st.query_params[key]


COMPARE = ChosenScenarios("compare", ("baseline", "with"))
REPORT = ChosenScenarios("report", ("of", "with"))


def standing(file: str, title: str, patience: float | None = PATIENCE) -> Standing:
    """Return a scenario as it stands: as it is on its desk where it was edited, else as it is on disk.

    What it says is waited for so many seconds, and without end where that is None.
    """
    if is_as_saved(file):
        return Standing(file, title, examined_as_saved(file_of(file), patience))
    desk = st.session_state.get("desks", {}).get(file)
    mine = desk is not None and (desk.unsaved or file == session.chosen_file())
    text = desk.document.text if mine else library.text_or_nothing(file)
    examined = services.examiner().of(text, file, patience)
    return Standing(file, title, examined, edited=mine and desk.unsaved)


def examined_as_saved(file: str, patience: float | None) -> Examined | None:
    """Return what a file says as it was saved last; None where that is not known within so many seconds."""
    return services.examiner().of(library.text_or_nothing(file), file, patience)


def lineup(found: Sequence[Standing]) -> Lineup:
    """Return the question that a comparison of scenarios is, which must all be in order."""
    return Lineup(tuple(map(_version, found)), session.question())


def _version(found: Standing) -> Version:
    scenario = found.scenario
    if scenario is None:
        raise ValueError(f"{found.file} is not in order")
    return once(found.examined, "version", lambda: Version.of(scenario))


def compare(asked: Lineup, scenarios: Sequence[Scenario]) -> Job:
    """Begin to compare; plans that are known are not made again."""
    given: list[Side] = []
    for version, scenario in zip(asked.versions, scenarios, strict=True):
        plan = services.solving().answer(asked.solved(version))
        given.append(scenario if plan is None else (scenario, plan))
    return services.comparing().start(asked, given)


def compared(asked: Lineup) -> Comparison | None:
    """Return a comparison that was made."""
    return services.comparing().answer(asked)


def job(asked: Lineup) -> Job | None:
    """Return who is at a comparison, or was."""
    return services.comparing().job(asked)
