#!/usr/bin/env bash
# Symbols of units by their names, asked of military-symbol (APP-6 and MIL-STD-2525, "finds the closest symbol"). It looks for the names and abbreviations of symbols anywhere in
# the text, in the middle of words too, and draws what it hit: 1.2.3 makes public affairs (PA) of a PAtrol vessel, information operations (IO) of an aviatIOn battalion, law
# enforcement (LE) of an unmanned surface vehicLE, and oil supply of a replenishment oiler; 2.0.2 (Python 3.12 or later) makes anti-tank units of the patrol vessel and of the
# aviation battalion, geospatial support of logistics, shore patrol of a transport company, and military intelligence of a demining company. Both take a minehunter for mines on
# land. A name that nothing matches brings a warning; these bring none. 2.0.2 also needs PyYAML without requiring it. State the code (SIDC) of a symbol, and read back its entity.
#
# Seen: the list at the end.
set -euo pipefail
# 2.0.2 is no valid program for a Python below 3.12: the first of these that runs
for python in python3 python3.14 python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[234].*/bin/python; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2> /dev/null && break
done
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat > "$folder/seen.py" <<'PY'
import contextlib
import importlib.metadata
import io

import military_symbol

version = importlib.metadata.version("military-symbol")
for unit in (
    "infantry battalion",
    "patrol vessel",
    "aviation battalion",
    "unmanned surface vehicle",
    "replenishment oiler",
    "minehunter",
    "logistics battalion",
    "transport company",
    "demining company",
    "gendarmerie company",
):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        entity = military_symbol.get_symbol_class_from_name(f"friendly {unit}").entity
    warned = " (warns)" if "WARNING" in out.getvalue() else ""
    names = sorted(entity.names, key=lambda name: (len(name), name)) if entity else ["nothing"]
    print(f"{version}: {unit} -> {names[-1]}{warned}")
PY
for version in 1.2.3 2.0.2; do
    "$python" -m venv "$folder/$version"
    "$folder/$version/bin/pip" -q install "military-symbol==$version" PyYAML==6.0.3
    "$folder/$version/bin/python" "$folder/seen.py"
done | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
1.2.3: infantry battalion -> infantry
1.2.3: patrol vessel -> public information
1.2.3: aviation battalion -> information operations
1.2.3: unmanned surface vehicle -> law enforcement
1.2.3: replenishment oiler -> petroleum, oil, and lubricants
1.2.3: minehunter -> mine
1.2.3: logistics battalion -> nothing (warns)
1.2.3: transport company -> nothing (warns)
1.2.3: demining company -> nothing (warns)
1.2.3: gendarmerie company -> nothing (warns)
2.0.2: infantry battalion -> infantry
2.0.2: patrol vessel -> antitank/anti-armor
2.0.2: aviation battalion -> antitank/anti-armor
2.0.2: unmanned surface vehicle -> unmanned surface vehicle
2.0.2: replenishment oiler -> oiler, replenishment
2.0.2: minehunter -> mine
2.0.2: logistics battalion -> geospatial information support
2.0.2: transport company -> shore patrol
2.0.2: demining company -> military intelligence
2.0.2: gendarmerie company -> unspecified command and control (warns)
SEEN
