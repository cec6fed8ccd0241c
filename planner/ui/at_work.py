"""Work in the background as pages show it: how far it is, ways to end it, and what became of it."""

from __future__ import annotations

import streamlit as st

from planner.editing.working import Job
from planner.ui import notices, said_problems
from planner.ui.page_words import escaped


def progress(job: Job, key: str) -> None:
    """Show how far some work is, with a way to give up; the page is drawn again when it is done."""
    st.fragment(_progress, run_every=0.5)(job, key)


def _progress(job: Job, key: str) -> None:
    if not job.running:
        notices.redraw()
        return
    part = min(job.done / job.goals, 1.0) if job.goals else 0.0
    said = job.goal[:1].upper() + job.goal[1:] if job.goal else "Waiting"
    with st.container(horizontal=True, vertical_alignment="center"):
        bar(job, part, said)
        _cancel(job, key)


def told(job: Job, reached: float, said: str, *, key: str, stops: bool = True) -> None:
    """Show how far some work is, with ways to stop it where it `stops`, keeping what it found, or to give up.

    `key` is what the keys of both buttons begin with.
    """
    with st.container(border=True):
        bar(job, reached, said)
        with st.container(horizontal=True):
            if job.stopping:
                st.caption("Stopping as soon as it can; what was found is kept.")
            elif stops:
                st.button("Stop and keep what was found", key=f"{key} stop", on_click=job.stop)
            _cancel(job, f"{key} cancel")


def bar(job: Job, reached: float, said: str) -> None:
    """Show how far some work is, in words and since when."""
    st.progress(reached, text=f"{escaped(said)} · {job.seconds:.0f} s")


def _cancel(job: Job, key: str) -> None:
    st.button("Cancel", key=key, on_click=job.cancel, icon=":material/close:")


def trouble(job: Job | None, cancelled: str) -> None:
    """Say what went wrong with some work, or that it was `cancelled`."""
    if job is not None and job.state == "failed":
        st.error(escaped(said_problems.placed(job.trouble)), icon=":material/error:")
    elif job is not None and job.state == "cancelled":
        st.caption(cancelled)
