"""Facts as lines of a name and a value, the values in figures of equal width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.fonts import numeric_font
from app.theme import SIZE_SMALL, SPACE_3
from app.widgets.legible_label import LegibleLabel


@dataclass(frozen=True)
class Fact:
    """A name and a value; ``exact`` is the value in full where it is shown rounded."""

    name: str
    value: str
    exact: str = ""


class FactList(QWidget):
    """Rewrites its labels instead of making new ones, so that moving a selection does not flicker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._facts: tuple[Fact, ...] = ()
        self._scale = 1.0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_3)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these lines and no others."""
        self._facts = tuple(facts)
        while len(self._rows) < len(facts):
            self._add_row()
        for index, (name, value) in enumerate(self._rows):
            shown = index < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(facts[index].name)
                value.setText(facts[index].value)
                value.setToolTip(facts[index].exact)
                value.setAccessibleName(f"{facts[index].name} {facts[index].exact or facts[index].value}")

    def facts(self) -> list[tuple[str, str]]:
        """Return the lines shown."""
        return [(name.text(), value.text()) for name, value in self._rows if not name.isHidden()]

    def exact(self) -> list[tuple[str, str]]:
        """Return the lines with their values in full."""
        return [(fact.name, fact.exact or fact.value) for fact in self._facts]

    def set_scale(self, scale: float) -> None:
        """Use a text size factor."""
        self._scale = scale
        for _, value in self._rows:
            value.setFont(numeric_font(SIZE_SMALL, scale))

    def _add_row(self) -> None:
        name, value = (LegibleLabel(textFormat=Qt.TextFormat.PlainText) for _ in range(2))
        name.setProperty("role", "quiet")
        value.setProperty("role", "small")
        value.setFont(numeric_font(SIZE_SMALL, self._scale))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = len(self._rows)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(value, row, 1)
        self._rows.append((name, value))
