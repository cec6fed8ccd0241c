#!/usr/bin/env bash
# Units as staff write them, read by Pint 0.25.3 as it comes. Sealift of "10 kt" is a speed (knots, where kN and "kt" of cargo are meant), a ship of "20 GT" a magnetic field (gigatesla),
# "500 nm" to the port half a thousandth of a millimetre, "12 mth" a length (thousandths of a thou), "15 k" people 15 times Boltzmann's constant, "6 M" a concentration. "3 mo",
# "10 pax" and "2 bn" are refused, which is what one hopes for. Spell units out, or read with a registry of the few that a table may have.
#
# Seen: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pint==0.25.3
cat > "$folder/seen.py" <<'PY'
import pint

read = pint.UnitRegistry()
for text in ("10 kt", "20 GT", "500 nm", "500 nmi", "12 mth", "15 k", "6 M", "30 m", "3 mo", "10 pax", "2 bn"):
    try:
        found = read(text)
        print(f"{text}: {found.magnitude} {found.units}, {dict(found.dimensionality)}")
    except pint.UndefinedUnitError:
        print(f"{text}: refused")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
10 kt: 10 knot, {'[length]': 1, '[time]': -1}
20 GT: 20 gigatesla, {'[mass]': 1, '[time]': -2, '[current]': -1}
500 nm: 500 nanometer, {'[length]': 1}
500 nmi: 500 nautical_mile, {'[length]': 1}
12 mth: 12 millithou, {'[length]': 1}
15 k: 15 boltzmann_constant, {'[mass]': 1, '[length]': 2, '[time]': -2, '[temperature]': -1}
6 M: 6 molar, {'[substance]': 1, '[length]': -3}
30 m: 30 meter, {'[length]': 1}
3 mo: refused
10 pax: refused
2 bn: refused
SEEN
