"""Which sections of a report are kept: most can be left out, and the report then says which were."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from planner.reports.sections import Section

ALWAYS = "provenance"
"""The section that says where a report comes from; it is never left out, nor is the note above all others."""
LEFT_OUT = "Left out of this report: {titles}. The workbook and the data (JSON) have everything."


def choices(parts: Sequence[Section]) -> dict[str, str]:
    """Return what can be kept or left out of a report, by name, with its title.

    Sections of which there is one for each scenario are chosen together.
    """
    found: dict[str, str] = {}
    for part in parts:
        if part.id != ALWAYS:
            name, title = part.family or (part.id, part.title)
            found.setdefault(name, title)
    return found


def kept(parts: Sequence[Section], keep: Collection[str] | None) -> tuple[Section, ...]:
    """Return the sections that are named in `keep`, and where the report comes from; None keeps all.

    Raises ValueError at a name that nothing can be chosen by.
    """
    if keep is None:
        return tuple(parts)
    known = choices(parts)
    if unknown := sorted(set(keep) - set(known)):
        raise ValueError(f"no section is called {', '.join(unknown)}; there are {', '.join(known)}")
    left_out = [title for name, title in known.items() if name not in keep]
    return tuple(_told(part, left_out) for part in parts if part.id == ALWAYS or _name(part) in keep)


def _name(part: Section) -> str:
    return part.family[0] if part.family else part.id


def _told(part: Section, left_out: Sequence[str]) -> Section:
    """Return a section; the one that is always there says what was left out."""
    if part.id != ALWAYS or not left_out:
        return part
    said = LEFT_OUT.format(titles=", ".join(left_out))
    return replace(part, sentences=(*part.sentences, said))
