"""Ask for a file, and write the log of what was tried into it."""

from __future__ import annotations

import codecs
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.problems import sentence
from app.reading.trials import as_csv
from app.trials import Trials
from core.files import write_whole
from core.problems import ProblemError


def save_trials(parent: QWidget, trials: Trials) -> str:
    """Write CSV where the user says; what is to be said about it, nothing when nothing was written."""
    title = QCoreApplication.translate("Saving", "Export the log")
    name, _ = QFileDialog.getSaveFileName(parent, title, "log.csv", "CSV (*.csv)")
    if not name:
        return ""
    try:
        write_trials(trials, Path(name))
    except ProblemError as error:
        return sentence(error.problem)
    return QCoreApplication.translate("Saving", "Written: {file}").format(file=name)


def write_trials(trials: Trials, path: Path) -> None:
    """CSV in UTF-8 with a byte order mark, by which spreadsheets tell it; ProblemError ``unwritable_file``."""
    content = codecs.BOM_UTF8 + as_csv(trials).encode("utf-8", errors="backslashreplace")
    write_whole(path, lambda file: file.write(content))
