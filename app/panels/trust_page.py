"""Every check of the trace on screen: what is claimed, what was measured, where, and who broke it on purpose."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.problems import sentence
from app.reading.check_words import claim, measurement, place, reason, summary
from app.theme import LIGHT, SPACE_1, SPACE_2, SPACE_3, SPACE_4, Theme, type_size
from app.widgets.sign import SIDE, sign_pixmap
from core.checks import Check, Findings

SIZE = QSize(560, 600)
LINK_MARGIN = 6
"""What a tool button keeps around its text; the lines above are indented as much."""


class TrustPage(QDialog):
    """A page of its own beside the window: one may go on working while it is open."""

    step_requested = Signal(str)  # the site of a step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = Findings()
        self._theme, self._scale = LIGHT, 1.0
        self.rows: list[CheckRow] = []
        self.heading = _label("title")
        self.remark = _label("quiet")
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, SPACE_2, 0)
        self._column.setSpacing(SPACE_4)
        self._column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # tabbing to the links scrolls
        area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_3)
        for part in (self.heading, self.remark, area):
            column.addWidget(part)
        self._retranslate()

    def show_findings(self, findings: Findings) -> None:
        """Show these checks; the rows are written anew and not made anew, so that nothing flickers."""
        self._findings = findings
        while len(self.rows) < len(findings.checks):
            self._add_row()
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(findings.checks))
        for row, check in zip(self.rows, findings.checks, strict=False):
            row.show_check(check, self._theme, self._scale)
        self._retranslate()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._theme, self._scale = theme, scale
        self.resize((SIZE * scale).boundedTo(self.screen().availableSize()))
        self.show_findings(self._findings)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_findings(self._findings)

    def _add_row(self) -> None:
        row = CheckRow()
        row.step_requested.connect(self.step_requested)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Checks of this trace"))
        self.heading.setText(summary(self._findings))
        problem = self._findings.problem
        measured = self.tr(
            "Measured on the numbers that are on screen now; nothing here is taken for granted."
        )
        self.remark.setText(sentence(problem) if problem else measured)


class CheckRow(QWidget):
    """One check: its sign, and beside it the claim, the figures, the reason and a way to the step."""

    step_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._site = ""
        self.sign, self.claim = QLabel(), _label()
        self.measurement, self.reason = _label("quiet"), _label()
        for label in (self.claim, self.measurement, self.reason):
            label.setIndent(LINK_MARGIN)
        self.step = QToolButton(autoRaise=True)
        self.step.setProperty("role", "link")
        self.step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.step.clicked.connect(lambda: self.step_requested.emit(self._site))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_1)
        grid.setVerticalSpacing(SPACE_1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.sign, 0, 0)
        for at, part in enumerate((self.claim, self.measurement, self.reason)):
            grid.addWidget(part, at, 1)
        grid.addWidget(self.step, 3, 1, Qt.AlignmentFlag.AlignLeft)

    def show_check(self, check: Check, theme: Theme, scale: float) -> None:
        """Show how this check came out."""
        self._site = check.site
        side = type_size(SIDE, scale)
        self.sign.setPixmap(sign_pixmap(check.verdict, theme, side, self.devicePixelRatioF()))
        self.claim.setText(claim(check))
        self.measurement.setText(measurement(check))
        self.reason.setText(reason(check))
        self.reason.setVisible(bool(reason(check)))
        self.reason.setProperty("role", "problem" if check.verdict == "alarm" else "")
        self.reason.style().polish(self.reason)
        self.step.setText(place(check))
        self.step.setToolTip(self.tr("Show the step with the largest deviation"))
        self.step.setVisible(bool(place(check)))


def _label(role: str = "") -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if role:
        label.setProperty("role", role)
    return label
