"""An entry tried by itself, while it is being typed: what it says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from planner.constraints.base import Constraint
from planner.constraints.naming import Name, said_with
from planner.problems import dotted
from planner.scenario.complaints import Complaint, complaints
from planner.scenario.nodes import Laid
from planner.scenario.reading import lenient


@dataclass(frozen=True)
class Tried:
    """An entry as a model, None where its form is wrong, and what is wrong with it."""

    model: Any
    complaints: tuple[str, ...]

    def sentence(self, name: Name) -> str:
        """Say a constraint with a name for each id; nothing for anything else, and where it is none yet."""
        if not isinstance(self.model, Constraint):
            return ""
        said = said_with(self.model, name)
        return said[:1].upper() + said[1:]


def tried(section: str, name: str, entry: Any) -> Tried:
    """Return what an entry of a section comes to by itself; whether its ids exist is not looked at."""
    data = {section: {name: entry}} if section != "phases" else {section: [entry]}
    try:
        whole = lenient().model_validate(data)
    except ValidationError as error:
        return Tried(None, tuple(_said(found) for found in complaints(error, Laid(data))))
    section_of = getattr(whole, section)
    model = section_of[name] if isinstance(section_of, Mapping) else section_of[0]
    objections = model.objections() if isinstance(model, Constraint) else ()
    return Tried(model, tuple(f"{field} {text}".strip() for field, text in objections))


def _said(complaint: Complaint) -> str:
    where = dotted(complaint.path[2:])
    hint = f" ({complaint.hint})" if complaint.hint else ""
    return f"{where}: {complaint.text}{hint}" if where else f"{complaint.text}{hint}"
