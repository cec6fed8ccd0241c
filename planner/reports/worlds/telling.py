"""How a study of many worlds is told: what was found, with the words and names of its scenario."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import pandas as pd

from planner.reports.sections import Section
from planner.reports.worlds.report import Report
from planner.scenario.scenario import Scenario
from planner.words.names import Names, one_line
from planner.words.wording import Words


class Study(Protocol):
    """What every study of many worlds gives back."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that it is of."""
        ...

    def as_document(self) -> Mapping[str, Any]:
        """Return the document of the contract."""
        ...


Found = TypeVar("Found", bound=Study)


class Telling(ABC, Generic[Found]):
    """Tells what a study found; `name` is what its files are called, `title` what it is about."""

    name: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, found: Found) -> None:
        self.found, self.words, self.names = found, Words(found.scenario), Names(found.scenario)

    @abstractmethod
    def headline(self) -> tuple[str, ...]:
        """Return the findings, in sentences."""

    @abstractmethod
    def sections(self) -> tuple[Section, ...]:
        """Return the sections, those that say something."""

    @abstractmethod
    def tables(self) -> tuple[tuple[str, pd.DataFrame], ...]:
        """Return the tables of the workbook by the names of their sheets, figures as numbers."""

    def report(self) -> Report:
        """Return the report."""
        title = f"{self.title}: {one_line(self.found.scenario.title)}"
        document = self.found.as_document()
        return Report(self.name, title, document, self.headline(), self.sections(), self.tables())
