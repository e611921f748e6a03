"""Which heads are drawn: a toggle for each, with the line by which it is told from the others."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import RADIUS, head_pen
from app.widgets.themed import ThemedWidget

NARROWEST, WIDEST, HEIGHT, GAP = 32.0, 58.0, 34.0, 4.0
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class HeadToggles(ThemedWidget):
    """Clicks and keys say what is wished: arrows go from head to head, Space toggles, Shift shows one alone."""

    toggled = Signal(int)
    only_wished = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._current, self._cursor = 0, 0, 0
        self._shown: frozenset[int] = frozenset()
        self._silent: frozenset[int] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def set_heads(
        self, count: int, shown: Collection[int], current: int, silent: Collection[int] = ()
    ) -> None:
        """Offer so many heads; ``current`` is the selected one, ``silent`` are those whose output goes nowhere."""
        self._count, self._shown, self._silent = count, frozenset(shown), frozenset(silent)
        if current != self._current:
            self._current = self._cursor = current
        self._cursor = min(self._cursor, max(count - 1, 0))
        self._describe()
        self.updateGeometry()
        self._fit()
        self.update()

    def shown(self) -> frozenset[int]:
        """Return the heads that are on."""
        return self._shown

    def toggle_rect(self, head: int) -> QRectF:
        """Return where a head is painted."""
        columns, width = self._columns(), self._width()
        row, column = divmod(head, columns)
        height = self._px(HEIGHT)
        return QRectF(column * (width + GAP), row * (height + GAP), width, height)

    def sizeHint(self) -> QSize:
        """Ask for all heads in one row."""
        return QSize(round(self._count * (self._px(WIDEST) + GAP)), self._height())

    def minimumSizeHint(self) -> QSize:
        """Stay wide enough for a few heads."""
        return QSize(round(4 * (self._px(NARROWEST) + GAP)), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many rows as there must be."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the toggles."""
        painter = QPainter(self)
        key = self._count, self._shown, self._silent, self._current, self._cursor
        self._draw_kept(painter, key, self._paint)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from head to head, and toggle; every other key is left to the window."""
        key = Qt.Key(event.key())
        if key in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._count:
            self._cursor = (self._cursor + _MOVES[key]) % self._count
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._count:
            self._wish(self._cursor, event.modifiers())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Toggle the head under the pointer, or show it alone."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        rects = {head: self.toggle_rect(head) for head in range(self._count)}
        head = next((head for head, rect in rects.items() if rect.contains(event.position())), None)
        if head is not None:
            self._cursor = head
            self._wish(head, event.modifiers())

    def _wish(self, head: int, modifiers: Qt.KeyboardModifier) -> None:
        alone = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        (self.only_wished if alone else self.toggled).emit(head)

    def _columns(self) -> int:
        room = int((self.width() + GAP) // (self._px(NARROWEST) + GAP))
        return max(1, min(room, self._count))

    def _width(self) -> float:
        columns = self._columns()
        return min(self._px(WIDEST), (self.width() + GAP) / columns - GAP)

    def _height(self) -> int:
        rows = -(-self._count // self._columns()) if self._count else 1
        return round(rows * (self._px(HEIGHT) + GAP) - GAP)

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for head in range(self._count):
            self._paint_toggle(painter, self.toggle_rect(head), head)

    def _paint_toggle(self, painter: QPainter, rect: QRectF, head: int) -> None:
        on, theme = head in self._shown, self._theme
        box = rect.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(theme.text_quiet if on else theme.border), 1.5 if on else 1.0))
        painter.setBrush(QColor(theme.raised if on else theme.surface))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if head == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), self._px(2)))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        self._paint_sign(painter, box, head, on)
        if self.hasFocus() and head == self._cursor:
            self._draw_focus(painter, rect.adjusted(3, 3, -3, -3))

    def _paint_sign(self, painter: QPainter, box: QRectF, head: int, on: bool) -> None:
        """The number over the line; a head that is switched off is struck out."""
        painter.setFont(self._font(numeric=True, bold=on))
        painter.setPen(QColor(self._theme.text if on else self._theme.text_quiet))
        name = box.adjusted(0, 0, 0, -box.height() * 0.32)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, str(head + 1))
        painter.setPen(head_pen(self._theme, head, self._px(2.2 if on else 1.2)))
        y = box.bottom() - self._px(7)
        painter.drawLine(QPointF(box.left() + 4, y), QPointF(box.right() - 4, y))
        if head in self._silent:
            painter.setPen(QPen(QColor(self._theme.text), 1.5))
            painter.drawLine(box.topLeft() + QPointF(5, 5), box.bottomRight() - QPointF(5, 5))

    def _appearance_changed(self) -> None:
        self._fit()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Heads whose lines are drawn"))
        tip = self.tr(
            "Click: head on or off. Shift and click: this head alone. Arrow keys and Space do the same."
        )
        self.setToolTip(tip)
        self._describe()

    def _describe(self) -> None:
        states = {
            (True, False): self.tr("Head {n} is drawn"),
            (False, False): self.tr("Head {n} is not drawn"),
            (True, True): self.tr("Head {n} is drawn; its output goes nowhere"),
            (False, True): self.tr("Head {n} is not drawn; its output goes nowhere"),
        }
        state = states[self._cursor in self._shown, self._cursor in self._silent]
        self.setAccessibleDescription(state.format(n=self._cursor + 1))
