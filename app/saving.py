"""Ask where to, and write: the figure of a view, the trace on screen, or whatever else is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    return save(window, (title, "figure.png", patterns), lambda path: write_picture(view, path))


def save_trace(window: QWidget, trace: Trace) -> str:
    """Write the trace as .npz; returns what is to be said about it, nothing when nothing was written."""
    title = QCoreApplication.translate("Saving", "Save trace")
    return save(window, (title, "trace.npz", "NumPy (*.npz)"), lambda path: write_trace(trace, path))


def save(parent: QWidget, dialog: tuple[str, str, str], write: Callable[[Path], object]) -> str:
    """Ask for a file by title, usual name and pattern, and let ``write`` fill it; what is to be said about it.

    A name without its ending gets it; since the dialog has not asked about that file, it is not replaced. A
    ProblemError of ``write`` becomes its sentence; nothing is said when nothing was chosen.
    """
    name, _ = QFileDialog.getSaveFileName(parent, *dialog)
    if not name:
        return ""
    path = with_ending(Path(name), dialog[2])
    if path != Path(name) and path.exists():
        text = QCoreApplication.translate(
            "Saving", "Not written: there is {file} already. Choose it to replace it."
        )
        return text.format(file=path)
    try:
        write(path)
    except ProblemError as error:
        return sentence(error.problem)
    return QCoreApplication.translate("Saving", "Written: {file}").format(file=path)


def with_ending(path: Path, patterns: str) -> Path:
    """The path with the one ending that ``patterns`` such as "JSON (*.json)" allow, or the first of several."""
    endings = re.findall(r"\*(\.\w+)", patterns)
    fits = path.suffix.lower() in endings or (path.suffix and len(endings) > 1)
    return path if fits else path.with_name(path.name + endings[0])
