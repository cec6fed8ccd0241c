#!/usr/bin/env bash
# HiGHS 1.16.0 (highspy) prints two lines on standard output when the first Highs() of a process is made, before any option
# can be set: output_flag=False comes too late, and contextlib.redirect_stdout does not see it, as it is written by the
# library itself. Whoever prints JSON on standard output has it spoilt; only file descriptor 1 turned elsewhere helps.
#
# Seen (highspy 1.16.0): the greeting, then "caught by Python: ''".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import contextlib
import io

import highspy

caught = io.StringIO()
with contextlib.redirect_stdout(caught):
    highspy.Highs().setOptionValue("output_flag", False)
print("caught by Python:", repr(caught.getvalue()))
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
grep -q "^Running HiGHS 1.16.0" "$folder/seen"
grep -q "^caught by Python: ''$" "$folder/seen"
