"""Lines of arithmetic: a label, numbers of which some lead on, what the line adds and the sum so far."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.term_layout import MEASURED, Line, TermLayout
from app.widgets.themed import ThemedWidget, elided, legible

_LOOKS = count()
"""What is painted is kept under a number: under the lines themselves, traces long gone would be kept as well."""


class TermList(ThemedWidget):
    """As high as its lines, of which only those in view are ever made: it is meant to stand where it can scroll.

    Up and Down go from line to line, Left and Right among the numbers of one, Enter presses.
    """

    pressed = Signal(object)  # the target of a piece
    current_moved = Signal(QRect)  # where the line with the keyboard is now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._signed = False
        self._current = (0, 0)
        self._hovered: tuple[int, int] | None = None
        self._layout = TermLayout(QFontMetricsF(self._font(numeric=True)), (), 0.0)
        self._look = next(_LOOKS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[Line], *, signed: bool = False, keep_place: bool = False) -> None:
        """Show these lines; where ``signed``, bars of negative lines run to the left of a middle."""
        self._lines, self._signed = lines, signed
        self._hovered = None
        self._appearance_changed()
        if not keep_place:
            self._current = self._first_target()
        self._say_current()
        self.updateGeometry()
        self.update()

    def lines(self) -> Sequence[Line]:
        """Return the lines shown."""
        return self._lines

    def current(self) -> Line | None:
        """Return the line that the keyboard is at."""
        row = self._current[0]
        return self._layout.line(row) if row < len(self._lines) else None

    def line_rect(self, row: int) -> QRect:
        """Return where a line stands."""
        return self._layout.box(row).toAlignedRect()

    def piece_rect(self, row: int, piece: int) -> QRectF:
        """Return where a piece of a line stands."""
        return self._layout.place(row).pieces[piece]

    def sizeHint(self) -> QSize:
        """Return the height of all lines."""
        return QSize(300, round(self._layout.height))

    def minimumSizeHint(self) -> QSize:
        """Never widen the panel: lines fold where there is no room."""
        return QSize(0, self.sizeHint().height())

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in view."""
        if not self._lines:
            return
        painter, seen = QPainter(self), event.rect()
        state = self._look, self._signed, self._current, self._hovered
        self._draw_kept(painter, state, lambda painter: self._paint(painter, seen), seen)
        painter.end()

    def _paint(self, painter: QPainter, seen: QRect) -> None:
        first, last = (self._layout.row_at(y) for y in (seen.top(), seen.bottom()))
        for row in range(first, last + 1):
            self._paint_line(painter, row, self._layout.line(row))

    def _paint_line(self, painter: QPainter, row: int, line: Line) -> None:
        place, total = self._layout.place(row), line.role == "total"
        plain, quiet = QColor(self._theme.text), QColor(self._theme.text_quiet)
        if total:
            top = self._layout.top(row)
            painter.fillRect(QRectF(0, top, self.width(), 1), QColor(self._theme.border))
        self._paint_bar(painter, place.bar, line.share)
        painter.setFont(self._font(numeric=True))
        painter.setPen(quiet)
        self._write(painter, place.label, line.label)
        painter.setPen(quiet if line.role in ("title", "fold") else plain)
        self._paint_pieces(painter, row, line, place.pieces)
        painter.setFont(self._font(numeric=True, bold=total))
        self._write(painter, place.value, line.value, Qt.AlignmentFlag.AlignRight)
        painter.setPen(plain if total else quiet)
        self._write(painter, place.running, line.running, Qt.AlignmentFlag.AlignRight)

    def _paint_pieces(self, painter: QPainter, row: int, line: Line, rects: list[QRectF]) -> None:
        for at, (piece, rect) in enumerate(zip(line.pieces, rects, strict=True)):
            if piece.target is not None:
                if self._hovered == (row, at):
                    painter.fillRect(rect.adjusted(-2, 0, 2, 0), QColor(self._theme.raised))
                rule = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 1)
                painter.fillRect(rule, QColor(self._theme.text_quiet))
            self._write(painter, rect, piece.text)
            if self._current == (row, at) and piece.target is not None:
                self._draw_focus(painter, rect.adjusted(-3, -1, 3, 1))
        if not line.targets and self._current[0] == row:
            self._draw_focus(painter, self._layout.box(row))

    def _paint_bar(self, painter: QPainter, track: QRectF, share: float) -> None:
        if not share:
            return
        start = track.center().x() if self._signed else track.left()
        room = track.width() / 2 if self._signed else track.width()
        length = max(-1.0, min(1.0, share)) * room
        hue = self._theme.diverging[-2] if length > 0 else self._theme.diverging[1]
        bar = QRectF(min(start, start + length), track.top(), max(abs(length), 1.0), track.height())
        painter.fillRect(bar, QColor(hue))
        if self._signed:
            middle = QRectF(start - 0.5, track.top() - 2, 1, track.height() + 3)
            painter.fillRect(middle, QColor(self._theme.hatch))

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        if text:
            written = legible(self._layout.metrics, text)
            shown = elided(QFontMetricsF(painter.font()), written, rect.width() + 4)
            flags = (
                side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
            )
            painter.drawText(rect, flags, shown)

    def _appearance_changed(self) -> None:
        metrics = QFontMetricsF(self._font(numeric=True))
        self._layout = TermLayout(metrics, self._lines, self.width())
        self._look = next(_LOOKS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold lines where the width is too small."""
        if event.oldSize().width() == event.size().width():
            return
        before = self._layout.height
        self._appearance_changed()
        if self._layout.height != before:
            self.updateGeometry()

    # Keys and pointer.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among lines and numbers; press with Enter."""
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in rows:
            self._go_to_row(self._current[0] + rows[key])
        elif plain and key in sides:
            self._go_aside(sides[key])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_row(0 if key == Qt.Key.Key_Home else len(self._lines) - 1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(*self._current)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which number can be pressed."""
        at = self._target_at(event.position())
        if at != self._hovered:
            self._hovered = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget where the pointer was."""
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a number."""
        at = self._target_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if at is not None:
            self._current = at
            self._press(*at)

    def _target_at(self, place: QPointF) -> tuple[int, int] | None:
        if not self._lines or not 0 <= place.y() < self._layout.height:
            return None
        row = self._layout.row_at(place.y())
        line = self._layout.line(row)
        rects = [rect.adjusted(-3, -2, 3, 3) for rect in self._layout.place(row).pieces]
        pressable = (at for at, piece in enumerate(line.pieces) if piece.target is not None)
        return next(((row, at) for at in pressable if rects[at].contains(place)), None)

    def _press(self, row: int, piece: int) -> None:
        pieces = self._layout.line(row).pieces[piece : piece + 1] if row < len(self._lines) else ()
        if pieces and pieces[0].target is not None:
            self.pressed.emit(pieces[0].target)

    def _go_to_row(self, row: int) -> None:
        row = min(max(row, 0), max(len(self._lines) - 1, 0))
        if self._lines:
            targets = self._layout.line(row).targets
            self._current = (row, targets[0] if targets else 0)
            self._say_current()
            self.current_moved.emit(self.line_rect(row))
            self.update()

    def _go_aside(self, way: int) -> None:
        row, piece = self._current
        targets = self._layout.line(row).targets if row < len(self._lines) else []
        further = [at for at in targets if (at - piece) * way > 0]
        if further:
            self._current = (row, further[0] if way > 0 else further[-1])
            self.update()

    def _first_target(self) -> tuple[int, int]:
        """The first number that leads on; opening a list is no step on the way."""
        rows = range(min(len(self._lines), MEASURED))
        found = ((row, self._layout.line(row)) for row in rows)
        return next(
            ((row, line.targets[0]) for row, line in found if line.targets and line.role != "fold"), (0, 0)
        )

    def _say_current(self) -> None:
        line = self.current()
        self.setAccessibleDescription(line.text if line else "")
