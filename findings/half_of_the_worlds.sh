#!/usr/bin/env bash
# In half of the worlds how much is filled? Two worlds fill nothing of a requirement and two all of it. polars' own summary (describe) says
# 100 % in its row "50%", and its median of the same column 50 %: quantiles go to the nearest value there and the median does not. DuckDB's
# quantile says 0 % and its median and its summary 50 %. pandas says 50 % to all three. And of two worlds, none and all, statistics of
# Python's own library says that one in ten fills less than -70 % and one in ten more than 170 %: its quantiles are those of all that
# might have been drawn, beyond what was. A quantile of few worlds is to be told with how it was taken.
#
# Seen (polars 2.1.0, DuckDB 2.0.1, pandas 2.3.3, Python's statistics), fills in per cent:
#   polars: median 50.0, quantile 100.0, summary 100.0
#   DuckDB: median 50.0, quantile 0.0, summary 50.0
#   pandas: median 50.0, quantile 50.0, summary 50.0
#   statistics: median 50.0, a tenth below -70.0 and above 170.0 of the fills 0 and 100
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install polars==2.1.0 duckdb==2.0.1 pandas==2.3.3
cat > "$folder/seen.py" <<'PY'
import statistics

import duckdb
import pandas
import polars

FILLS = [0.0, 0.0, 100.0, 100.0]


def told(name, median, quantile, summary):
    print(f"{name}: median {float(median)}, quantile {float(quantile)}, summary {float(summary)}")


column = polars.Series("fill", FILLS)
rows = dict(column.describe().iter_rows())
told("polars", column.median(), column.quantile(0.5), rows["50%"])
worlds = duckdb.connect()
worlds.execute(f"create table worlds as select unnest({FILLS}::double[]) as fill")
median, quantile = worlds.execute("select median(fill), quantile(fill, 0.5) from worlds").fetchall()[0]
told("DuckDB", median, quantile, worlds.execute("select q50 from (summarize worlds)").fetchall()[0][0])
series = pandas.Series(FILLS)
told("pandas", series.median(), series.quantile(0.5), series.describe()["50%"])
tenths = statistics.quantiles([0, 100], n=10)
print(f"statistics: median {statistics.median(FILLS)}, a tenth below {tenths[0]} and above {tenths[-1]} of the fills 0 and 100")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
polars: median 50.0, quantile 100.0, summary 100.0
DuckDB: median 50.0, quantile 0.0, summary 50.0
pandas: median 50.0, quantile 50.0, summary 50.0
statistics: median 50.0, a tenth below -70.0 and above 170.0 of the fills 0 and 100
TXT
