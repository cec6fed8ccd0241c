#!/usr/bin/env bash
# dask's LocalCluster (distributed 2026.8.0) says of dashboard_address "set to None to disable the dashboard". With None its web server takes port 8787 all the
# same, and a second cluster on the machine warns that the port is in use, which is a failure where warnings are errors: two test processes that each start a
# cluster fail at random. With "127.0.0.1:0" each has a port of its own and nothing is warned of.
#
# Seen (distributed 2026.8.0):
#   None: port 8787, a second: warned
#   127.0.0.1:0: another port, a second: quiet
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install distributed==2026.8.0
cat > "$folder/seen.py" <<'PY'
import warnings

from distributed import LocalCluster


def cluster(address):
    return LocalCluster(n_workers=1, processes=False, dashboard_address=address, silence_logs=50)


for address in (None, "127.0.0.1:0"):
    with cluster(address) as one, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        port = one.scheduler.http_server.port
        with cluster(address):
            pass
        warned = any("already in use" in str(one.message) for one in caught)
    print(f"{address}: {'port 8787' if port == 8787 else 'another port'}, a second: {'warned' if warned else 'quiet'}")
PY
"$folder/venv/bin/python" "$folder/seen.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
None: port 8787, a second: warned
127.0.0.1:0: another port, a second: quiet
TXT
