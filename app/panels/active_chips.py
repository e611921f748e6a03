"""A chip for every what-if that holds; pressing it takes the what-if away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from app.explanations import intervention_title
from app.theme import SPACE_1
from core.interventions import Intervention
from core.request import TraceRequest

CROSS = "  ×"
LEAST_LETTERS = 12
"""So much of its title a chip always shows; where that is too much for all of them, the row scrolls."""

BAR = 6
"""The height of the bar that scrolls the row."""


class Chip(QToolButton):
    """Where there is no room for the whole title, it ends in an ellipsis; the cross always shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "small")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """The text as it is painted in the present width."""
        title, cross = self.text().removesuffix(CROSS), CROSS
        room = self.width() - self._frame() - self.fontMetrics().horizontalAdvance(cross)
        return self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room) + cross

    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics().horizontalAdvance("0" * LEAST_LETTERS + CROSS)
        hint = self.sizeHint()
        return QSize(min(hint.width(), letters + self._frame()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        if self.width() < self.sizeHint().width():
            option.text = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()

    def _frame(self) -> int:
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())


class ActiveChips(QScrollArea):
    """One row that scrolls. What does not fit the model stays, says why, and works again when it fits."""

    removal_requested = Signal(object)  # an Intervention
    reached = Signal(object)  # the Intervention of the chip to which the keyboard or the pointer came

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._interventions: tuple[Intervention, ...] = ()
        self._request: TraceRequest | None = None
        self._reasons: dict[Intervention, str] = {}
        self._chips: list[QToolButton] = []
        self._pattern = Chip(self)  # how high a chip is, also where there is none
        self._pattern.setText(CROSS)
        self._pattern.hide()
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_1)
        self._row.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().setStyleSheet(
            f"QScrollBar:horizontal {{ height: {BAR}px; }} QScrollBar::handle {{ margin: 1px; border-radius: 2px; }}"
        )
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)

    def set_interventions(
        self, interventions: Sequence[Intervention], request: TraceRequest | None = None
    ) -> None:
        """Show these; the request that they belong to tells whose vocabulary they speak of."""
        is_read_anew, self._request = request != self._request, request
        if tuple(interventions) != self._interventions:
            before = self._chips
            former = {edit.slot: chip for edit, chip in zip(self._interventions, before, strict=True)}
            self._interventions = tuple(interventions)
            self._chips = [
                former.pop(edit.slot) if edit.slot in former else self._new_chip()
                for edit in self._interventions
            ]
            for at, chip in enumerate(self._chips):
                if self._row.indexOf(chip) != at:
                    self._row.insertWidget(at, chip, 0, Qt.AlignmentFlag.AlignTop)
            self._keep_keyboard(before)
            self._remove(chip for chip in before if chip not in self._chips)
            self._say()
        elif is_read_anew:
            self._say()

    def set_reasons(self, reasons: Mapping[Intervention, str]) -> None:
        """Say why some of them have no effect."""
        if dict(reasons) != self._reasons:
            self._reasons = dict(reasons)
            self._say()

    def chips(self) -> list[QToolButton]:
        """Return the chips shown."""
        return list(self._chips)

    def needed(self) -> int:
        """The width in which every chip shows its whole title."""
        gaps = SPACE_1 * max(0, len(self._chips) - 1)
        return sum(chip.sizeHint().width() for chip in self._chips) + gaps

    def sizeHint(self) -> QSize:
        """One row of chips and, below it, the bar that scrolls them."""
        return QSize(self.needed(), self._pattern.sizeHint().height() + BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area watches its widget in the same way.
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter) and watched in self._chips:
            if event.type() == QEvent.Type.FocusIn:
                self.ensureWidgetVisible(watched, SPACE_1, 0)
            self.reached.emit(self._interventions[self._chips.index(watched)])
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _keep_keyboard(self, before: Sequence[QToolButton]) -> None:
        """The chip that comes to the place of the one with the keyboard takes it over."""
        had = next((at for at, chip in enumerate(before) if chip.hasFocus()), None)
        if had is not None and self._chips and before[had] not in self._chips:
            self._chips[min(had, len(self._chips) - 1)].setFocus()

    def _remove(self, chips: Iterable[QToolButton]) -> None:
        for chip in chips:
            self._row.removeWidget(chip)
            # Hidden at once: the chip that was just pressed may only be deleted later.
            chip.hide()
            chip.deleteLater()

    def _new_chip(self) -> QToolButton:
        """A chip without a text; it stays as long as its slot is held, while a slider gives it other values."""
        chip = Chip()
        chip.clicked.connect(
            lambda: self.removal_requested.emit(self._interventions[self._chips.index(chip)])
        )
        chip.installEventFilter(self)
        return chip

    def _say(self) -> None:
        for intervention, chip in zip(self._interventions, self._chips, strict=True):
            title = intervention_title(intervention, self._request)
            if intervention in self._reasons:
                title = self.tr("{what} (no effect)").format(what=title)
            chip.setText(title + CROSS)
            chip.setAccessibleName(self.tr("Take away: {what}").format(what=title))
            chip.setToolTip(self._reasons.get(intervention) or chip.accessibleName())
            chip.setAccessibleDescription(self._reasons.get(intervention, ""))
        self.updateGeometry()
