"""Ask for a file, and write the log of what was tried into it."""

from __future__ import annotations

import codecs
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.reading.trials import as_csv
from app.saving import save
from app.trials import Trials
from core.files import write_whole


def save_trials(parent: QWidget, trials: Trials) -> str:
    """Write CSV where the user says; what is to be said about it, nothing when nothing was written."""
    title = QCoreApplication.translate("Saving", "Export the log")
    return save(parent, (title, "log.csv", "CSV (*.csv)"), lambda path: write_trials(trials, path))


def write_trials(trials: Trials, path: Path) -> None:
    """CSV in UTF-8 with a byte order mark, by which spreadsheets tell it; ProblemError ``unwritable_file``."""
    content = codecs.BOM_UTF8 + as_csv(trials).encode("utf-8", errors="backslashreplace")
    write_whole(path, lambda file: file.write(content))
