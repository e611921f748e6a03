"""The title of a group that folds, with a note behind it that stays where the title has to be cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.theme import SPACE_1


class FoldHeader(QToolButton):
    """Unfolded while it is checked. It never widens the panel that it stands in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._note = "", ""
        self.setProperty("role", "fold")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._show_arrow)
        self._show_arrow(False)

    def set_title(self, title: str, note: str = "") -> None:
        """Say these."""
        if (title, note) == (self._title, self._note):
            return
        self._title, self._note = title, note
        self.setAccessibleName(title + note)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for all of both."""
        return QSize(self._needed(self._title + self._note), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed(self._note), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        room = self.width() - self._needed(self._note)
        title = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.setText(title + self._note)

    def _needed(self, text: str) -> int:
        return self.iconSize().width() + self.fontMetrics().horizontalAdvance(text) + 3 * SPACE_1

    def _show_arrow(self, unfolded: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
