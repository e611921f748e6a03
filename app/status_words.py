"""The sentence at the foot of the window, made from what the session knows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.problems import sentence
from app.session import Session
from core.request import HandSized, Sentence
from core.trace import Trace

SEPARATOR = " · "
LONGEST = 40


def status_text(session: Session) -> str:
    """Which sentence is on screen where it is a former one; else how it was computed, and what to know of it."""
    trace = session.trace
    if trace is None:
        return ""
    if session.stale:
        text = QCoreApplication.translate("Status", "Still on screen: the former result for “{text}”")
        return text.format(text=_shortened(_input(trace)))
    steps = QCoreApplication.translate("Status", "{count} steps").format(count=len(trace.steps))
    notes = [sentence(note) for note in trace.notes]
    return SEPARATOR.join([steps, _time(session.seconds), *notes])


def _time(seconds: float | None) -> str:
    if seconds is None:
        return QCoreApplication.translate("Status", "computed before")
    return QCoreApplication.translate("Status", "computed in {time} ms").format(time=round(seconds * 1000))


def _input(trace: Trace) -> str:
    inputs = trace.request.inputs
    return inputs.text if isinstance(inputs, Sentence | HandSized) else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
