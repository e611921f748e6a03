"""Find anything by its name: a line to type in over the stage, and below it what fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.matching import ranked
from app.theme import RADIUS, SPACE_2, SPACE_4, Theme
from app.widgets.findings import ROWS, Finding, FindingList

WIDTH = 640
TOP = 96
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -ROWS,
    Qt.Key.Key_PageDown: ROWS,
}


class CommandPalette(QFrame):
    """Stands in the window, not over it: it takes the keyboard while it is open and gives it back."""

    chosen = Signal(int)  # the number of the finding among those it was opened with

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.line = _Line()
        self.list = FindingList()
        self.nothing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("role", "quiet")
        self._findings: tuple[Finding, ...] = ()
        self._shown: list[int] = []
        self._keyboard: QWidget | None = None
        self.setObjectName("palette")
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_2, 0, SPACE_2)
        column.setSpacing(SPACE_2)
        row = QVBoxLayout()
        row.setContentsMargins(SPACE_2, 0, SPACE_2, 0)
        row.addWidget(self.line)
        column.addLayout(row)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self._connect(window)
        self.retranslate()
        self.hide()

    def open(self, findings: Sequence[Finding]) -> None:
        """Offer these, and take the keyboard."""
        self._keyboard = QApplication.focusWidget()
        self._findings = tuple(findings)
        self.line.clear()
        self._on_typed("")
        self.show()
        self._place()  # only now that its parts know the size of their text
        self.raise_()
        self.line.setFocus()

    def dismiss(self) -> None:
        """Close, and give the keyboard back to where it was."""
        had_keyboard = self.line.hasFocus()
        self.hide()
        if had_keyboard and self._keyboard is not None:
            self._keyboard.setFocus()
        self._keyboard = None

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.setStyleSheet(
            f"#palette {{ background: {theme.surface}; border: 1px solid {theme.text_quiet};"
            f" border-radius: {RADIUS}px; }} QListView {{ background: {theme.surface}; }}"
        )
        self.list.set_theme(theme, scale)
        self.nothing.setFixedHeight(self.list.height())

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.line.setPlaceholderText(self.tr("Find a command, a step, a tab, a bookmark or a what-if"))
        self.line.setAccessibleName(self.tr("Find"))
        self.list.setAccessibleName(self.tr("Found"))
        self.nothing.setText(self.tr("Nothing is called that."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _connect(self, window: QWidget) -> None:
        window.installEventFilter(self)
        self.line.textChanged.connect(self._on_typed)
        self.line.moved.connect(lambda rows: self.list.choose(self.list.chosen() + rows))
        self.line.returnPressed.connect(lambda: self._take(self.list.chosen()))
        self.line.left.connect(self.dismiss)
        self.list.taken.connect(self._take)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _place(self) -> None:
        room = self._window.rect()
        self.resize(min(round(WIDTH * self._growth()), room.width() - 2 * SPACE_4), self.sizeHint().height())
        top = min(TOP, max(SPACE_4, room.height() - self.height() - SPACE_4))
        self.move((room.width() - self.width()) // 2, top)

    def _growth(self) -> float:
        return 1 + max(0.0, self.fontMetrics().height() / 20 - 1) * 0.6

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            number = self._shown[row]
            self.dismiss()
            self.chosen.emit(number)

    def _on_typed(self, text: str) -> None:
        self._shown = ranked(text, [(finding.title, *finding.names) for finding in self._findings])
        self.list.show_findings([self._findings[at] for at in self._shown])
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        # Another window may come to the front; whoever clicks beside the palette is done with it.
        if (
            self.isVisible()
            and now is not None
            and not self.isAncestorOf(now)
            and now.window() is self.window()
        ):
            self.hide()


class _Line(QLineEdit):
    """Keeps the keys that move through the list, even from a window that walks by them."""

    moved = Signal(int)  # so many rows down
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and Qt.Key(event.key()) in (*_MOVES, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        else:
            super().keyPressEvent(event)
