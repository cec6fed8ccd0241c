#!/usr/bin/env bash
# Dates as orders and pledges write them. pendulum reads "01MAY27", day month year in every order, as 27 May 2001 (strict=False is needed for it to read such at
# all; a year of four digits is read right; dateutil and pandas read both right). dateparser answers "W14/2027", a week, with 14 of the month that it is
# today; "H2 2027", the second half, with February; "Q3 2027" with August and the day of the month of today; and "M+13", the thirteenth month of a mission,
# with a day 13. All of it without a mark of doubt. What both leave alone is right to be asked about: "summer 2027", "FY2027", "1 Mar - 30 Jun 2027".
#
# Seen (pendulum 3.3.0, dateparser 1.5.0 on 30 November 2026, python-dateutil 2.9.0.post0):
#   30NOV26: pendulum 2030-11-26, dateutil 2026-11-30
#   01MAY27: pendulum 2001-05-27, dateutil 2027-05-01
#   15 JAN 27: pendulum 2015-01-27, dateutil 2027-01-15
#   01MAY2027: pendulum 2027-05-01, dateutil 2027-05-01
#   Q3 2027: dateparser 2027-08-30
#   H2 2027: dateparser 2027-02-28
#   W14/2027: dateparser 2027-11-14
#   M+3: dateparser 2026-03-30
#   M+13: dateparser 2026-11-13
#   by 2030: dateparser 2030-11-30
#   summer 2027: dateparser nothing
#   FY2027: dateparser nothing
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pendulum==3.3.0 dateparser==1.5.0 python-dateutil==2.9.0.post0
cat > "$folder/seen.py" <<'PY'
from datetime import datetime

import dateparser
import dateutil.parser
import pendulum

TODAY = {"RELATIVE_BASE": datetime(2026, 11, 30)}

for text in ("30NOV26", "01MAY27", "15 JAN 27", "01MAY2027"):
    print(f"{text}: pendulum {pendulum.parse(text, strict=False):%Y-%m-%d}, dateutil {dateutil.parser.parse(text):%Y-%m-%d}")
for text in ("Q3 2027", "H2 2027", "W14/2027", "M+3", "M+13", "by 2030", "summer 2027", "FY2027"):
    found = dateparser.parse(text, settings=TODAY)
    print(f"{text}: dateparser {found:%Y-%m-%d}" if found else f"{text}: dateparser nothing")
PY
"$folder/venv/bin/python" "$folder/seen.py" 2>/dev/null | tee "$folder/said"
diff "$folder/said" - <<'TXT'
30NOV26: pendulum 2030-11-26, dateutil 2026-11-30
01MAY27: pendulum 2001-05-27, dateutil 2027-05-01
15 JAN 27: pendulum 2015-01-27, dateutil 2027-01-15
01MAY2027: pendulum 2027-05-01, dateutil 2027-05-01
Q3 2027: dateparser 2027-08-30
H2 2027: dateparser 2027-02-28
W14/2027: dateparser 2027-11-14
M+3: dateparser 2026-03-30
M+13: dateparser 2026-11-13
by 2030: dateparser 2030-11-30
summer 2027: dateparser nothing
FY2027: dateparser nothing
TXT
