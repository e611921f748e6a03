"""Whether the trace on screen keeps its promises, in a sign and a few words; a click shows every figure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app.panels.trust_page import TrustPage
from app.reading.check_words import summary
from app.theme import LIGHT, Theme, type_size
from app.widgets.sign import SIDE, Sign, sign_icon
from core.checks import Findings

PATIENCE_MS = 150


class TrustBadge(QToolButton):
    """Comes with the first findings. What takes no time is not said to be under way, so that nothing flickers."""

    step_requested = Signal(str)  # the site of a step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, autoRaise=True)
        self._findings = Findings()
        self._theme, self._scale = LIGHT, 1.0
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._waiting.timeout.connect(self._say)
        self.page = TrustPage(self)
        self.page.step_requested.connect(self.step_requested)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_page)
        self.hide()
        self._retranslate()

    def show_findings(self, findings: Findings) -> None:
        """Tell what was found, or after a moment that checking is under way."""
        self._findings = findings
        if findings.complete:
            self._waiting.stop()
            self._say()
        elif not self._waiting.isActive():
            self._waiting.start()

    def open_page(self) -> None:
        """Show every figure; the page keeps up with what is on screen."""
        self.page.show()
        self.page.activateWindow()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._theme, self._scale = theme, scale
        self.page.apply_theme(theme, scale)
        self._draw_sign()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _say(self) -> None:
        self._retranslate()
        self._draw_sign()
        self.page.show_findings(self._findings)
        self.show()

    def _retranslate(self) -> None:
        self.setText(summary(self._findings))
        self.setToolTip(self.tr("What was checked about this trace; click for each figure"))

    def _draw_sign(self) -> None:
        side = type_size(SIDE, self._scale)
        self.setIconSize(QSize(side, side))
        self.setIcon(sign_icon(_sign(self._findings), self._theme, side, self.devicePixelRatioF()))


def _sign(findings: Findings) -> Sign:
    if findings.problem is not None:
        return "missing"
    if not findings.complete:
        return "waiting"
    if findings.count("alarm"):
        return "alarm"
    if findings.count("broken"):
        return "broken"
    return "holds" if findings.count("holds") else "missing"
