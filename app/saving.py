"""Ask where to, and write what is on screen: the figure of a view, or the trace."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.export import FORMATS, write_picture
from app.problems import sentence
from core.problems import ProblemError
from core.trace import Trace
from core.trace_file import write_trace


def save_figure(window: QWidget, view: QWidget) -> str:
    """Write the view as a picture; returns what is to be said about it, nothing when nothing was written."""
    title = QCoreApplication.translate("Saving", "Save figure")
    patterns = ";;".join(f"{name.upper()} (*.{name})" for name in FORMATS)
    name, _ = QFileDialog.getSaveFileName(window, title, "figure.png", patterns)
    if not name:
        return ""
    try:
        write_picture(view, Path(name))
    except ProblemError as error:
        return sentence(error.problem)
    return _written(name)


def save_trace(window: QWidget, trace: Trace) -> str:
    """Write the trace as .npz; returns what is to be said about it, nothing when nothing was written."""
    title = QCoreApplication.translate("Saving", "Save trace")
    name, _ = QFileDialog.getSaveFileName(window, title, "trace.npz", "NumPy (*.npz)")
    if not name:
        return ""
    try:
        write_trace(trace, Path(name))
    except ProblemError as error:
        return sentence(error.problem)
    return _written(name)


def _written(name: str) -> str:
    return QCoreApplication.translate("Saving", "Written: {file}").format(file=name)
