"""What every painted widget shares: its theme, type, focus outline and patterns."""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.fonts import numeric_font, sized_font
from app.theme import LIGHT, RADIUS, SIZE_SMALL, Theme
from app.widgets.kept_pictures import draw_kept, keeps_strokes


class ThemedWidget(QWidget):
    """A widget that paints itself in the colours and the text size of a theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._text_scale = 1.0

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self._theme = theme
        self._text_scale = scale
        self._appearance_changed()
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again when the language changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._appearance_changed()
            self.update()

    def _appearance_changed(self) -> None:
        """Forget what was drawn in the former appearance."""

    def _retranslate(self) -> None:
        """Say the widget's own words in the present language."""

    def _font(self, size: int = SIZE_SMALL, *, bold: bool = False, numeric: bool = False) -> QFont:
        make = numeric_font if numeric else sized_font
        return make(size, self._text_scale, bold=bold)

    def _px(self, length: float) -> float:
        """Return a length that grows with the text, more slowly than the text itself."""
        return length * (1 + (self._text_scale - 1) * 0.6)

    @staticmethod
    def _keeps_strokes(painter: QPainter) -> bool:
        """Whether lines and letters stay what they are, as in a vector figure, and no kept pixels may be drawn."""
        return keeps_strokes(painter)

    def _draw_kept(
        self,
        painter: QPainter,
        key: tuple[Hashable, ...],
        paint: Callable[[QPainter], None],
        part: QRect | None = None,
    ) -> None:
        """Paint, or draw what was painted when theme, text size and everything that ``key`` tells were the same."""
        look = self._theme, self._text_scale, self._font(), self.hasFocus()
        draw_kept(painter, self, (*look, *key), paint, part)

    def _draw_focus(self, painter: QPainter, rect: QRectF | None = None) -> None:
        """Outline the widget, or a part of it, while it has the keyboard."""
        if not self.hasFocus():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()) if rect is None else rect
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.restore()


def hatching(theme: Theme, ratio: float = 1.0) -> QBrush:
    """Return the pattern of masked cells: grey lines rising to the right."""
    draw = partial(_draw_rising, ink=theme.hatch)
    return _pattern(("hatching", theme.name, ratio), 6, ratio, QColor(theme.raised), draw)


def open_hatching(theme: Theme, ratio: float = 1.0) -> QBrush:
    """Return the lines of ``hatching`` without a ground, for masked cells whose colour is seen between them."""
    draw = partial(_draw_rising, ink=theme.hatch)
    return _pattern(("open hatching", theme.name, ratio), 6, ratio, QColor(Qt.GlobalColor.transparent), draw)


def _draw_rising(painter: QPainter, ink: str) -> None:
    painter.setPen(QPen(QColor(ink), 1.3))
    for shift in (-6, 0, 6):
        painter.drawLine(QPointF(shift - 1, 7), QPointF(shift + 7, -1))


def dotting(theme: Theme, ratio: float = 1.0) -> QBrush:
    """Return the pattern of cells that have no value: dots on the empty ground."""

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text_quiet))
        painter.drawEllipse(QPointF(2.5, 2.5), 1.0, 1.0)

    return _pattern(("dotting", theme.name, ratio), 5, ratio, QColor(theme.surface), draw)


def covering(theme: Theme, ratio: float = 1.0) -> QBrush:
    """Return the pattern of cells that are kept secret: lines falling to the right on a plain ground."""

    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.border), 2))
        for shift in (-12, 0, 12):
            painter.drawLine(QPointF(shift - 1, -1), QPointF(shift + 13, 13))

    return _pattern(("covering", theme.name, ratio), 12, ratio, QColor(theme.raised), draw)


_PATTERNS: OrderedDict[tuple[str, str, float], QBrush] = OrderedDict()


def _pattern(
    key: tuple[str, str, float], size: int, ratio: float, ground: QColor, draw: Callable[[QPainter], None]
) -> QBrush:
    if key not in _PATTERNS:
        tile = QPixmap(round(size * ratio), round(size * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(ground)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        _PATTERNS[key] = QBrush(tile)
    return _PATTERNS[key]


def elided(metrics: QFontMetricsF, text: str, width: float) -> str:
    """Return `text` cut to `width` with an ellipsis."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


_BEYOND_ASCII = re.compile("[^ -~]")
_WITHOUT_LOOK = frozenset(("Cf", "Mn", "Mc", "Me", "Zs", "Zl", "Zp"))


def legible(metrics: QFontMetricsF, text: str) -> str:
    """Return `text` with characters that no font has written as code points, never as empty boxes."""
    for character in set(_BEYOND_ASCII.findall(text)):  # every font has the others
        if not _has_glyph(metrics, character):
            text = text.replace(character, f"U+{ord(character):04X}")
    return text


def _has_glyph(metrics: QFontMetricsF, character: str) -> bool:
    # Joiners, selectors and combining marks have no look of their own.
    return unicodedata.category(character) in _WITHOUT_LOOK or metrics.inFontUcs4(ord(character))


def is_upright(character: str) -> bool:
    """Tell whether a character stays upright in a vertical line, as Chinese, Japanese and Korean ones do."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7a3"
        or "\uf900" <= character <= "\uffef"
    )


def vertical_extent(metrics: QFontMetricsF, text: str) -> float:
    """Return how long `text` is when it runs vertically."""
    if not any(map(is_upright, text)):
        return metrics.horizontalAdvance(text)
    return metrics.height() * 0.94 * len(text)


def draw_vertical(painter: QPainter, rect: QRectF, text: str, *, at_bottom: bool = True) -> None:
    """Draw `text` as a vertical line: Latin turned to read upwards, Chinese upright from top to bottom."""
    metrics = QFontMetricsF(painter.font())
    if not any(map(is_upright, text)):
        painter.save()
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        alignment = Qt.AlignmentFlag.AlignLeft if at_bottom else Qt.AlignmentFlag.AlignHCenter
        box = QRectF(0, 0, rect.height(), rect.width())
        fitting = elided(metrics, text, rect.height())
        painter.drawText(box, alignment | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fitting)
        painter.restore()
        return
    step = metrics.height() * 0.94
    room = max(1, int(rect.height() / step + 0.01))
    shown = text if len(text) <= room else text[: room - 1] + "⋮"
    top = rect.bottom() - step * len(shown) if at_bottom else rect.center().y() - step * len(shown) / 2
    for index, character in enumerate(shown):
        cell = QRectF(rect.left() - step, top + index * step, rect.width() + 2 * step, step)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, character)
