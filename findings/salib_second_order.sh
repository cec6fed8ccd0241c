#!/usr/bin/env bash
# SALib 1.6.0: points drawn with calc_second_order=False and analysed without the same word (sobol.analyze asks for second order by itself) are refused only
# where their number does not fit. With 3, 7 or 15 factors and any power of two from 32 on it fits: the rows are then read as others than they are, and the shares of
# the variance are nonsense without a warning. Where the first factor holds 76 % of the variance it gets 12 %, the second less than
# nothing, and the last, which holds 5 %, the most in total. With 2, 4 or 5 factors the same mistake is a RuntimeError.
#
# Seen (SALib 1.6.0, NumPy 2.4.6), y = 4 a + 2 b + c, shares 0.762, 0.190, 0.048:
#   as drawn: first 0.762 0.190 0.048, total 0.762 0.190 0.048
#   by itself: first 0.124 -0.949 -0.037, total 0.981 1.210 1.302
#   4 factors: RuntimeError
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install SALib==1.6.0 numpy==2.4.6
cat > "$folder/seen.py" <<'PY'
from SALib.analyze import sobol
from SALib.sample import sobol as points


def problem(count):
    return {"num_vars": count, "names": list("abcd")[:count], "bounds": [[0, 1]] * count}


def shown(found):
    first, total = (" ".join(f"{share:.3f}" for share in found[key]) for key in ("S1", "ST"))
    return f"first {first}, total {total}"


drawn = points.sample(problem(3), 1024, calc_second_order=False, seed=1)
answers = 4 * drawn[:, 0] + 2 * drawn[:, 1] + drawn[:, 2]
print("as drawn:", shown(sobol.analyze(problem(3), answers, calc_second_order=False, seed=1)))
print("by itself:", shown(sobol.analyze(problem(3), answers, seed=1)))
drawn = points.sample(problem(4), 1024, calc_second_order=False, seed=1)
try:
    sobol.analyze(problem(4), drawn.sum(axis=1), seed=1)
except RuntimeError as error:
    print("4 factors:", type(error).__name__)
PY
"$folder/venv/bin/python" -W error::UserWarning "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
as drawn: first 0.762 0.190 0.048, total 0.762 0.190 0.048
by itself: first 0.124 -0.949 -0.037, total 0.981 1.210 1.302
4 factors: RuntimeError
SEEN
