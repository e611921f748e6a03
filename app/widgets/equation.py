"""Matrices as an equation: operands at the left, signs between them, the result as large as the room allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.theme import SIZE_TITLE, Theme
from app.widgets.caption import Caption
from app.widgets.heatmap import HeatMap
from app.widgets.themed import ThemedWidget

MOST_OPERANDS = 4
OUTPUT = -1
"""The number of the result among the panels."""
NARROW, LOW = 112.0, 64.0
RESULT_SHARE = 1.6
"""How much wider the result is than an operand."""


class MatrixPanel(QWidget):
    """A caption and the matrix below it, or what stands in place of the matrix."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = Caption(self)
        self.map = HeatMap(self)
        self._instead: QWidget | None = None

    def put_instead(self, widget: QWidget) -> None:
        """Have another widget at hand that can take the place of the matrix."""
        self._instead = widget
        widget.setParent(self)
        widget.hide()

    def show_instead(self, shown: bool) -> None:
        """Show the other widget, or the matrix; what comes takes the keyboard over from what goes."""
        if self._instead is None:
            return
        comes, goes = (self._instead, self.map) if shown else (self.map, self._instead)
        had_keyboard = goes.hasFocus()
        comes.show()
        if had_keyboard:
            comes.setFocus()
        goes.hide()

    def take_keyboard(self) -> None:
        """Give the keyboard to what is shown."""
        self.map.setFocus() if self._instead is None or self._instead.isHidden() else self._instead.setFocus()

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self.caption.set_theme(theme, scale)
        self.map.set_theme(theme, scale)

    def set_caption_lines(self, count: int) -> None:
        """Give the caption so many lines."""
        self.caption.set_lines(count)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out in the new room."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the caption on top and give the rest to the matrix."""
        height = self.caption.sizeHint().height()
        self.caption.setGeometry(0, 0, self.width(), height)
        for widget in (self.map, self._instead):
            if widget is not None:
                widget.setGeometry(0, height, self.width(), max(0, self.height() - height))


@dataclass(frozen=True)
class Slot:
    """How much room a matrix needs: a ``narrow`` one is a column of numbers, a ``low`` one a row; a ``wide`` one
    is a table of words.
    """

    narrow: bool = False
    low: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Plan:
    """What stands where: columns of operands, signs between them, a word over a sign before the result."""

    columns: tuple[tuple[Slot, ...], ...] = ()
    signs: tuple[str, ...] = ()
    result: tuple[str, str] = ("", "")
    output: Slot = Slot()


