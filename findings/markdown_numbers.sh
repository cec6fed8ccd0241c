#!/usr/bin/env bash
# A table of a report as Markdown (pandas 3.1.1, to_markdown, by tabulate 0.10.0): a column of text whose every cell could be a number is written as numbers. Units 12E4 and 2E3 become
# 120000 and 2000, requirements 1.1 and 1.10 both 1.1, and two rows say the same; one other name in the column and all stand as they were. Figures are cut to six
# digits, 12,345,678 people to 1.23457e+07. The option that keeps text (disable_numparse=True) is tabulate's and stands in its README; pandas hands it on and does not name it. A
# report should format its cells as text itself and switch the parsing off.
#
# Seen: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pandas==3.1.1 tabulate==0.10.0
cat > "$folder/seen.py" <<'PY'
import pandas as pd

units = pd.DataFrame({"unit": ["12E4", "2E3"], "requirement": ["1.1", "1.10"], "people": [12_345_678.0, 650.5]})
print(units.to_markdown(index=False))
print(units.assign(unit=["12E4", "HQ"]).to_markdown(index=False))
print(units.to_markdown(index=False, disable_numparse=True))
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
|   unit |   requirement |        people |
|-------:|--------------:|--------------:|
| 120000 |           1.1 |   1.23457e+07 |
|   2000 |           1.1 | 650.5         |
| unit   |   requirement |        people |
|:-------|--------------:|--------------:|
| 12E4   |           1.1 |   1.23457e+07 |
| HQ     |           1.1 | 650.5         |
| unit   | requirement   | people     |
|:-------|:--------------|:-----------|
| 12E4   | 1.1           | 12345678.0 |
| 2E3    | 1.10          | 650.5      |
SEEN
