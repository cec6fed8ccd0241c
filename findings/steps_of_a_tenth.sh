#!/usr/bin/env bash
# Units in steps of a tenth of a battalion: `multiple_of=0.1` in a model of pydantic, which writes the JSON schema that others check the
# same file by ("multipleOf": 0.1). pydantic takes all of 0.1, 0.2 ... 200.0; jsonschema, given that schema, refuses 697 of the 2,000,
# 0.3, 0.6 and 0.7 among them, since it divides in binary fractions; jsonschema-rs and fastjsonschema, same schema, take them all. With
# steps of a hundredth it is 321 of 2,000, of a fifth 697, of a quarter none, for a quarter is a binary fraction. The other way round, what
# Python adds up to (0.1 + 0.2) is taken by pydantic alone: which files are right depends on who checks. A count of steps, or a step that
# is a binary fraction (companies, four to a battalion), is what all of them agree on.
#
# Seen (pydantic 2.14.4, jsonschema 4.26.0, jsonschema-rs 0.61.2, fastjsonschema 2.22.3):
#   steps of 0.1, pydantic: 0 of 2000 refused; 0.1 + 0.2 taken
#   steps of 0.1, jsonschema: 697 of 2000 refused, the first [0.3, 0.6, 0.7]; 0.1 + 0.2 refused
#   steps of 0.1, jsonschema-rs: 0 of 2000 refused; 0.1 + 0.2 refused
#   steps of 0.1, fastjsonschema: 0 of 2000 refused; 0.1 + 0.2 refused
#   steps of 0.01, pydantic: 0 of 2000 refused
#   steps of 0.01, jsonschema: 321 of 2000 refused, the first [0.07, 0.14, 0.28]
#   steps of 0.01, jsonschema-rs: 0 of 2000 refused
#   steps of 0.01, fastjsonschema: 0 of 2000 refused
#   steps of 0.2, pydantic: 0 of 2000 refused
#   steps of 0.2, jsonschema: 697 of 2000 refused, the first [0.6, 1.2, 1.4]
#   steps of 0.2, jsonschema-rs: 0 of 2000 refused
#   steps of 0.2, fastjsonschema: 0 of 2000 refused
#   steps of 0.25, pydantic: 0 of 2000 refused
#   steps of 0.25, jsonschema: 0 of 2000 refused
#   steps of 0.25, jsonschema-rs: 0 of 2000 refused
#   steps of 0.25, fastjsonschema: 0 of 2000 refused
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pydantic==2.14.4 jsonschema==4.26.0 jsonschema-rs==0.61.2 fastjsonschema==2.22.3
cat > "$folder/seen.py" <<'PY'
from typing import Annotated

import fastjsonschema
import jsonschema
import jsonschema_rs
import pydantic


def refuses(check, value):
    try:
        check(value)
    except (ValueError, jsonschema.ValidationError, fastjsonschema.JsonSchemaException):
        return True
    return False


for step, digits in ((0.1, 1), (0.01, 2), (0.2, 1), (0.25, 2)):
    model = pydantic.TypeAdapter(Annotated[float, pydantic.Field(multiple_of=step)])
    schema = model.json_schema()
    checks = {
        "pydantic": model.validate_python,
        "jsonschema": jsonschema.Draft202012Validator(schema).validate,
        "jsonschema-rs": jsonschema_rs.validator_for(schema).validate,
        "fastjsonschema": fastjsonschema.compile(schema),
    }
    for name, check in checks.items():
        refused = [value for value in (round(n * step, digits) for n in range(1, 2001)) if refuses(check, value)]
        said = f"steps of {step}, {name}: {len(refused)} of 2000 refused"
        added = f"; 0.1 + 0.2 {'refused' if refuses(check, 0.1 + 0.2) else 'taken'}" if step == 0.1 else ""
        print(said + (f", the first {refused[:3]}" if refused else "") + added)
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
steps of 0.1, pydantic: 0 of 2000 refused; 0.1 + 0.2 taken
steps of 0.1, jsonschema: 697 of 2000 refused, the first [0.3, 0.6, 0.7]; 0.1 + 0.2 refused
steps of 0.1, jsonschema-rs: 0 of 2000 refused; 0.1 + 0.2 refused
steps of 0.1, fastjsonschema: 0 of 2000 refused; 0.1 + 0.2 refused
steps of 0.01, pydantic: 0 of 2000 refused
steps of 0.01, jsonschema: 321 of 2000 refused, the first [0.07, 0.14, 0.28]
steps of 0.01, jsonschema-rs: 0 of 2000 refused
steps of 0.01, fastjsonschema: 0 of 2000 refused
steps of 0.2, pydantic: 0 of 2000 refused
steps of 0.2, jsonschema: 697 of 2000 refused, the first [0.6, 1.2, 1.4]
steps of 0.2, jsonschema-rs: 0 of 2000 refused
steps of 0.2, fastjsonschema: 0 of 2000 refused
steps of 0.25, pydantic: 0 of 2000 refused
steps of 0.25, jsonschema: 0 of 2000 refused
steps of 0.25, jsonschema-rs: 0 of 2000 refused
steps of 0.25, fastjsonschema: 0 of 2000 refused
TXT
