#!/usr/bin/env bash
# Twelve phases of a month each, from 31 January on. pandas' date_range with DateOffset(months=1) and DuckDB's range and generate_series add the month to the date before: once February
# has made it the 28th, it stays the 28th, so that a force rotates three days early for good. pandas' own Timestamp + n months, polars, arrow and pendulum stay at the ends
# of months; dateutil's rrule leaves out every month without a 31st, so that twelve "monthly" phases last until August of the year after (its manual says so). No warning.
# Count months from the first day (start + n months), not from one phase to the next.
#
# Seen, the days on which the first five phases begin: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pandas==3.1.1 duckdb==2.0.1 polars==2.1.0 arrow==1.4.0 pendulum==3.3.0 python-dateutil==2.9.0.post0
cat > "$folder/seen.py" <<'PY'
import datetime

import arrow
import duckdb
import pandas
import pendulum
import polars
from dateutil.rrule import MONTHLY, rrule

first, last = datetime.date(2026, 1, 31), datetime.date(2026, 6, 1)
month = pandas.DateOffset(months=1)
asked = f"range(DATE '{first}', DATE '{last}', INTERVAL 1 MONTH)"
begins = {
    "pandas, date_range": pandas.date_range(first, periods=5, freq=month),
    "DuckDB, range": [day for (day,) in duckdb.sql(f"SELECT unnest({asked})").fetchall()],
    "pandas, first + n months": [pandas.Timestamp(first) + pandas.DateOffset(months=n) for n in range(5)],
    "polars, date_range": polars.date_range(first, last, "1mo", eager=True),
    "arrow, Arrow.range": arrow.Arrow.range("month", arrow.get(first), limit=5),
    "pendulum, range": pendulum.interval(pendulum.instance(first), pendulum.instance(last)).range("months"),
    "dateutil, rrule": rrule(MONTHLY, dtstart=pandas.Timestamp(first), count=5),
}
for name, days in begins.items():
    print(f"{name}: {', '.join(f'{day.month}-{day.day}' for day in days)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
pandas, date_range: 1-31, 2-28, 3-28, 4-28, 5-28
DuckDB, range: 1-31, 2-28, 3-28, 4-28, 5-28
pandas, first + n months: 1-31, 2-28, 3-31, 4-30, 5-31
polars, date_range: 1-31, 2-28, 3-31, 4-30, 5-31
arrow, Arrow.range: 1-31, 2-28, 3-31, 4-30, 5-31
pendulum, range: 1-31, 2-28, 3-31, 4-30, 5-31
dateutil, rrule: 1-31, 3-31, 5-31, 7-31, 8-31
SEEN
