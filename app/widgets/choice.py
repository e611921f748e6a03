"""A few things of which one is chosen, as buttons in a row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.theme import SPACE_1


class Choice(QWidget):
    """Options by name. The choice is given from outside; clicks and arrow keys say what is wished."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._small = small
        self._buttons: dict[str, QPushButton] = {}
        # Never shown: it holds the place in the order of Tab for buttons that come when the window stands already.
        self._place = QPushButton(self)
        self._place.hide()
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_options(self, options: Mapping[str, str]) -> None:
        """Offer these options, name to text; buttons that are there already are kept."""
        for name in [name for name in self._buttons if name not in options]:
            button = self._buttons.pop(name)
            self._group.removeButton(button)
            button.hide()  # until the next round of events it would stand beside the new ones
            button.deleteLater()
        for place, (name, text) in enumerate(options.items()):
            button = self._buttons.get(name) or self._new_button(name)
            if self._row.indexOf(button) != place:
                self._row.insertWidget(place, button)
                button.show()  # By itself it is shown, and counted by the row, with the next round of events.
            if button.text() != text:
                button.setText(text)
        self._row.activate()
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

    def minimumSizeHint(self) -> QSize:
        """Never widen the window: whoever lays this out looks at the size hint and finds room."""
        return QSize(0, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab come in at the chosen button, where Qt takes the first or the last one."""
        chosen = self._group.checkedButton()
        if chosen not in (None, watched) and isinstance(event, QFocusEvent) and event.gotFocus():
            by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
            if event.reason() in by_tab:
                chosen.setFocus(event.reason())
        return super().eventFilter(watched, event)

    def _order_tabs(self) -> None:
        before = self._place
        for button in sorted(self._buttons.values(), key=self._row.indexOf):
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
        self._buttons[name] = button
        return button
