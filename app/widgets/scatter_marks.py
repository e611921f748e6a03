"""Points with their names and the lines between them; shapes are told apart without their colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import Theme

Shape = Literal["circle", "square", "ring"]
Weight = Literal["strong", "plain", "faint"]


@dataclass(frozen=True)
class Mark:
    """A point: its place, what is written beside it, its shape and hue, and how much it stands out."""

    x: float
    y: float
    label: str = ""
    name: str = ""
    shape: Shape = "circle"
    hue: int = 0
    weight: Weight = "plain"


@dataclass(frozen=True)
class Link:
    """A line from one mark to another, by their numbers; a faint one is also dashed."""

    start: int
    end: int
    hue: int = 0
    width: float = 1.5
    faint: bool = False


@dataclass(frozen=True)
class Picture:
    """Marks and links with what is said of them: the axes, the shapes in the legend, the ringed mark, a name."""

    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    titles: tuple[str, str] = ("", "")
    legend: tuple[tuple[Shape, int, str], ...] = ()
    selected: int | None = None
    name: str = ""


def paint_mark(
    painter: QPainter, place: QPointF, radius: float, shape: Shape, colour: QColor, theme: Theme
) -> None:
    """Paint a point with a thin edge in the colour of the ground, so that points on one another stay two."""
    ground = QColor(theme.background)
    painter.setPen(QPen(colour, 2) if shape == "ring" else QPen(ground, 1))
    painter.setBrush(ground if shape == "ring" else colour)
    if shape == "square":
        side = radius * 0.9
        painter.drawRect(QRectF(-side, -side, 2 * side, 2 * side).translated(place))
    else:
        painter.drawEllipse(place, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
