#!/usr/bin/env bash
# searoute tells how far it is by sea and how long a ship takes, with passages that may be closed. With the Turkish Straits closed
# there is no way from Toulon to Odesa: the answer is neither an error nor "none" but a route of length 0 that takes 0.0 hours, beside a
# warning on the error stream: who sorts ports by distance, or takes the hours for a time to deploy, finds that one the nearest of all.
# A passage by another spelling ("Bosporus", "bosphorus"; it knows "bosporus") closes nothing, without a word. And a list of one's own
# takes the place of the Northwest Passage, which is closed as it comes: with the Panama Canal closed the way from Norfolk to Yokohama is
# 1,500 miles shorter, through the Arctic. A length counts only where the route has points; "northwest" goes into every list.
#
# Seen (searoute 1.6.0), nautical miles, hours at its own 24 knots, points of the route:
#   Toulon to Odesa, as it comes: 1667 nm, 69.5 h, 72 points
#   ... bosporus closed: 0 nm, 0.0 h, 0 points
#   ... Bosporus closed: 1667 nm, 69.5 h, 72 points
#   ... bosphorus closed: 1667 nm, 69.5 h, 72 points
#   Norfolk to Yokohama, as it comes: 9637 nm, 401.6 h, 102 points
#   ... panama closed: 8130 nm, 338.8 h, 86 points
#   ... panama and northwest closed: 13287 nm, 553.6 h, 153 points
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install searoute==1.6.0
cat > "$folder/seen.py" <<'PY'
import searoute

TOULON, ODESA, NORFOLK, YOKOHAMA = (5.92, 43.10), (30.75, 46.48), (-76.3, 36.95), (139.7, 35.4)


def told(start, end, closed):
    names = {} if closed is None else {"restrictions": closed}
    route = searoute.searoute(start, end, units="naut", **names)
    said, points = route["properties"], len(route["geometry"]["coordinates"])
    return f"{said['length']:.0f} nm, {said['duration_hours']:.1f} h, {points} points"


print("Toulon to Odesa, as it comes:", told(TOULON, ODESA, None))
for passage in ("bosporus", "Bosporus", "bosphorus"):
    print(f"... {passage} closed:", told(TOULON, ODESA, [passage]))
print("Norfolk to Yokohama, as it comes:", told(NORFOLK, YOKOHAMA, None))
print("... panama closed:", told(NORFOLK, YOKOHAMA, ["panama"]))
print("... panama and northwest closed:", told(NORFOLK, YOKOHAMA, ["panama", "northwest"]))
PY
"$folder/venv/bin/python" "$folder/seen.py" 2>"$folder/warned" | tee "$folder/said"
test "$(grep -c "No path found" "$folder/warned")" = 1
diff "$folder/said" - <<'TXT'
Toulon to Odesa, as it comes: 1667 nm, 69.5 h, 72 points
... bosporus closed: 0 nm, 0.0 h, 0 points
... Bosporus closed: 1667 nm, 69.5 h, 72 points
... bosphorus closed: 1667 nm, 69.5 h, 72 points
Norfolk to Yokohama, as it comes: 9637 nm, 401.6 h, 102 points
... panama closed: 8130 nm, 338.8 h, 86 points
... panama and northwest closed: 13287 nm, 553.6 h, 153 points
TXT
