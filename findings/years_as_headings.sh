#!/usr/bin/env bash
# A table of forces by year, headed "nation,2025,2026" as most statistics are. DuckDB 2.0.1's reader takes the headings for a nation, since they are of the kinds of what is below
# them (a word, a number, a number): the columns are called column0 to column2, there is one nation more, and the total of 2025 is 2,025 too large. The csv module and
# clevercsv 0.8.5 answer that there is no heading. pandas, polars, pyarrow and frictionless take the first line for it without looking. "nation,2025 planned" is
# understood by all. Say header=True.
#
# Seen: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install duckdb==2.0.1 pandas==3.1.1 polars==2.1.0 pyarrow==25.0.0 clevercsv==0.8.5
cat > "$folder/seen.py" <<'PY'
import csv
import sys

import clevercsv
import duckdb
import pandas
import polars
import pyarrow.csv

for heading in ("nation,2025,2026", "nation,2025 planned,2026 planned"):
    text, path = f"{heading}\nPoland,1,2\nFrance,2,3\n", f"{sys.argv[1]}/forces.csv"
    with open(path, "w") as file:
        file.write(text)
    read, told = duckdb.read_csv(path), duckdb.read_csv(path, header=True)
    print(heading)
    print(f"  DuckDB: {read.columns}, total {sum(row[1] for row in read.fetchall())}")
    print(f"  DuckDB, header=True: {told.columns}, total {sum(row[1] for row in told.fetchall())}")
    print(f"  pandas: {list(pandas.read_csv(path).columns)}")
    print(f"  polars: {polars.read_csv(path).columns}")
    print(f"  pyarrow: {pyarrow.csv.read_csv(path).column_names}")
    print(f"  has a heading: csv {csv.Sniffer().has_header(text)}, clevercsv {clevercsv.Sniffer().has_header(text)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
nation,2025,2026
  DuckDB: ['column0', 'column1', 'column2'], total 2028
  DuckDB, header=True: ['nation', '2025', '2026'], total 3
  pandas: ['nation', '2025', '2026']
  polars: ['nation', '2025', '2026']
  pyarrow: ['nation', '2025', '2026']
  has a heading: csv False, clevercsv False
nation,2025 planned,2026 planned
  DuckDB: ['nation', '2025 planned', '2026 planned'], total 3
  DuckDB, header=True: ['nation', '2025 planned', '2026 planned'], total 3
  pandas: ['nation', '2025 planned', '2026 planned']
  polars: ['nation', '2025 planned', '2026 planned']
  pyarrow: ['nation', '2025 planned', '2026 planned']
  has a heading: csv True, clevercsv True
SEEN
