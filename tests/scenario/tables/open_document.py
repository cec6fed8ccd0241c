"""Makes a spreadsheet as LibreOffice writes it out of lines, small enough to be read here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
STYLES = (
    '<office:automatic-styles><number:date-style style:name="N1"><number:month/><number:year/>'
    '</number:date-style><style:style style:name="month" style:data-style-name="N1"/>'
    '<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)
AWAY = ' table:visibility="filter"'
TWO_AWAY = '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
EMPTY = '<table:table-cell table:number-columns-repeated="16377"/>'
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
YES = (
    '<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1">'
    "<text:p>TRUE</text:p></table:table-cell>"
)
MONTH = (
    '<table:table-cell table:style-name="month" office:value-type="date" office:date-value="2026-01-01">'
    "<text:p>Jan-26</text:p></table:table-cell>"
)
NOTED = (
    '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p>'
    '</office:annotation><text:p>two<text:s text:c="2"/>spaces</text:p><text:p>two lines</text:p>'
    "</table:table-cell>"
)


def cell(value: object) -> str:
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def spreadsheet(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    hidden_sheet: str = "",
    hidden_lines: Mapping[str, Sequence[int]] | None = None,
    hidden_columns: Sequence[str] = (),
) -> bytes:
    """Return a spreadsheet of which a sheet, lines (from 1), and in some sheets two columns are hidden."""
    away = hidden_lines or {}
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{"away" if name == hidden_sheet else "shown"}">'
        + (TWO_AWAY if name in hidden_columns else "")
        + "".join(
            f"<table:table-row{AWAY if number in away.get(name, ()) else ''}>"
            f"{''.join(map(cell, line))}{EMPTY}</table:table-row>"
            for number, line in enumerate(lines, start=1)
        )
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        + "</table:table>"
        for name, lines in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMES} {CALC}>{STYLES}{body}</office:document-content>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", content)
    return file.getvalue()
