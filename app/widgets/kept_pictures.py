"""Pictures that are painted once and kept: where everything that they depend on is the same, so are the pixels."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

Paint = Callable[[QPainter], None]

BUDGET = 32 * 2**20
"""Bytes of pixels that are kept in all; what was not looked at for longest goes first."""


class Pictures:
    """Keeps what was looked at last, as far as the budget goes."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget, self._bytes = budget, 0
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def picture(self, key: Hashable, make: Callable[[], QPixmap]) -> QPixmap:
        """Return the picture of that key, made anew where it is not kept any more."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._kept[key] = make()
        self._bytes += _size(made)
        while self._bytes > self._budget and len(self._kept) > 1:
            self._bytes -= _size(self._kept.popitem(last=False)[1])
        return made


PICTURES = Pictures()


@dataclass(frozen=True, eq=False)
class Ground:
    """What lies below a picture: ``key`` tells everything that ``paint`` depends on."""

    key: tuple[Hashable, ...]
    paint: Paint


class OwnPicture:
    """What one widget looks like but for its marks, kept until it is told to forget it."""

    def __init__(self) -> None:
        self._picture: QPixmap | None = None

    def forget(self) -> None:
        """Paint anew the next time."""
        self._picture = None

    def draw(self, painter: QPainter, widget: QWidget, paint: Paint, ground: Ground | None = None) -> None:
        """Paint the widget, or draw what was painted last; ``ground`` is what others may have in common with it."""
        if keeps_strokes(painter):
            for part in (paint,) if ground is None else (ground.paint, paint):
                painter.save()
                part(painter)
                painter.restore()
            return
        if self._picture is None or self._picture.devicePixelRatio() != widget.devicePixelRatioF():
            below = None if ground is None else kept_picture(widget, ground.key, ground.paint)
            self._picture = _painted(widget, paint, below=below)
        painter.drawPixmap(0, 0, self._picture)


def keeps_strokes(painter: QPainter) -> bool:
    """Whether lines and letters stay what they are, as in a vector figure, and no kept pixels may be drawn."""
    return painter.paintEngine().type() == QPaintEngine.Type.Picture


def draw_kept(
    painter: QPainter,
    widget: QWidget,
    key: tuple[Hashable, ...],
    paint: Paint,
    part: QRect | None = None,
) -> None:
    """Paint a widget or a part of it, or draw what was painted when the key was the same.

    ``key`` tells everything that ``paint`` depends on but the kind of widget, the room and its resolution.
    """
    if keeps_strokes(painter):
        painter.save()
        paint(painter)
        painter.restore()
        return
    corner = QPoint(0, 0) if part is None else part.topLeft()
    painter.drawPixmap(corner, kept_picture(widget, key, paint, part))


def kept_picture(
    widget: QWidget,
    key: tuple[Hashable, ...],
    paint: Paint,
    part: QRect | None = None,
) -> QPixmap:
    """Return that picture, as large as the widget or the part of it."""
    ratio = widget.devicePixelRatioF()
    room = (widget.width(), widget.height()) if part is None else part.getRect()
    return PICTURES.picture((type(widget), room, ratio, key), lambda: _painted(widget, paint, part))


def _painted(
    widget: QWidget, paint: Paint, part: QRect | None = None, below: QPixmap | None = None
) -> QPixmap:
    """Return what is painted on a transparent ground, or on a copy of the picture ``below``."""
    picture = (
        empty_picture(widget, None if part is None else part.size()) if below is None else QPixmap(below)
    )
    painter = QPainter(picture)
    painter.setFont(widget.font())
    if part is not None:
        painter.translate(-part.topLeft())
    paint(painter)
    painter.end()
    return picture


def empty_picture(widget: QWidget, size: QSize | None = None) -> QPixmap:
    """Return a transparent picture as fine as the widget, and as large where no size is given."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap((widget.size() if size is None else size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _size(picture: QPixmap) -> int:
    return 4 * picture.width() * picture.height()
