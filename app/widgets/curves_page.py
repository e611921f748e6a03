"""Chosen dimensions of the position vectors as curves over the positions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.theme import SPACE_2, Theme
from app.widgets.line_chart import Curve, LineChart

MOST = 8


class CurvesPage(QWidget):
    """A line to name dimensions in, and the chart of their curves."""

    dimensions_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = 0
        self._name, self.line, self._message = QLabel(), QLineEdit(), QLabel()
        self._message.setProperty("role", "problem")
        self.chart = LineChart()
        self._name.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        for part, stretch in ((self._name, 0), (self.line, 1), (self._message, 2)):
            row.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(row)
        column.addWidget(self.chart, 1)
        self.line.textEdited.connect(self.dimensions_chosen)

    def dimensions(self) -> tuple[int, ...]:
        """The dimensions that are named and exist."""
        chosen = dict.fromkeys(number for number in self._numbers() if number < self._width)
        return tuple(chosen)[:MOST]

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show the curves of ``dimensions``; without any, the former ones stay."""
        self._name.setText(self.tr("Dimensions"))
        self.line.setAccessibleName(self._name.text())
        told = self.tr("Name up to {count} dimensions from 0 to {last}.")
        good = curves and len(self.dimensions()) == len(self._numbers())
        self._message.setText("" if good else told.format(count=MOST, last=self._width - 1))
        if curves:
            self.chart.set_curves(curves, self.tr("position"), self.tr("value"))

    def set_width(self, width: int) -> None:
        """Offer so many dimensions; with another number than before, a few of them are named."""
        if width != self._width:
            self._width = width
            named = sorted({min(at, width - 1) for at in (0, 1, width // 8, width // 4, width // 2)})
            self.line.setText(", ".join(map(str, named)))

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours and the text size."""
        self.chart.set_theme(theme, scale)

    def _numbers(self) -> list[int]:
        return [int(found) for found in re.findall(r"\d{1,6}", self.line.text())]
