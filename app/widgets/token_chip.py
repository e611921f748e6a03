"""One piece of a sentence as a chip, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from app.theme import RADIUS, Theme, readable_on
from app.widgets.scale import Scale
from app.widgets.themed import elided, legible

_WEIGHTS = Scale("sequential", 0.0, 1.0)
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True)
class TokenChip:
    """What a chip shows and what a screen reader says of it."""

    text: str
    role: Literal["word", "special", "unknown"] = "word"
    starts_word: bool = True
    accessible: str = ""
    probability: float | None = None
    changed: bool = False

    def shown(self) -> str:
        """Return the text on the chip: an unknown piece carries a question mark, blanks can be seen."""
        text = self.text.replace("\n", "⏎").replace("\t", "⇥")
        text = text if text.strip() else "␣" * max(1, len(text))
        return f"{text} ?" if self.role == "unknown" else text


@dataclass(frozen=True)
class ChipLook:
    """The state a chip is painted in."""

    selected: bool
    previewed: bool
    weight: float | None


def paint_chip(
    painter: QPainter, rect: QRectF, chip: TokenChip, look: ChipLook, theme: Theme, unit: float
) -> None:
    """Paint a chip in the font that is set; `unit` is the width of a thin line."""
    ground = _WEIGHTS.colour(look.weight, theme) if look.weight is not None else _plain_ground(chip, theme)
    ink = (
        readable_on(ground)
        if look.weight is not None
        else QColor(theme.text_quiet if _is_quiet(chip) else theme.text)
    )
    painter.setBrush(ground)
    painter.setPen(_outline(chip, look, theme, unit))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setPen(ink)
    metrics = QFontMetricsF(painter.font())
    text = elided(metrics, legible(metrics, chip.shown()), rect.width() - 8)
    painter.drawText(rect, _CENTRED, text)
    if chip.probability is not None:
        _paint_probability(painter, rect, chip.probability, ink)
    if chip.changed:
        _paint_changed(painter, rect, ink)
    if look.selected:
        _paint_selected(painter, rect, theme, unit)


def _is_quiet(chip: TokenChip) -> bool:
    return chip.role == "special"


def _plain_ground(chip: TokenChip, theme: Theme) -> QColor:
    return QColor(theme.background if _is_quiet(chip) else theme.surface)


def _outline(chip: TokenChip, look: ChipLook, theme: Theme, unit: float) -> QPen:
    if look.previewed:
        return QPen(QColor(theme.text), 1.5 * unit)
    if chip.role == "unknown":
        return QPen(QColor(theme.warning), 1.8 * unit, Qt.PenStyle.DashLine)
    if _is_quiet(chip):
        return QPen(QColor(theme.border), unit, Qt.PenStyle.DotLine)
    return QPen(QColor(theme.border), unit)


def _paint_probability(painter: QPainter, rect: QRectF, probability: float, ink: QColor) -> None:
    """Draw how sure the model was as a line at the foot of the chip: full width is certain."""
    share = min(max(probability, 0.0), 1.0)
    room = rect.width() - 8
    painter.setPen(Qt.PenStyle.NoPen)
    track = QColor(ink)
    track.setAlphaF(0.18)
    for colour, width in ((track, room), (ink, room * share)):
        painter.fillRect(QRectF(rect.left() + 4, rect.bottom() - 4, width, 2), colour)


def _paint_changed(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Fold the chip's upper right corner, as one does to a page."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    corner = rect.topRight() + QPointF(-1, 1)
    painter.drawPolygon(QPolygonF([corner, corner + QPointF(-8, 0), corner + QPointF(0, 8)]))


def _paint_selected(painter: QPainter, rect: QRectF, theme: Theme, unit: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 2.5 * unit))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