class Equation(ThemedWidget):
    """Lays out its panels and paints the signs. Panels are reused from one equation to the next.

    Signals tell the number of the panel first: operands from 0, the result as ``OUTPUT``.
    """

    cell_selected = Signal(int, int, int)
    previewed = Signal(int, bool)
    caption_clicked = Signal(int)
    menu_requested = Signal(int, QPoint)
    cover_pressed = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = Plan()
        self._signs: list[tuple[QRectF, str, str]] = []
        self.panels = [MatrixPanel(self) for _ in range(MOST_OPERANDS)]
        self.output = MatrixPanel(self)
        for panel in self.panels:
            panel.hide()
        for number, panel in (*enumerate(self.panels), (OUTPUT, self.output)):
            self._connect(number, panel)

    def panel(self, number: int) -> MatrixPanel:
        """Return the panel of that number."""
        return self.output if number == OUTPUT else self.panels[number]

    def _connect(self, number: int, panel: MatrixPanel) -> None:
        heat = panel.map
        heat.cell_selected.connect(lambda row, column: self.cell_selected.emit(number, row, column))
        heat.cell_previewed.connect(lambda row, _column: self.previewed.emit(number, row >= 0))
        heat.focused.connect(lambda: self.previewed.emit(number, True))
        heat.cover_pressed.connect(self.cover_pressed)
        heat.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heat.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(number, heat.mapToGlobal(place))
        )
        panel.caption.clicked.connect(lambda: self.caption_clicked.emit(number))

    def set_plan(self, plan: Plan) -> None:
        """Lay the panels out anew, the first ones as operands in their order."""
        if plan != self._plan:
            self._plan = plan
            count = sum(map(len, plan.columns))
            for at, panel in enumerate(self.panels):
                if at >= count and panel.isAncestorOf(QApplication.focusWidget() or self):
                    self.output.take_keyboard()  # or Qt would hand it to whatever follows in the order of Tab
                panel.setVisible(at < count)
            self._place()
            self.update()

    def fit_captions(self) -> None:
        """Give the captions two lines where any of them needs these, so that the matrices begin side by side.

        Low matrices, which stand by themselves, keep one.
        """
        slots = [*(slot for column in self._plan.columns for slot in column), self._plan.output]
        panels = [*self.panels[: len(slots) - 1], self.output]
        needed = [
            1 if slot.low else panel.caption.needed_lines(panel.width())
            for slot, panel in zip(slots, panels, strict=False)
        ]
        before = [panel.map.geometry() for panel in panels]
        for slot, panel in zip(slots, panels, strict=False):
            panel.set_caption_lines(1 if slot.low else max(needed))
        if before != [panel.map.geometry() for panel in panels]:
            self.moved.emit()

    def set_marked(self, marked: bool) -> None:
        """Have all matrices paint what is selected and lit, or leave it away while something moves over them."""
        for panel in (*self.panels, self.output):
            panel.map.set_marked(marked)

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        super().set_theme(theme, scale)
        for panel in (*self.panels, self.output):
            panel.set_theme(theme, scale)
        self._place()
        self.fit_captions()

    def minimumSizeHint(self) -> QSize:
        """Stay high enough for a few rows."""
        return QSize(400, 140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out in the new room."""
        self._place()
        self.fit_captions()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the signs, each word above its sign."""
        painter = QPainter(self)
        for room, word, sign in self._signs:
            painter.setPen(QColor(self._theme.text))
            painter.setFont(self._font(SIZE_TITLE))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, sign)
            painter.setFont(self._font())
            above = room.translated(0, -QFontMetricsF(self._font(SIZE_TITLE)).height())
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, word)
        painter.end()

    def _place(self) -> None:
        plan = self._plan
        widths = self._widths()
        panels = iter(self.panels)
        left, self._signs = 0.0, []
        for at, column in enumerate(plan.columns):
            self._place_column(column, [next(panels) for _ in column], left, widths[at])
            word, sign = ("", plan.signs[at]) if at < len(plan.signs) else plan.result
            gap = self._sign_width(word, sign)
            self._signs.append((QRectF(left + widths[at], 0, gap, self.height()), word, sign))
            left += widths[at] + gap
        self.output.setGeometry(QRectF(left, 0, self.width() - left, self.height()).toRect())
        self.moved.emit()

    def _place_column(
        self, column: Sequence[Slot], panels: Sequence[MatrixPanel], left: float, width: float
    ) -> None:
        all_low = all(slot.low for slot in column)
        low = min(self._px(LOW) * (1.6 if all_low else 1), self.height() / len(column))
        rest = self.height() - low * sum(slot.low for slot in column)
        top = 0.0
        for slot, panel in zip(column, panels, strict=True):
            height = low if slot.low else rest / max(1, sum(not other.low for other in column))
            # Edges are rounded, not heights, so that panels neither overlap nor stand out at the foot.
            panel.setGeometry(
                QRect(
                    QPoint(round(left), round(top)),
                    QPoint(round(left + width), round(top + height)) - QPoint(1, 1),
                )
            )
            top += height

    def _widths(self) -> list[float]:
        """Return the widths of the columns: narrow ones get what they need, the rest is shared with the result."""
        plan, narrow = self._plan, self._px(NARROW)
        slim = [all(slot.narrow for slot in column) for column in plan.columns]
        words = [("", sign) for sign in plan.signs[: max(0, len(plan.columns) - 1)]]
        signs = sum(self._sign_width(*pair) for pair in ([*words, plan.result] if plan.columns else []))
        room = self.width() - signs - narrow * sum(slim)
        share = 0.6 if plan.output.narrow else max(RESULT_SHARE, 0.9 * slim.count(False))
        share *= 1.8 if plan.output.wide else 1
        wide = room / (slim.count(False) + share)
        return [narrow if is_slim else wide for is_slim in slim]

    def _sign_width(self, word: str, sign: str) -> float:
        if not word and not sign:
            return self._px(12)
        small, large = QFontMetricsF(self._font()), QFontMetricsF(self._font(SIZE_TITLE))
        return max(small.horizontalAdvance(word), large.horizontalAdvance(sign)) + self._px(12)

    def _appearance_changed(self) -> None:
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew where the type has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()
            self.fit_captions()
