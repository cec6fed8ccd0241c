#!/usr/bin/env bash
# Amounts as pledges state them, given to two packages that are made for reading them. Babel's parse_decimal takes out what parts thousands wherever it stands: two battalions and a
# half, "2.5", in German are 25, and "1,5" in English 15, unless strict=True is asked for; in French the point passes for a comma, strict or not, so that "2.125" is two and
# an eighth there and 2,125 in German. price-parser 0.5.1 reads "2.125" and "2,125" as 2,125 alike, drops "bn" and "Mio", of "1-2 m" keeps the 1, and of
# "12 battalions of 800" the 12. Nothing is raised, nothing marked. A figure in which a lone point or comma has three digits behind it is a question to whoever wrote it.
#
# Seen: the list at the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install Babel==2.19.0 price-parser==0.5.1
cat > "$folder/seen.py" <<'PY'
from babel.numbers import NumberFormatError, parse_decimal
from price_parser import Price


def read(text, locale, strict):
    try:
        return parse_decimal(text, locale=locale, strict=strict)
    except NumberFormatError:
        return "refused"


for text, locale in (("2.5", "de"), ("1,5", "en"), ("2.5", "fr"), ("2.125", "fr"), ("2.125", "de")):
    print(f"Babel, {text} in {locale}: {read(text, locale, False)}; strict: {read(text, locale, True)}")
for text in ("2.125 EUR", "2,125 EUR", "1.5 bn EUR", "3,5 Mio EUR", "1-2 m EUR", "12 battalions of 800"):
    print(f"price-parser, {text}: {Price.fromstring(text).amount}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
Babel, 2.5 in de: 25; strict: refused
Babel, 1,5 in en: 15; strict: refused
Babel, 2.5 in fr: 2.5; strict: 2.5
Babel, 2.125 in fr: 2.125; strict: 2.125
Babel, 2.125 in de: 2125; strict: 2125
price-parser, 2.125 EUR: 2125
price-parser, 2,125 EUR: 2125
price-parser, 1.5 bn EUR: 1.5
price-parser, 3,5 Mio EUR: 3.5
price-parser, 1-2 m EUR: 1
price-parser, 12 battalions of 800: 12
SEEN
