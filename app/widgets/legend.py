"""What the colours mean: a bar with its two numbers, and the pattern of masked cells."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.number_text import MINUS, significant
from app.widgets.scale import Scale
from app.widgets.themed import ThemedWidget, dotting, hatching

BAR_WIDTH, LEAST_BAR = 160.0, 48.0


class Legend(ThemedWidget):
    """A horizontal colour bar; with texts, also swatches for masked cells and for cells without a value.

    ``wrapped``, the swatches go on below the bar where there is no room for them beside it, and the title is
    left out where there is none for it either: another title then never widens what stands above or below.
    """

    def __init__(self, parent: QWidget | None = None, *, wrapped: bool = False) -> None:
        super().__init__(parent)
        self._wrapped = wrapped
        self._scale = Scale("sequential", 0.0, 1.0)
        self._title, self._secret = "", False
        self._swatches: tuple[tuple[str, str], ...] = ()
        height = QSizePolicy.Policy.Minimum if wrapped else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._retranslate()

    def set_scale(
        self, scale: Scale, *, title: str = "", masked: str = "", absent: str = "", secret: bool = False
    ) -> None:
        """Show the bar of `scale`; `masked` and `absent` are the words beside the two patterns, if any.

        Where its ends are `secret`, question marks stand for them.
        """
        self._scale = scale
        self._title, self._secret = title, secret
        self._swatches = tuple(
            (kind, text) for kind, text in (("masked", masked), ("absent", absent)) if text
        )
        self._retranslate()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the bar and all its words."""
        width = self._px(BAR_WIDTH) + self._bar_words() + self._swatch_words()
        return QSize(round(width), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Allow the bar to shrink, not the words, of which a wrapped legend may leave out the title."""
        bar = self._px(LEAST_BAR) + self._bar_words(titled=not self._wrapped)
        swatches = self._swatch_words()
        return QSize(round(max(bar, swatches) if self._wrapped else bar + swatches), self._line_height())

    def hasHeightForWidth(self) -> bool:
        """Tell whether a narrow room makes it higher."""
        return self._wrapped

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of two."""
        return self._line_height() * (1 if self._is_one_line(width) else 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, low number, bar, high number and the swatches from left to right."""
        painter = QPainter(self)
        self._draw_kept(painter, (self._scale, self._title, self._swatches, self._secret), self._paint)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setFont(self._font(numeric=True))
        metrics = QFontMetricsF(painter.font())
        one_line = self._is_one_line(self.width())
        line = self.height() / (1 if one_line else 2)
        title = self.shown_title()
        words = self._bar_words(titled=bool(title)) + (self._swatch_words() if one_line else 0.0)
        bar_width = max(24.0, self._px(BAR_WIDTH) + min(0.0, self.width() - self._px(BAR_WIDTH) - words))
        left = self._paint_bar(painter, metrics, QRectF(1.0, 0.0, bar_width, line), title)
        self._paint_swatches(painter, metrics, left if one_line else 1.0, 0.0 if one_line else line, line)

    def _paint_bar(self, painter: QPainter, metrics: QFontMetricsF, place: QRectF, title: str) -> float:
        gap, (low, high) = metrics.height() * 0.5, self._numbers()
        line, width = place.height(), place.width()
        left = self._write(painter, metrics, QRectF(1.0, 0.0, 0.0, line), title, self._theme.text_quiet)
        left = self._write(painter, metrics, QRectF(left, 0.0, 0.0, line), low, self._theme.text)
        bar = QRectF(left, line / 2 - gap * 0.8, width, gap * 1.6).toAlignedRect()
        painter.drawImage(bar, self._bar_image())
        self._outline(painter, QRectF(bar))
        return self._write(
            painter, metrics, QRectF(bar.right() + gap, 0.0, 0.0, line), high, self._theme.text
        )

    def _paint_swatches(
        self, painter: QPainter, metrics: QFontMetricsF, left: float, top: float, line: float
    ) -> None:
        gap, ratio = metrics.height() * 0.5, self.devicePixelRatioF()
        for kind, text in self._swatches:
            indent = gap if left > 1.0 else 0.0
            swatch = QRectF(left + indent, top + line / 2 - gap * 0.8, gap * 2.6, gap * 1.6)
            painter.setBrushOrigin(swatch.topLeft())
            painter.fillRect(swatch, (hatching if kind == "masked" else dotting)(self._theme, ratio))
            self._outline(painter, swatch)
            place = QRectF(swatch.right() + gap, top, 0.0, line)
            left = self._write(painter, metrics, place, text, self._theme.text)

    def _write(
        self, painter: QPainter, metrics: QFontMetricsF, place: QRectF, text: str, colour: str
    ) -> float:
        """Write from the left edge of ``place``, in the middle of its height; tell where to go on."""
        if not text:
            return place.left()
        painter.setPen(QColor(colour))
        place.setWidth(metrics.horizontalAdvance(text) + 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return place.right() - 2 + metrics.height() * 0.5

    def shown_title(self) -> str:
        """The title, where there is room for it."""
        fits = self.width() >= round(self._px(LEAST_BAR) + self._bar_words())
        return self._title if fits or not self._wrapped else ""

    def _bar_words(self, *, titled: bool = True) -> float:
        """The width of what is written beside the bar, with its gaps."""
        metrics = QFontMetricsF(self._font(numeric=True))
        words = [self._title, *self._numbers()] if titled else self._numbers()
        return sum(metrics.horizontalAdvance(word) for word in words) + metrics.height() * 0.6 * len(words)

    def _swatch_words(self) -> float:
        """The width of the swatches with their words."""
        metrics = QFontMetricsF(self._font(numeric=True))
        return sum(metrics.horizontalAdvance(text) + metrics.height() * 2.6 for _, text in self._swatches)

    def _line_height(self) -> int:
        return round(QFontMetricsF(self._font(numeric=True)).height() * 1.5)

    def _is_one_line(self, width: int) -> bool:
        least = self._px(LEAST_BAR) + self._bar_words() + self._swatch_words()
        return not self._wrapped or not self._swatches or width >= round(least)

    def _outline(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _bar_image(self) -> QImage:
        table = self._scale.table(self._theme)
        return QImage(table.tobytes(), 256, 1, 4 * 256, QImage.Format.Format_RGBA8888).copy()

    def _numbers(self) -> tuple[str, str]:
        low, high = self._scale.ends()
        if self._secret:
            return (f"{MINUS}?" if low < 0 else significant(low)), "?"
        return significant(low, 3).removesuffix(".00"), significant(high, 3).removesuffix(".00")

    def _retranslate(self) -> None:
        low, high = self._numbers()
        words = ", ".join(filter(None, (self._title, *(text for _, text in self._swatches))))
        self.setAccessibleName(self.tr("Legend: colours from {low} to {high}").format(low=low, high=high))
        self.setAccessibleDescription(words)
