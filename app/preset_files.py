"""Ask for a file, and write or read what stands on the board."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.problems import sentence
from app.saving import save
from core import presets
from core.problems import ProblemError
from core.request import TraceRequest

PATTERN = "JSON (*.json)"


def save_board(parent: QWidget, request: TraceRequest) -> str:
    """Write the request where the user says; what is to be said about it, nothing when nothing was written."""
    title = QCoreApplication.translate("Saving", "Save the board")
    return save(parent, (title, "board.json", PATTERN), lambda path: presets.save(path, request))


def load_board(parent: QWidget) -> TraceRequest | str:
    """The request of a file that the user chooses; else what is to be said, nothing when none was chosen."""
    title = QCoreApplication.translate("Saving", "Load a board")
    name, _ = QFileDialog.getOpenFileName(parent, title, "", PATTERN)
    if not name:
        return ""
    try:
        return presets.load(Path(name)).request
    except ProblemError as error:
        return sentence(error.problem)
