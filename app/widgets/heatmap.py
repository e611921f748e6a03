"""One labelled matrix that is read with the pointer and the keys: cells are previewed, selected, looked at closer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.widgets.keyboard import arrow
from app.widgets.labelled_matrix import LabelledMatrix
from app.widgets.number_text import significant
from app.widgets.scale import Scale

__all__ = ["HeatMap", "Scale"]

_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class HeatMap(LabelledMatrix):
    """Shows a matrix. The selection is given from outside; clicks and keys only say what is wished."""

    cell_selected = Signal(int, int)
    cell_previewed = Signal(int, int)
    cover_pressed = Signal()
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection or look closer; every other key is left to the window."""
        if not event.modifiers() & ~_PLAIN and Qt.Key(event.key()) in _ZOOMS:
            self.zoom(_ZOOMS[Qt.Key(event.key())])
            return
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if target != (self._row, self._column):
            self.set_selection(*target)
            self.cell_selected.emit(*target)

    def _target(self, event: QKeyEvent) -> tuple[int, int] | None:
        if self._content is None or self._content.values.size == 0:
            return None
        rows, columns = self._content.values.shape
        row, column = self._row or 0, self._column or 0
        key = Qt.Key(event.key())
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Home:
            return (0 if whole else row), 0
        if key == Qt.Key.Key_End:
            return (rows - 1 if whole else row), columns - 1
        way = arrow(event)
        if way is None or self._row is None or self._column is None:
            return None if way is None else (row, column)
        return min(max(row + way[0], 0), rows - 1), min(max(column + way[1], 0), columns - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the cell under the pointer, or ask for what is covered there."""
        place = self._cell_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or place is None or self._content is None:
            return
        if self._content.is_covered(*place):
            self.cover_pressed.emit()
        else:
            self.set_selection(*place)
            self.cell_selected.emit(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview the cell under the pointer."""
        self._set_preview(self._cell_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl look closer at the cell under the pointer; zoomed in, the wheel moves what is in view."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if turn.y() > 0 else -1, self._cell_at(event.position()))
        elif self._window.is_whole:
            event.ignore()
        else:
            down, right = -turn.y() // 120, -turn.x() // 120
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if sideways or self._window.rows == self._window.shape[0]:
                down, right = 0, right + down * max(1, self._window.columns // 8)
            self._look_at(self._window.scrolled(down, right))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """End the preview."""
        self._set_preview(None)
        super().leaveEvent(event)

    def _set_preview(self, place: tuple[int, int] | None) -> None:
        if place != self._preview:
            self._preview = place
            self.cell_previewed.emit(*(place if place is not None else (-1, -1)))
            self.update()

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        layout = self._laid_out()
        found = layout.cell_at(place) if layout is not None else None
        return found and (found[0] + self._window.first_row, found[1] + self._window.first_column)

    def _retranslate(self) -> None:
        rows, columns = self._content.values.shape if self._content is not None else (0, 0)
        self.setAccessibleName(
            self.tr("Matrix of {rows} rows and {columns} columns").format(rows=rows, columns=columns)
        )
        self._describe()

    def _describe(self) -> None:
        if self._content is None or self._row is None or self._column is None:
            self.setAccessibleDescription(self.tr("No cell is selected. Arrow keys select one."))
            return
        labels, place = self._content.labels, (self._row, self._column)
        value = significant(float(self._content.values[place]))
        self.setAccessibleDescription(
            self.tr("Row {row}, column {column}: {value}").format(
                row=labels.rows[self._row],
                column=labels.columns[self._column],
                value=self.tr("covered") if self._content.is_covered(*place) else value,
            )
        )
