"""A chip for every what-if that holds; pressing it takes the what-if away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QWidget

from app.explanations import intervention_title
from app.theme import SPACE_1
from core.interventions import Intervention


class ActiveChips(QScrollArea):
    """One row that scrolls. What does not fit the model stays, says why, and works again when it fits."""

    removal_requested = Signal(object)  # an Intervention
    reached = Signal(object)  # the Intervention of the chip to which the keyboard or the pointer came

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._interventions: tuple[Intervention, ...] = ()
        self._reasons: dict[Intervention, str] = {}
        self._chips: list[QToolButton] = []
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
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)

    def set_interventions(self, interventions: Sequence[Intervention]) -> None:
        """Show these."""
        if tuple(interventions) != self._interventions:
            self._interventions = tuple(interventions)
            self._rebuild()

    def set_reasons(self, reasons: Mapping[Intervention, str]) -> None:
        """Say why some of them have no effect."""
        if dict(reasons) != self._reasons:
            self._reasons = dict(reasons)
            self._rebuild()

    def chips(self) -> list[QToolButton]:
        """Return the chips shown."""
        return list(self._chips)

    def sizeHint(self) -> QSize:
        """Ask for one row of chips."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Stay high enough for a chip and, below it, the bar that scrolls them."""
        height = self._chips[0].sizeHint().height() if self._chips else 0
        return QSize(120, height + self.horizontalScrollBar().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area watches its widget in the same way.
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter) and watched in self._chips:
            self.reached.emit(self._interventions[self._chips.index(watched)])
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild()

    def _rebuild(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            # Hidden at once: the chip that was just pressed may only be deleted later.
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(intervention) for intervention in self._interventions]
        for at, chip in enumerate(self._chips):
            self._row.insertWidget(at, chip)
        self.updateGeometry()

    def _chip(self, intervention: Intervention) -> QToolButton:
        title = intervention_title(intervention)
        if intervention in self._reasons:
            title = self.tr("{what} (no effect)").format(what=title)
        chip = QToolButton()
        chip.setText(self.tr("{what}  ×").format(what=title))
        chip.setAccessibleName(self.tr("Take away: {what}").format(what=title))
        chip.setToolTip(self._reasons.get(intervention) or chip.accessibleName())
        chip.setAccessibleDescription(self._reasons.get(intervention, ""))
        chip.clicked.connect(lambda: self.removal_requested.emit(intervention))
        chip.installEventFilter(self)
        return chip
