#!/usr/bin/env bash
# Names as they stand in tables of pledges, given to two packages that find nations. pycountry's fuzzy search (search_fuzzy) puts Nigeria first for "Niger" and
# North Korea first for "Korea", answers Serbia for Kosovo, Bangladesh for NATO (a town's name holds it), Réunion for EU, Romania for Omani, the United Kingdom for "Other"
# and Italy for "none", and knows no "Turkey". countryguess answers one nation for a pledge of two ("Netherlands and Belgium"), a
# state for a part that is not it ("Northern Cyprus", "Somaliland"), the United Kingdom for New England. None of it raises
# or carries a mark of doubt.
#
# Seen (pycountry 26.2.16, countryguess 0.4.9): see the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pycountry==26.2.16 countryguess==0.4.9
cat > "$folder/seen.py" <<'PY'
import pycountry
from countryguess import guess_country


def searched(name):
    try:
        return pycountry.countries.search_fuzzy(name)[0].alpha_3
    except LookupError:
        return "none"


for name in ("Niger", "Korea", "Kosovo", "NATO", "EU", "ROK", "Omani", "Other", "none", "Turkey"):
    print(f"pycountry: {name} -> {searched(name)}")
for name in ("Netherlands and Belgium", "Germany and Italy", "Northern Cyprus", "Somaliland", "New England", "Kosovo"):
    print(f"countryguess: {name} -> {guess_country(name, attribute='iso3')}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
pycountry: Niger -> NGA
pycountry: Korea -> PRK
pycountry: Kosovo -> SRB
pycountry: NATO -> BGD
pycountry: EU -> REU
pycountry: ROK -> CZE
pycountry: Omani -> ROU
pycountry: Other -> GBR
pycountry: none -> ITA
pycountry: Turkey -> none
countryguess: Netherlands and Belgium -> BEL
countryguess: Germany and Italy -> DEU
countryguess: Northern Cyprus -> CYP
countryguess: Somaliland -> SOM
countryguess: New England -> GBR
countryguess: Kosovo -> XKX
SEEN
