"""What the colours mean: a bar with its two numbers, and the pattern of masked cells."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.number_text import significant
from app.widgets.scale import Scale
from app.widgets.themed import ThemedWidget, dotting, hatching

BAR_WIDTH = 160.0


class Legend(ThemedWidget):
    """A horizontal colour bar; with texts, also swatches for masked cells and for cells without a value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = Scale("sequential", 0.0, 1.0)
        self._title = ""
        self._swatches: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def set_scale(self, scale: Scale, *, title: str = "", masked: str = "", absent: str = "") -> None:
        """Show the bar of `scale`; `masked` and `absent` are the words beside the two patterns, if any."""
        self._scale = scale
        self._title = title
        self._swatches = tuple(
            (kind, text) for kind, text in (("masked", masked), ("absent", absent)) if text
        )
        self._retranslate()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the bar and all its words."""
        metrics = QFontMetricsF(self._font(numeric=True))
        words = [self._title, *self._numbers(), *(text for _, text in self._swatches)]
        gaps = metrics.height() * (1.2 * len(words) + 1.4 * len(self._swatches))
        width = self._px(BAR_WIDTH) + sum(metrics.horizontalAdvance(word) for word in words) + gaps
        return QSize(round(width), round(metrics.height() * 1.5))

    def minimumSizeHint(self) -> QSize:
        """Allow the bar to shrink, not the words."""
        hint = self.sizeHint()
        return QSize(hint.width() - round(self._px(BAR_WIDTH - 48)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, low number, bar, high number and the swatches from left to right."""
        painter = QPainter(self)
        self._draw_kept(painter, (self._scale, self._title, self._swatches), self._paint)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setFont(self._font(numeric=True))
        metrics = QFontMetricsF(painter.font())
        gap, middle = metrics.height() * 0.5, self.height() / 2
        spare = min(0.0, self.width() - self.sizeHint().width())
        low, high = self._numbers()
        left = self._write(painter, metrics, 1.0, self._title, self._theme.text_quiet)
        left = self._write(painter, metrics, left, low, self._theme.text)
        bar = QRectF(
            left, middle - gap * 0.8, max(24.0, self._px(BAR_WIDTH) + spare), gap * 1.6
        ).toAlignedRect()
        painter.drawImage(bar, self._bar_image())
        self._outline(painter, QRectF(bar))
        left = self._write(painter, metrics, bar.right() + gap, high, self._theme.text)
        for kind, text in self._swatches:
            swatch = QRectF(left + gap, middle - gap * 0.8, gap * 2.6, gap * 1.6)
            ratio = self.devicePixelRatioF()
            painter.setBrushOrigin(swatch.topLeft())
            painter.fillRect(swatch, (hatching if kind == "masked" else dotting)(self._theme, ratio))
            self._outline(painter, swatch)
            left = self._write(painter, metrics, swatch.right() + gap, text, self._theme.text)

    def _write(self, painter: QPainter, metrics: QFontMetricsF, left: float, text: str, colour: str) -> float:
        if not text:
            return left
        painter.setPen(QColor(colour))
        width = metrics.horizontalAdvance(text)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return left + width + metrics.height() * 0.5

    def _outline(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _bar_image(self) -> QImage:
        table = self._scale.table(self._theme)
        return QImage(table.tobytes(), 256, 1, 4 * 256, QImage.Format.Format_RGBA8888).copy()

    def _numbers(self) -> tuple[str, str]:
        low, high = self._scale.ends()
        return significant(low, 3).removesuffix(".00"), significant(high, 3).removesuffix(".00")

    def _retranslate(self) -> None:
        low, high = self._numbers()
        words = ", ".join(text for _, text in self._swatches)
        self.setAccessibleName(self.tr("Legend: colours from {low} to {high}").format(low=low, high=high))
        self.setAccessibleDescription(words)
