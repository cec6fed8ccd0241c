#!/usr/bin/env bash
# Yes and no in an .ods file ("may lead": TRUE) are read by pandas (engine "odf") from what the cell shows, not from its value: only the letters TRUE are a yes, so that from an
# office that works in German, French or Spanish (WAHR, VRAI, VERDADERO), or with a format that shows Yes, every yes comes back as False, of the type bool, as good as typed. Up to
# 2.3.3 a cell of two lines also lost what parts them: pledges of "10" and "5", one below the other, were the number 105; 3.1.1 keeps the lines. calamine reads the value and the lines.
# pandas' issue 54994 is of its writer, which puts the value in the wrong place; of the reader none was found. Read .ods with engine="calamine".
#
# Seen (pandas 3.1.1 and 2.3.3, odfpy 1.4.1, python-calamine 0.9.1), a column that says yes but for the third, and a cell of two lines: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
for pandas in 3.1.1 2.3.3; do
    python3 -m venv "$folder/$pandas"
    "$folder/$pandas/bin/pip" -q install pandas==$pandas odfpy==1.4.1 python-calamine==0.9.1
done
cat > "$folder/seen.py" <<'PY'
import sys

import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

PATH = f"{sys.argv[1]}/pledges.ods"
SHOWN = {"FRA": ("true", "VRAI"), "DEU": ("true", "WAHR"), "AUT": ("false", "FALSCH"), "GBR": ("true", "TRUE"), "NLD": ("true", "Yes")}


def cell(shown, **value):
    made = TableCell(**value)
    for line in shown.split("\n"):
        made.addElement(P(text=line))
    return made


def word(text):
    return cell(text, valuetype="string")


rows = [[word("nation"), word("may lead"), word("pledges")]]
for nation, (value, shown) in SHOWN.items():
    rows.append([word(nation), cell(shown, valuetype="boolean", booleanvalue=value), word("10\n5")])
table = Table(name="Pledges")
for cells in rows:
    row = TableRow()
    for each in cells:
        row.addElement(each)
    table.addElement(row)
book = OpenDocumentSpreadsheet()
book.spreadsheet.addElement(table)
book.save(PATH)

print(f"pandas {pandas.__version__}\nvalue:", {nation: value == "true" for nation, (value, _) in SHOWN.items()})
for engine in ("odf", "calamine"):
    read = pandas.read_excel(PATH, engine=engine)
    print(f"{engine}: {read.set_index('nation')['may lead'].to_dict()} {read['may lead'].dtype}, two lines {read.pledges.tolist()[0]!r}")
PY
for pandas in 3.1.1 2.3.3; do "$folder/$pandas/bin/python" "$folder/seen.py" "$folder"; done | tee "$folder/said"
diff "$folder/said" - <<'SEEN'
pandas 3.1.1
value: {'FRA': True, 'DEU': True, 'AUT': False, 'GBR': True, 'NLD': True}
odf: {'FRA': False, 'DEU': False, 'AUT': False, 'GBR': True, 'NLD': False} bool, two lines '10\n5'
calamine: {'FRA': True, 'DEU': True, 'AUT': False, 'GBR': True, 'NLD': True} bool, two lines '10\n5'
pandas 2.3.3
value: {'FRA': True, 'DEU': True, 'AUT': False, 'GBR': True, 'NLD': True}
odf: {'FRA': False, 'DEU': False, 'AUT': False, 'GBR': True, 'NLD': False} bool, two lines 105
calamine: {'FRA': True, 'DEU': True, 'AUT': False, 'GBR': True, 'NLD': True} bool, two lines '10\n5'
SEEN
