#!/usr/bin/env bash
# One cell with a duration of a day or more (30:00 hours to deploy, as LibreOffice writes it: PT30H00M00S) keeps pandas' reader of .ods (engine
# "odf") from reading anything of the workbook: it takes every duration for a time of day. 23 hours come back as a time of day,
# not as a length of time; python-calamine gives 23 hours as a time of day and 30 as the text PT30H00M00S.
#
# Seen (pandas 3.0.0, odfpy 1.4.1, python-calamine 0.9.1):
#   calamine: 23:00:00 time, PT30H00M00S str
#   odf, 23 hours: time
#   odf, 30 hours: DateParseError hour must be in 0..23: 30:00
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pandas==3.0.0 odfpy==1.4.1 python-calamine==0.9.1
cat > "$folder/seen.py" <<'PY'
import pandas as pd
import python_calamine
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def written(path, hours):
    book = OpenDocumentSpreadsheet()
    sheet, row = Table(name="transit"), TableRow()
    cell = TableCell(valuetype="time", timevalue=f"PT{hours}H00M00S")
    cell.addElement(P(text=f"{hours}:00"))
    row.addElement(cell)
    sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(path)


cells = []
for hours in (23, 30):
    written(f"{hours}.ods", hours)
    cell = python_calamine.CalamineWorkbook.from_path(f"{hours}.ods").get_sheet_by_index(0).to_python()[0][0]
    cells.append(f"{cell} {type(cell).__name__}")
print("calamine:", ", ".join(cells))
for hours in (23, 30):
    try:
        print(f"odf, {hours} hours:", type(pd.read_excel(f"{hours}.ods", engine="odf", header=None).iloc[0, 0]).__name__)
    except ValueError as problem:
        print(f"odf, {hours} hours: {type(problem).__name__} {problem}")
PY
cd "$folder"
venv/bin/python seen.py | tee seen
diff seen - <<'SEEN'
calamine: 23:00:00 time, PT30H00M00S str
odf, 23 hours: time
odf, 30 hours: DateParseError hour must be in 0..23: 30:00
SEEN
