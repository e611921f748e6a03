"""A table of figures: a row for each token, a column for each quantity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.fonts import numeric_font, sized_font
from app.theme import SIZE_SMALL, Theme
from app.widgets.figure_table import Index, RowTable
from app.widgets.number_text import significant
from app.widgets.scale import Numbers

LEAST_CHARACTERS, MOST_CHARACTERS = 7, 9
"""A number longer than that has more zeros than figures, and fewer of these are enough at a glance."""
CELL_MARGINS = 12
"""What a cell keeps free at its two sides."""
WIDEST, WIDEST_OF_MANY = 120, 170
"""A column is not wider than that, or its numbers would stand far from the labels of their rows, or from others."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberTable(RowTable):
    """Makes the texts of its numbers itself, as short as they have to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._figures = _Figures()
        super().__init__(self._figures, parent)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(_RIGHT)
        self.verticalHeader().setDefaultAlignment(_RIGHT)
        self._set_sizes(1.0)

    def set_rows(self, values: Numbers, *, row_labels: Sequence[str], column_titles: Sequence[str]) -> None:
        """Show `values` [rows, columns]. The selection stays where there is still a row."""
        selected = self.selection()
        with self._silence():
            self._figures.replace(
                np.array(values, dtype=np.float64, ndmin=2), tuple(row_labels), tuple(column_titles)
            )
        # The header of the rows keeps the width of its former labels unless it is told that they are others.
        self._figures.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, len(row_labels) - 1))
        self.updateGeometries()
        self._fit_columns()
        self.set_selection(selected)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use a text size factor of `scale`; the colours come with the application's style sheet."""
        self._set_sizes(scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Share the width among the columns, none of them wider than a number needs beside its label."""
        header = self.horizontalHeader()
        share = self.viewport().width() // max(1, header.count())
        widest = round((WIDEST if header.count() < 3 else WIDEST_OF_MANY) * self._scale)
        for at in range(header.count()):
            header.resizeSection(at, min(share, max(widest, header.sectionSizeHint(at))))
        self._fit_texts()

    def _fit_texts(self) -> None:
        """Have numbers written so short that the narrowest column shows them whole."""
        header, figure = self.horizontalHeader(), QFontMetricsF(self._figures.font).horizontalAdvance("0")
        widths = [header.sectionSize(at) for at in range(header.count())]
        room = int((min(widths, default=0) - CELL_MARGINS) / figure)
        self._figures.most = max(LEAST_CHARACTERS, min(MOST_CHARACTERS, room))

    def _set_sizes(self, scale: float) -> None:
        self._scale = scale
        self._figures.font = numeric_font(SIZE_SMALL, scale)
        self._figures.label_font = sized_font(SIZE_SMALL, scale)
        self._fit_texts()
        height = round(QFontMetricsF(self._figures.font).height() * 1.4)
        self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()


class _Figures(QAbstractTableModel):
    """The numbers behind the table; texts are made only for the rows in view."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Numbers = np.zeros((0, 0))
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self.font = QFont()
        self.label_font = QFont()
        self.most = MOST_CHARACTERS

    def replace(self, values: Numbers, rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
        self.beginResetModel()
        self._values, self._rows, self._columns = values, rows, columns
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else int(self._values.shape[1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            value = float(self._values[index.row(), index.column()])
            return self._fitting(value) if role == Qt.ItemDataRole.DisplayRole else significant(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        return self.font if role == Qt.ItemDataRole.FontRole else None

    def _fitting(self, value: float) -> str:
        """The number with as many figures as there is room for, at least two."""
        texts = [significant(value, digits) for digits in (4, 3, 2)]
        return next((text for text in texts if len(text) <= self.most), texts[-1])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        titles = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section] if section < len(titles) else ""
        return self.label_font if role == Qt.ItemDataRole.FontRole else None
