"""A few things of which one is chosen, as buttons in a row, or in several where there is no room for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from app.theme import SPACE_1


class Choice(QWidget):
    """Options by name. The choice is given from outside; clicks and arrow keys say what is wished.

    It places its buttons itself: Qt has no layout that goes on in a further row.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._small = small
        self._buttons: dict[str, QPushButton] = {}
        self._count = 1  # of rows
        # Never shown: it holds the place in the order of Tab for buttons that come when the window stands already.
        self._place = QPushButton(self)
        self._place.hide()
        self._group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_options(self, options: Mapping[str, str]) -> None:
        """Offer these options, name to text; buttons that are there already are kept."""
        for name in [name for name in self._buttons if name not in options]:
            button = self._buttons.pop(name)
            self._group.removeButton(button)
            button.hide()  # until the next round of events it would stand beside the new ones
            button.deleteLater()
        self._buttons = {name: self._buttons.get(name) or self._new_button(name) for name in options}
        for name, text in options.items():
            if self._buttons[name].text() != text:
                self._buttons[name].setText(text)
        self._arrange()
        self.updateGeometry()  # Qt passes on a new width of a button's text only with the next round of events
        self._order_tabs()

    def set_chosen(self, name: str) -> None:
        """Mark an option; nothing is said."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            # Qt moves the place where Tab stops only on a click: Shift+Tab would come back to the former one for ever.
            for button in self._buttons.values():
                chosen = button.isChecked()
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def button(self, name: str) -> QPushButton:
        """The button of an option."""
        return self._buttons[name]

    def options(self) -> tuple[str, ...]:
        """The names of the options offered."""
        return tuple(self._buttons)

    def sizeHint(self) -> QSize:
        """Ask for the width of one row, and for the height of as many as there are."""
        widths = [button.sizeHint().width() + SPACE_1 for button in self._buttons.values()]
        return QSize(max(0, sum(widths) - SPACE_1), self._height(self._count))

    def minimumSizeHint(self) -> QSize:
        """Never widen the window: whoever lays this out looks at the size hint and finds room."""
        return QSize(0, self._height(1))

    def hasHeightForWidth(self) -> bool:
        """A narrow room makes it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return self._height(len(self._rows(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a button wants another size
            self._arrange()
            self.updateGeometry()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab come in at the chosen button, where Qt takes the first or the last one."""
        chosen = self._group.checkedButton()
        if chosen not in (None, watched) and isinstance(event, QFocusEvent) and event.gotFocus():
            by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
            if event.reason() in by_tab:
                chosen.setFocus(event.reason())
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Put the buttons into their rows."""
        rows, height = self._rows(self.width()), self._height(1)
        for number, row in enumerate(rows):
            left, top = 0, number * (height + SPACE_1)
            for button in row:
                width = button.sizeHint().width()
                button.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + SPACE_1
        if len(rows) != self._count:
            self._count = len(rows)
            self.updateGeometry()

    def _height(self, rows: int) -> int:
        one = max((button.sizeHint().height() for button in self._buttons.values()), default=0)
        return rows * (one + SPACE_1) - SPACE_1 if rows and one else 0

    def _rows(self, width: int) -> Sequence[Sequence[QPushButton]]:
        """The buttons row by row; each row holds at least one."""
        rows: list[list[QPushButton]] = []
        left = width
        for button in self._buttons.values():
            needed = button.sizeHint().width()
            if not rows or left < needed:
                rows.append([])
                left = width
            rows[-1].append(button)
            left -= needed + SPACE_1
        return rows

    def _order_tabs(self) -> None:
        before = self._place
        for button in self._buttons.values():
            if before.nextInFocusChain() is not button:
                self.setTabOrder(before, button)
            before = button

    def _new_button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        if self._small:
            button.setProperty("role", "small")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        button.installEventFilter(self)
        button.show()  # by itself only with the choice, which may be seen already
        return button
