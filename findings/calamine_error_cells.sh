#!/usr/bin/env bash
# python-calamine 0.9.1 gives a cell with an error (#DIV/0!, #N/A, #REF!) as the empty text '', the same as a cell that nobody filled in; so does pandas with its
# engine "calamine", where the column of numbers then holds NaN. openpyxl says '#DIV/0!' and '#REF!'. A missing pledge and a broken formula are one to
# whoever reads with it: a reader that must tell them apart looks at the cells' types in the file itself.
#
# Seen (python-calamine 0.9.1, openpyxl 3.1.5, XlsxWriter 3.2.9, pandas 3.0.0):
#   calamine: [[100.0], [''], [''], [''], [200.0]]
#   openpyxl: [100, '#DIV/0!', '#REF!', None, 200]
#   pandas: 300.0 from 2 of 5
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install python-calamine==0.9.1 openpyxl==3.1.5 XlsxWriter==3.2.9 pandas==3.0.0
cat > "$folder/seen.py" <<'PY'
import openpyxl
import pandas as pd
import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook("pledges.xlsx")
sheet = book.add_worksheet()
sheet.write(0, 0, 100)
sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
sheet.write_formula(2, 0, "=Gone!A1", None, "#REF!")
sheet.write_blank(3, 0, None, book.add_format({"bold": True}))
sheet.write(4, 0, 200)
book.close()
print("calamine:", python_calamine.CalamineWorkbook.from_path("pledges.xlsx").get_sheet_by_index(0).to_python())
print("openpyxl:", [row[0].value for row in openpyxl.load_workbook("pledges.xlsx", data_only=True).active.rows])
column = pd.read_excel("pledges.xlsx", engine="calamine", header=None)[0]
print("pandas:", column.sum(), "from", column.count(), "of", len(column))
PY
cd "$folder"
venv/bin/python seen.py | tee seen
diff seen - <<'SEEN'
calamine: [[100.0], [''], [''], [''], [200.0]]
openpyxl: [100, '#DIV/0!', '#REF!', None, 200]
pandas: 300.0 from 2 of 5
SEEN
