#!/usr/bin/env bash
# vl-convert (its svg_to_png) leaves out every letter whose font is not on the machine, without a word, where browsers take another
# font. milsymbol names one font alone, Arial, which most servers lack: a frigate and a minehunter, told apart by two letters,
# then become the same picture. A second, general font behind the first one is enough.
# Seen (vl-convert-python 1.9.0.post1, milsymbol 0.2.0):
#   fonts that milsymbol names: Arial
#   letters in a font that is nowhere: same picture as without letters
#   the same with sans-serif behind it: another picture
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install vl-convert-python==1.9.0.post1 milsymbol==0.2.0
"$folder/venv/bin/python" - <<'PYTHON' | tee "$folder/seen"
import re

import vl_convert
from milsymbol import Symbol

frigate = str(Symbol("10033000001202040000", size=30).as_svg())
minehunter = str(Symbol("10033000001204040000", size=30).as_svg())
print("fonts that milsymbol names:", *sorted(set(re.findall(r'font-family="([^"]*)"', frigate + minehunter))))
assert frigate != minehunter


def drawn(symbol: str, font: str) -> bytes:
    return bytes(vl_convert.svg_to_png(symbol.replace('font-family="Arial"', f'font-family="{font}"')))


nowhere = "No Such Font Anywhere"
for said, font in (("letters in a font that is nowhere", nowhere), ("the same with sans-serif behind it", f"{nowhere}, sans-serif")):
    bare = re.sub(r"<text.*?</text>", "", frigate)
    same = drawn(frigate, font) == drawn(bare, font) == drawn(minehunter, font)
    print(f"{said}: {'same picture as without letters' if same else 'another picture'}")
PYTHON
grep -qx "fonts that milsymbol names: Arial" "$folder/seen"
grep -qx "letters in a font that is nowhere: same picture as without letters" "$folder/seen"
grep -qx "the same with sans-serif behind it: another picture" "$folder/seen"
