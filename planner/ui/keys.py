"""Keys that work while somebody types: what is in the field is taken up first, then the button is pressed."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

BUTTONS = {"F9": "solve", "Ctrl+S": "save"}
"""The key of the button that each key presses; outside of fields the buttons know their keys themselves."""
SLOWEST = 10_000
"""Milliseconds that a button waits for what was typed to be taken up."""
_LISTEN = """
const pause = (time) => new Promise((done) => setTimeout(done, time));

const named = (event) => event.key === "F9" ? "F9"
  : (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" ? "Ctrl+S" : "";

async function takenUp(slowest) {
  const end = Date.now() + slowest;
  for (let quiet = 0; quiet < 3 && Date.now() < end;) {
    await pause(60);
    quiet = document.querySelector('[data-test-script-state="notRunning"]') ? quiet + 1 : 0;
  }
}

export default function({ data }) {
  if (window.plannerKeys) return;
  window.plannerKeys = true;
  document.addEventListener("keydown", async (event) => {
    const field = event.target.closest?.("input, textarea, [contenteditable=true]");
    const key = named(event);
    if (!field || !key) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (field.closest('#portal, [class*="gdg-"], [class*="d19meir1"]')) {
      await pause(200); // a cell that was opened by typing holds what was typed only a moment later
      const enter = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent("keydown", enter));
      await pause(300);
    }
    field.blur();
    await takenUp(data.slowest);
    for (let turn = 0; turn < 20; turn++) {
      const button = document.querySelector(`.st-key-${data.buttons[key]} button:not([disabled])`);
      if (button) return button.click();
      await pause(100);
    }
  }, true);
}
"""


def listen() -> None:
    """Have the browser listen for the keys; it costs no rerun."""
    with st.container(key="keys"):
        _listener()(key="keys heard", data={"buttons": BUTTONS, "slowest": SLOWEST}, height=1)


@cache
def _listener() -> Any:
    return st.components.v2.component("planner_keys", js=_LISTEN)
