"""A text in a fixed number of lines, so that nothing around it moves when another one takes its place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ClippedLabel(QLabel):
    """What does not fit ends in an ellipsis and stands in full in the tool tip; ``text`` is always the whole."""

    def __init__(self, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: int) -> None:
        """Take so many lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def setText(self, text: str) -> None:
        """Say this."""
        super().setText(text)
        self.setToolTip(text)

    def shown_lines(self) -> list[str]:
        """The text as it is painted in the present width."""
        layout = self._layout(self.contentsRect().width())
        shown = []
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            cut = at == self._lines - 1 and layout.lineCount() > self._lines
            rest = self.text()[line.textStart() :]
            shown.append(self._elided(rest) if cut else rest[: line.textLength()].rstrip())
        return shown[: self._lines]

    def needed(self) -> int:
        """The width that the whole text takes in one line."""
        margins = self.contentsMargins()
        return self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 2

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        height = self._lines * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom()
        return QSize(self.needed() if self._lines == 1 else 0, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, metrics, room = QPainter(self), self.fontMetrics(), QRectF(self.contentsRect())
        painter.setPen(self.palette().color(self.foregroundRole()))
        for at, line in enumerate(self.shown_lines()):
            painter.drawText(room.topLeft() + QPointF(0, metrics.ascent() + at * metrics.lineSpacing()), line)
        painter.end()

    def _elided(self, text: str) -> str:
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
        layout.endLayout()
        return layout
