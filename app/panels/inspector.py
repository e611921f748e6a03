"""What is known about the selection: the arithmetic of its number, and the statistics of its token."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.panels.derivation import DerivationPanel
from app.panels.selection_numbers import SelectionNumbers
from app.state import Selection
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.translated import TranslatedWidget
from core.trace import Trace

MARGIN = 24
"""Of what stands around a line that the keyboard comes to, so much is brought into view with it."""


class Inspector(TranslatedWidget):
    """Two pages, one in front; each scrolls by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arithmetic, self.numbers = DerivationPanel(), SelectionNumbers()
        self.pages = QTabBar(expanding=False, drawBase=False)
        self.pages.setProperty("role", "small")
        self.copy = QToolButton()
        self._top = self._top_row()
        self._stack = QStackedWidget()
        self._areas = [self._add(page) for page in (self.arithmetic, self.numbers)]
        # The arithmetic scrolls along with the keyboard; the numbers have nothing to press and scroll themselves.
        self._areas[0].setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        self.pages.currentChanged.connect(self._stack.setCurrentIndex)
        self.arithmetic.line_reached.connect(self._on_line_reached)
        self.arithmetic.grown.connect(self._on_grown)
        self.retranslate()

    def add_copying(self, *actions: QAction) -> None:
        """Offer these ways to copy the arithmetic; the button is there from now on."""
        self.copy.menu().addActions(actions)
        self.copy.show()

    def show_trace(self, trace: Trace) -> None:
        """Read from this trace."""
        self.arithmetic.show_trace(trace)
        self.numbers.show_trace(trace)

    def show_selection(self, selection: Selection) -> None:
        """Tell about this number and token."""
        self.arithmetic.show_selection(selection)
        self.numbers.show_selection(selection)

    def show_arithmetic(self) -> None:
        """Bring the arithmetic to the front and give it the keyboard."""
        self.pages.setCurrentIndex(0)
        self.arithmetic.setFocus()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.arithmetic.apply_theme(theme, scale)
        self.numbers.apply_theme(theme, scale)
        self._fit_top()

    def exact_text(self) -> str:
        """All numbers of the selection in full precision, a line for each: to copy."""
        return self.numbers.exact_text()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for at, text in enumerate((self.tr("Arithmetic"), self.tr("Numbers"))):
            self.pages.setTabText(at, text)
            self._areas[at].setAccessibleName(text)
        self.copy.setText(self.tr("Copy ▾"))
        self.copy.setAccessibleName(self.tr("Copy the arithmetic"))
        self.copy.setToolTip(self.copy.accessibleName())
        self._fit_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_top()

    def _fit_top(self) -> None:
        """Copying moves below the names of the pages where large text leaves no room beside them."""
        needed = self.pages.sizeHint().width() + self.copy.sizeHint().width() + SPACE_2
        beside = needed <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._top.setDirection(way)

    def _top_row(self) -> QBoxLayout:
        self.pages.setUsesScrollButtons(False)
        self.copy.setProperty("role", "small")
        self.copy.setMenu(QMenu(self.copy))
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy.hide()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(0, 0, SPACE_2, 0)
        row.addWidget(self.pages, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _add(self, page: QWidget) -> QScrollArea:
        area = scrolling(page)
        self.pages.addTab("")
        self._stack.addWidget(area)
        return area

    def _on_grown(self) -> None:
        # A scroll area asks its widget anew how high it would like to be.
        QApplication.sendEvent(self._areas[0], QEvent(QEvent.Type.LayoutRequest))

    def _on_line_reached(self, line: QRect) -> None:
        centre = line.center()
        self._areas[0].ensureVisible(0, centre.y(), 0, line.height() // 2 + MARGIN)


def scrolling(content: QWidget) -> QScrollArea:
    """A room in which the content scrolls up and down, on the ground of the window."""
    area = QScrollArea(widgetResizable=True)
    area.setWidget(content)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Not the ground of a text field.
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area
