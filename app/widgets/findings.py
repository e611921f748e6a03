"""A list of things that were found: what each is called, and quietly at its right what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.fonts import sized_font
from app.theme import LIGHT, RADIUS, SIZE_BODY, SIZE_SMALL, SPACE_2, SPACE_3, Theme
from app.widgets.themed import elided

ROWS = 8
ROW_HEIGHT = 32
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Finding:
    """One thing to find: how it is shown, and all the names that it goes by."""

    title: str
    note: str = ""
    names: tuple[str, ...] = ()


class FindingList(QListView):
    """Shows some findings, one of them chosen. It leaves the keyboard to the line that is typed into."""

    taken = Signal(int)  # the row that was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._look = _Rows(self), _Look(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.taken.emit(index.row()))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, the first one chosen."""
        self._rows.show(findings)
        self.choose(0)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is shown."""
        return self._rows.findings

    def chosen(self) -> int:
        """Return the row chosen; -1 where there is none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a row, the nearest one there is."""
        count = len(self._rows.findings)
        if count:
            self.setCurrentIndex(self._rows.index(min(max(row, 0), count - 1)))

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self._look.theme, self._look.scale = theme, scale
        self.setFixedHeight(ROWS * self._look.height())
        self.doItemsLayout()


class _Rows(QAbstractListModel):
    """The findings shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        self.beginResetModel()
        self.findings = tuple(findings)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        # What a screen reader reads; the eye sees what the delegate draws.
        return self.findings[index.row()].title if role == Qt.ItemDataRole.DisplayRole else None


class _Look(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view
        self.theme, self.scale = LIGHT, 1.0

    def height(self) -> int:
        return round(ROW_HEIGHT * self.scale)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding = self._view.findings()[index.row()]
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(box.adjusted(SPACE_2, 1, -SPACE_2, -1), RADIUS, RADIUS)
        text, quiet = ("accent_text", "accent_text") if chosen else ("text", "text_quiet")
        room = box.adjusted(SPACE_2 + SPACE_3, 0, -SPACE_2 - SPACE_3, 0)
        room.setRight(room.right() - self._draw_note(painter, room, finding.note, quiet))
        font = sized_font(SIZE_BODY, self.scale)
        painter.setFont(font)
        painter.setPen(QColor(getattr(self.theme, text)))
        title = elided(QFontMetricsF(font), finding.title, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def _draw_note(self, painter: QPainter, room: QRect, note: str, colour: str) -> int:
        """Draw the note at the right and return the room that it takes."""
        if not note:
            return 0
        painter.setFont(sized_font(SIZE_SMALL, self.scale))
        painter.setPen(QColor(getattr(self.theme, colour)))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        return painter.fontMetrics().horizontalAdvance(note) + SPACE_3
