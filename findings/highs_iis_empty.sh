#!/usr/bin/env bash
# "Which rules collide?" asked of HiGHS (highspy 1.16.0, getIis) as it comes, of a program that has no plan: kOk, valid, and not one row or column, word for word what it says of a
# program that has a plan. As it comes (iis_strategy 0) it only looks at rows one by one; two that are each possible and collide (8 wanted, 7 allowed) are not seen, and "nothing
# collides" is what a caller reads. The collision is found with iis_strategy 4; 1 answers kError. Where only wholeness is in the way (two by two cannot make three) every
# strategy leaves whole numbers aside: 0 is "valid" and empty again, 4 says kWarning and that it found nothing valid.
# Treat an empty answer as no answer, or look for a smallest set oneself by solving with rules left out.
#
# Seen (strategy, what the program is: status, valid, rows): the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install highspy==1.16.0
cat > "$folder/seen.py" <<'PY'
import highspy

ANY = highspy.kHighsInf


def program(rows, whole=False):
    """Two nations, at most 30 and 40; each row: weights, at least, at most."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = 2, len(rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = [1.0, 2.0], [0.0, 0.0], [30.0, 40.0]
    model.row_lower_ = [least for _, least, _ in rows]
    model.row_upper_ = [most for _, _, most in rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = [2 * row for row in range(len(rows) + 1)]
    model.a_matrix_.index_ = [0, 1] * len(rows)
    model.a_matrix_.value_ = [weight for weights, _, _ in rows for weight in weights]
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * 2
    return model


programs = {
    "has a plan": program([((1.0, 1.0), 8.0, ANY)]),
    "8 wanted, 7 allowed": program([((1.0, 1.0), 8.0, ANY), ((1.0, 2.0), 0.0, 7.0)]),
    "3 wanted, two by two": program([((2.0, 2.0), 3.0, 3.0)], whole=True),
}
for strategy in (0, 1, 4):
    for name, model in programs.items():
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("iis_strategy", strategy)
        highs.passModel(model)
        highs.run()
        solved = highs.modelStatusToString(highs.getModelStatus())
        status, found = highs.getIis()
        print(f"{strategy}, {name} ({solved}): {status.name}, {found.valid_}, {list(found.row_index_)}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | grep -v -e ^Running -e ^Includes | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
0, has a plan (Optimal): kOk, True, []
0, 8 wanted, 7 allowed (Infeasible): kOk, True, []
0, 3 wanted, two by two (Infeasible): kOk, True, []
1, has a plan (Optimal): kOk, True, []
1, 8 wanted, 7 allowed (Infeasible): kError, False, []
1, 3 wanted, two by two (Infeasible): kError, False, []
4, has a plan (Optimal): kOk, True, []
4, 8 wanted, 7 allowed (Infeasible): kOk, True, [0, 1]
4, 3 wanted, two by two (Infeasible): kWarning, False, [0]
SEEN
