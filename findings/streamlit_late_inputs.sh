#!/usr/bin/env bash
# An input of Streamlit that is set through st.session_state, as its documents advise, shows and sends back an empty text where the browser is still loading the
# input's own program when the page runs a second time (the first click on a slow line). That it was set is told with one run only; the second run
# replaces what the browser had not drawn yet, and the input begins with its own default. With the next click the server takes the empty text for what somebody
# typed: on_change is called, and what the input stood for is overwritten. Nothing is raised or logged. Where the same value is handed over as `value` too, it
# is kept; Streamlit then warns once of a default beside a set value, which `global.disableWidgetStateDuplicationWarning` takes away. Numbers, areas, boxes do the same.
#
# A Chromium must be on the machine. Seen (streamlit 1.67.0, playwright 1.65.2), what the document of a page holds after two clicks on a button beside:
#   set, the input in time: 'Parliament votes in March'
#   set, the input late: ''
#   set and begun with, the input late: 'Parliament votes in March'
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install streamlit==1.67.0 playwright==1.65.2
cat > "$folder/page.py" <<'PY'
import streamlit as st

st.session_state.setdefault("document", "Parliament votes in March")


def typed():
    st.session_state.document = st.session_state.note


if st.session_state.get("note") != st.session_state.document:
    st.session_state.note = st.session_state.document
begun = {"value": st.session_state.document} if "begun" in st.query_params else {}
st.text_input("Note", key="note", on_change=typed, **begun)
st.button("Something else")
st.text(f"holds {st.session_state.document!r}")
PY
cat > "$folder/seen.py" <<'PY'
import contextlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

from playwright.sync_api import sync_playwright

PROGRAM = re.compile(r"/TextInput\.[^/]*\.js")
chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{free.getsockname()[1]}"
options = ["--server.port", address.rpartition(":")[2], "--server.headless", "true", "--browser.gatherUsageStats", "false"]
quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
server = subprocess.Popen([sys.executable, "-m", "streamlit", "run", sys.argv[1], *options], **quiet)


def holds(query, late):
    page, held = browser.new_page(), []
    if late:
        page.route(PROGRAM, lambda route: held.append(route))
    page.goto(f"{address}/{query}")
    beside = page.get_by_role("button", name="Something else")
    beside.click()
    page.wait_for_timeout(2000)
    for route in held:
        route.continue_()
    page.get_by_role("textbox", name="Note").wait_for()
    page.wait_for_timeout(1000)
    beside.click()
    page.wait_for_timeout(2000)
    return page.get_by_text("holds").inner_text().removeprefix("holds ")


try:
    for _ in range(120):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health"):
            break
        time.sleep(0.5)
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        print("set, the input in time:", holds("", late=False))
        print("set, the input late:", holds("", late=True))
        print("set and begun with, the input late:", holds("?begun", late=True))
finally:
    server.terminate()
PY
"$folder/venv/bin/python" "$folder/seen.py" "$folder/page.py" | tee "$folder/said"
diff "$folder/said" - <<'TXT'
set, the input in time: 'Parliament votes in March'
set, the input late: ''
set and begun with, the input late: 'Parliament votes in March'
TXT
