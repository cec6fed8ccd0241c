#!/usr/bin/env bash
# country_converter, which turns the names of nations into codes, leaves pandas free to be any version. Beside pandas 3 its first question raises
# "TypeError: first argument must be string or compiled pattern", whatever is asked, before any name is read: columns of text are then of
# the type str, where what is missing is a number (NaN), and its own table has nations without a two-letter code. Beside pandas 2.3.3 it answers. England is then the
# United Kingdom, and Scotland and Northern Ireland are "not found", which a list of contributors takes for the name of a nation.
#
# Seen (country_converter 1.3.2), asked for England, Scotland, Northern Ireland and Kosovo:
#   pandas 2.3.3: ['GBR', 'not found', 'not found', 'XKX']
#   pandas 3.1.1: TypeError: first argument must be string or compiled pattern
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat > "$folder/seen.py" <<'PY'
import country_converter
import pandas

try:
    said = country_converter.convert(["England", "Scotland", "Northern Ireland", "Kosovo"], to="ISO3")
except TypeError as error:
    said = f"TypeError: {error}"
print(f"pandas {pandas.__version__}: {said}")
PY
for version in 2.3.3 3.1.1; do
    python3 -m venv "$folder/$version"
    "$folder/$version/bin/pip" -q install country_converter==1.3.2 "pandas==$version" 2>/dev/null
    "$folder/$version/bin/python" "$folder/seen.py" 2>/dev/null
done | tee "$folder/said"
diff "$folder/said" - <<'TXT'
pandas 2.3.3: ['GBR', 'not found', 'not found', 'XKX']
pandas 3.1.1: TypeError: first argument must be string or compiled pattern
TXT
