"""A thin line that moves while something is computed, and stays away when it takes no time."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.themed import ThemedWidget

DELAY_MS, FRAME_MS, ROUND_MS = 150, 33, 1600


class BusyLine(ThemedWidget):
    """Keeps its height whether it shows or not, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._moving = False
        self._clock = QElapsedTimer()
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._on_delay_over)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Begin or end; `text` says what is being done."""
        self._text = text if busy else ""
        self.setToolTip(self._text)
        self._retranslate()
        if not busy:
            self._delay.stop()
            self._frames.stop()
            self._moving = False
            self.update()
        elif not self._moving and not self._delay.isActive():
            self._delay.start()

    def is_shown(self) -> bool:
        """Tell whether the line is moving now."""
        return self._moving

    def text(self) -> str:
        """Return what is being done."""
        return self._text

    def sizeHint(self) -> QSize:
        """Ask for a thin line."""
        return QSize(64, round(self._px(3)))

    def minimumSizeHint(self) -> QSize:
        """Stay a thin line."""
        return QSize(16, round(self._px(3)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a third of the line at a place that depends on the time passed."""
        if not self._moving:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.raised))
        phase = (self._clock.elapsed() % ROUND_MS) / ROUND_MS
        eased = phase * phase * (3 - 2 * phase)
        length = self.width() / 3
        left = eased * (self.width() + length) - length
        painter.fillRect(QRectF(left, 0, length, self.height()), QColor(self._theme.accent))
        painter.end()

    def _on_delay_over(self) -> None:
        self._moving = True
        self._clock.start()
        self._frames.start()
        self.update()

    def _retranslate(self) -> None:
        self.setAccessibleName(self._text or self.tr("Nothing is being computed"))
