"""The name of a matrix and its shape on one line; where it leads somewhere, it can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_SMALL
from app.widgets.symbol_text import draw_symbols, symbols_width
from app.widgets.themed import ThemedWidget, elided


class Caption(ThemedWidget):
    """Keeps the name as long as it can; the shape gives way first."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, size: int = SIZE_SMALL) -> None:
        super().__init__(parent)
        self._size = size
        self._name = self._shape = ""
        self._leads = False
        self._said = ("", "", False, "")
        self._under_pointer = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, name: str, shape: str, *, leads: bool, whole_name: str = "") -> None:
        """Show a name and a shape; ``leads`` where a click goes there; the whole name is told on demand."""
        if (name, shape, leads, whole_name) == self._said:
            return
        self._said = (name, shape, leads, whole_name)
        self._name, self._shape, self._leads = name, shape, leads
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        whole = ", ".join(filter(None, (whole_name or name, shape)))
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.update()

    def text(self) -> str:
        """Return the name."""
        return self._name

    def shape(self) -> str:
        """Return the shape."""
        return self._shape

    def sizeHint(self) -> QSize:
        """Return the room for one line."""
        return QSize(40, round(QFontMetricsF(self._font(self._size)).height() * 1.35))

    def minimumSizeHint(self) -> QSize:
        """Return the room for one line."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name, then what there is room for of the shape."""
        painter = QPainter(self)
        self._draw_kept(painter, (self._name, self._shape, self._size, self._underlined), self._paint)
        painter.end()

    @property
    def _underlined(self) -> bool:
        return self._leads and (self._under_pointer or self.hasFocus())

    def _paint(self, painter: QPainter) -> None:
        font = QFont(self._font(self._size))
        font.setUnderline(self._underlined)
        metrics = QFontMetricsF(font)
        room = QRectF(self.rect()).adjusted(4, 0, -4, 0)
        fits = symbols_width(font, self._name) <= room.width()
        name = self._name if fits else elided(metrics, self._name, room.width())
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        draw_symbols(painter, room, name, at_left=True)
        room.setLeft(room.left() + symbols_width(font, name) + metrics.height() * 0.6)
        if room.width() > metrics.height() * 2:
            painter.setFont(self._font(numeric=True))
            painter.setPen(QColor(self._theme.text_quiet))
            draw_symbols(
                painter, room, fitting_shape(painter.font(), self._shape, room.width()), at_left=True
            )
        self._draw_focus(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the caption leads."""
        if self._leads and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where the caption leads."""
        if self._leads and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        """Underline what can be clicked."""
        self._under_pointer = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        self._under_pointer = False
        self.update()


def fitting_shape(font: QFont, shape: str, room: float) -> str:
    """Return as much of "n × d = 9 × 256 · head 1 of 8" as fits: the numbers alone, or nothing, but no half."""
    sizes = shape.split(" · ")[0]
    ways = (shape, sizes, sizes.split(" = ")[-1])
    return next((text for text in ways if symbols_width(font, text) <= room), "")
