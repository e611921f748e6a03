"""The foot of the window: what is on screen, what is worth knowing about it, model and device."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from app.panels.trust_badge import TrustBadge
from app.theme import SPACE_2, SPACE_3, Theme
from app.widgets.themed import elided, legible
from app.widgets.translated import TranslatedWidget

LONG_MS = 1000


class StatusLine(TranslatedWidget):
    """One line; what does not fit is elided and stands in full in the tool tip."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.trust = TrustBadge()
        self.cancel = QToolButton()
        self.model = QToolButton(autoRaise=True)
        self.device = QToolButton(autoRaise=True)
        self._whole = ""
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self.cancel.show)
        self.cancel.hide()
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, 0, SPACE_3, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.text, 1)
        row.addWidget(self.trust)
        for button in (self.cancel, self.model, self.device):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            row.addWidget(button)
        self.cancel.clicked.connect(self.cancel_requested)
        self.retranslate()

    def set_menus(self, model: QMenu, device: QMenu) -> None:
        """Open these menus from the names of the model and of the device."""
        self.model.setMenu(model)
        self.device.setMenu(device)

    def show_text(self, text: str) -> None:
        """Say this."""
        self._whole = text
        self.text.setToolTip(text)
        self._elide()

    def whole_text(self) -> str:
        """Return what is said, in full."""
        return self._whole

    def show_model(self, title: str) -> None:
        """Name the model."""
        self.model.setText(title)

    def show_device(self, name: str) -> None:
        """Name the device that computed what is on screen."""
        self.device.setText(name)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.trust.apply_theme(theme, scale)

    def set_busy(self, busy: bool) -> None:
        """Offer to cancel what takes longer than a second."""
        if busy:
            self._long.start()
        else:
            self._long.stop()
            self.cancel.hide()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.cancel.setText(self.tr("Cancel"))
        self.model.setToolTip(self.tr("Model"))
        self.device.setToolTip(self.tr("Device"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetricsF(self.text.font())
        room = max(0, self.text.width() - 4)
        self.text.setText(elided(metrics, legible(metrics, self._whole), room))
