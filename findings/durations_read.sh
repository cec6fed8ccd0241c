#!/usr/bin/env bash
# Six months of notice, "P6M" as ISO 8601 writes it, is 6 minutes for pandas 3.1.1 and 180 days for pydantic 2.14.4 and aniso8601 10.0.1, so that pydantic's twelve months (360 days)
# are shorter than its one year (365). Only isodate 0.7.2 keeps months. A day and a half, "P1.5D", is 5 days and a second for pandas, whose reader drops the point and goes on
# (pandas issue 51882 has these since 2023). Not told there: "30 00:00:00", thirty days as Django's JSON and MySQL write them, is 125 days for pandas: it puts 30 and 00 together,
# 3,000 hours, where "30 days 00:00:00" is right. Nothing is raised. Keep notice and stay as numbers of days or months, with the unit in the name of the column.
#
# Seen: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pandas==3.1.1 pydantic==2.14.4 isodate==0.7.2 aniso8601==10.0.1
cat > "$folder/seen.py" <<'PY'
import datetime

import aniso8601
import isodate
import pandas
import pydantic

days = pydantic.TypeAdapter(datetime.timedelta)
start = datetime.datetime(2027, 1, 1)
readers = {
    "pandas": pandas.Timedelta,
    "pydantic": days.validate_python,
    "aniso8601": aniso8601.parse_duration,
    "isodate from 1 January": lambda text: start + isodate.parse_duration(text) - start,
}
for text in ("P6M", "P12M", "P1Y", "P1.5D"):
    for name, read in readers.items():
        try:
            print(f"{text}, {name}: {pandas.Timedelta(read(text))}")
        except ValueError:
            print(f"{text}, {name}: refused")
for text in ("30 00:00:00", "30 days 00:00:00"):
    print(f"{text}, pandas, a column: {pandas.to_timedelta(pandas.Series([text]))[0]}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
P6M, pandas: 0 days 00:06:00
P6M, pydantic: 180 days 00:00:00
P6M, aniso8601: 180 days 00:00:00
P6M, isodate from 1 January: 181 days 00:00:00
P12M, pandas: 0 days 00:12:00
P12M, pydantic: 360 days 00:00:00
P12M, aniso8601: 360 days 00:00:00
P12M, isodate from 1 January: 365 days 00:00:00
P1Y, pandas: refused
P1Y, pydantic: 365 days 00:00:00
P1Y, aniso8601: 365 days 00:00:00
P1Y, isodate from 1 January: 365 days 00:00:00
P1.5D, pandas: 5 days 00:00:01
P1.5D, pydantic: 1 days 12:00:00
P1.5D, aniso8601: 1 days 12:00:00
P1.5D, isodate from 1 January: 1 days 12:00:00
30 00:00:00, pandas, a column: 125 days 00:00:00
30 days 00:00:00, pandas, a column: 30 days 00:00:00
SEEN
