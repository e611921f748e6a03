"""The name of a matrix and its shape on one line or two; where it leads somewhere, it can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_SMALL
from app.widgets.symbol_text import draw_symbols, symbols_width
from app.widgets.themed import ThemedWidget, elided

INDENT = 4.0
"""What is kept free at both sides."""


class Caption(ThemedWidget):
    """Shows the shape in symbols and numbers; where there is no room for both, the name is cut short.

    How many lines it takes is said by its owner, which asks how many it needs.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, size: int = SIZE_SMALL) -> None:
        super().__init__(parent)
        self._size = size
        self._name = self._shape = ""
        self._leads = False
        self._said = ("", "", False, "")
        self._under_pointer = False
        self._lines = 1
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

    def needed_lines(self, width: float) -> int:
        """Return whether name, symbols and numbers fit in one line of that width, or in two."""
        room = width - 2 * INDENT
        return 1 if not self._shape or self._beside() + self._width_of(_sizes(self._shape)) <= room else 2

    def set_lines(self, count: int) -> None:
        """Take so many lines."""
        if count != self._lines:
            self._lines = count
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for its lines."""
        return QSize(40, round(QFontMetricsF(self._font(self._size)).height() * (0.1 + 1.25 * self._lines)))

    def minimumSizeHint(self) -> QSize:
        """Return the room for its lines."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name, then what there is room for of the shape."""
        painter = QPainter(self)
        look = self._name, self._shape, self._size, self._underlined, self._lines
        self._draw_kept(painter, look, self._paint)
        painter.end()

    @property
    def _underlined(self) -> bool:
        return self._leads and (self._under_pointer or self.hasFocus())

    def shown(self) -> tuple[str, str]:
        """Return the name and the shape as they are painted in the present width."""
        room = self.width() - 2 * INDENT
        if self._lines > 1 and self.needed_lines(self.width()) > 1:
            return self._cut(room), fitting_shape(self._font(numeric=True), self._shape, room)
        least = self._width_of(_sizes(self._shape)) + self._gap() if self._shape else 0.0
        name = self._cut(max(room - least, self._gap() * 4))
        rest = room - symbols_width(self._font(self._size), name) - self._gap()
        return name, fitting_shape(self._font(numeric=True), self._shape, rest)

    def _paint(self, painter: QPainter) -> None:
        font = QFont(self._font(self._size))
        font.setUnderline(self._underlined)
        room = QRectF(self.rect()).adjusted(INDENT, 0, -INDENT, 0)
        wrapped = self._lines > 1 and self.needed_lines(self.width()) > 1
        if self._lines > 1:
            room.setHeight(room.height() / 2)
        name, shape = self.shown()
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        draw_symbols(painter, room, name, at_left=True)
        if wrapped:
            room.translate(0, room.height())
        else:
            room.setLeft(room.left() + symbols_width(font, name) + self._gap())
        painter.setFont(self._font(numeric=True))
        painter.setPen(QColor(self._theme.text_quiet))
        draw_symbols(painter, room, shape, at_left=True)
        self._draw_focus(painter)

    def _cut(self, room: float) -> str:
        font = self._font(self._size)
        fits = symbols_width(font, self._name) <= room
        return self._name if fits else elided(QFontMetricsF(font), self._name, room)

    def _beside(self) -> float:
        """Return where the shape begins beside the whole name."""
        return symbols_width(self._font(self._size), self._name) + self._gap()

    def _width_of(self, shape: str) -> float:
        return symbols_width(self._font(numeric=True), shape)

    def _gap(self) -> float:
        return QFontMetricsF(self._font(self._size)).height() * 0.6

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
    """Return as much of "n × d = 9 × 256 · head 1 of 8" as fits, if need be set closer, or the numbers alone."""
    sizes = _sizes(shape)
    ways = (shape, sizes, sizes.replace(" ", ""), sizes.split(" = ")[-1])
    return next((text for text in ways if symbols_width(font, text) <= room), "")


def _sizes(shape: str) -> str:
    """Return the shape in symbols and numbers, without the head."""
    return shape.split(" · ")[0]
