"""Where the tokens, numbers and ends of lines stand between two lists of tokens: geometry only, no painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.widgets.scale import Mask, Numbers
from app.widgets.themed import vertical_extent

Side: TypeAlias = Literal["query", "key"]
NUMBER = "0.0000"
MOST_PITCH = 2.2
COLUMN_LABEL, ROW_LABEL = 0.2, 0.29
"""The most that the names of one side may take of the width, and of the height where they run vertically."""
BAR_WIDTH, BAR_HEIGHT = 70.0, 22.0
LEAST_BETWEEN = 64.0
"""Two rows of tokens stay that far apart where the height allows it: names and numbers give way to the lines."""


@dataclass(frozen=True, eq=False)
class LinesContent:
    """Lines of some heads: ``weights`` and whether each is ``drawn``, both [head query key].

    ``heads`` are the numbers of these heads, from 0, which give a line its colour and its dashes.
    """

    weights: Numbers
    drawn: Mask
    heads: tuple[int, ...]
    queries: tuple[str, ...]
    keys: tuple[str, ...]
    titles: tuple[str, str] = ("", "")

    def labels(self, side: Side) -> tuple[str, ...]:
        """The names of one side."""
        return self.queries if side == "query" else self.keys

    def shares(self, side: Side, token: int) -> Numbers:
        """[head other]: the weights of one query over the keys, or of all queries on one key."""
        return self.weights[:, token] if side == "query" else self.weights[:, :, token]


@dataclass(frozen=True, eq=False)
class SideLayout:
    """One side: ``names`` are where its tokens are written, ``ends`` [token 2] where their lines end.

    ``numbers`` and ``bars`` are empty on a side that shows none; ``title`` is where the side is named.
    """

    names: tuple[QRectF, ...]
    ends: Numbers
    pitch: float
    upright: bool
    title: QRectF
    numbers: tuple[QRectF, ...] = ()
    bars: tuple[QRectF, ...] = ()

    def places(self, across: bool) -> list[float]:
        """Where the tokens stand along their list."""
        return [name.center().x() if across else name.center().y() for name in self.names]


@dataclass(frozen=True, eq=False)
class LinesLayout:
    """Both sides; ``across`` where they are rows, each from left to right."""

    query: SideLayout
    key: SideLayout
    across: bool
    line: float

    def side(self, side: Side) -> SideLayout:
        """The layout of one side."""
        return self.query if side == "query" else self.key

    def shifts(self, heads: int, side: Side) -> Numbers:
        """[head 2]: how far the lines of each head end beside the middle, so that heads lie side by side."""
        room = min(self.side(side).pitch * 0.6, 16.0)
        along = (np.arange(heads) - (heads - 1) / 2) / max(heads, 1) * room
        nothing = np.zeros(heads)
        return np.stack([along, nothing] if self.across else [nothing, along], axis=-1)

    def token_at(self, place: QPointF) -> tuple[Side, int] | None:
        """The token whose name is at a place or nearest to it on that side; None between the sides."""
        sides: tuple[Side, ...] = ("query", "key")
        for side in sides:
            part = self.side(side)
            if not part.names:
                continue
            reach = (
                part.names[0].adjusted(-1e4, -4, 1e4, 4)
                if self.across
                else part.names[0].adjusted(-4, -1e4, 4, 1e4)
            )
            if reach.contains(place):
                along = place.x() if self.across else place.y()
                away = [abs(at - along) for at in part.places(self.across)]
                nearest = int(np.argmin(away))
                return (side, nearest) if away[nearest] <= max(part.pitch / 2, 8) else None
        return None


def suits_columns(room: QRectF, content: LinesContent, metrics: QFontMetricsF) -> bool:
    """Whether all names have room below one another."""
    most = max(len(content.queries), len(content.keys))
    return most * metrics.height() * 0.92 <= room.height() - metrics.height() * 1.3


def lay_out(
    room: QRectF, content: LinesContent, metrics: QFontMetricsF, *, across: bool, numbers: Side | None
) -> LinesLayout:
    """Two rows or two columns; ``numbers`` is the side that has numbers beside its tokens."""
    if across:
        most = _heights(room, metrics, numbered=numbers is not None)
        query = _row(room, content.queries, metrics, True, numbers == "query", most)
        key = _row(room, content.keys, metrics, False, numbers == "key", most)
    else:
        query = _column(room, content.queries, metrics, True, numbers == "query")
        key = _column(room, content.keys, metrics, False, numbers == "key")
    return LinesLayout(query, key, across, metrics.height())


def _column(
    room: QRectF, labels: Sequence[str], metrics: QFontMetricsF, first: bool, numbers: bool
) -> SideLayout:
    line, count = metrics.height(), len(labels)
    top = room.top() + line * 1.3
    pitch = min((room.bottom() - top) / max(count, 1), MOST_PITCH * line)
    start = top + (room.bottom() - top - pitch * count) / 2
    width = min(_widest(labels, metrics) + 10, room.width() * COLUMN_LABEL)
    number = metrics.horizontalAdvance(NUMBER) + 6
    beside = number + BAR_WIDTH + line if numbers else 0.0
    left = room.left() + beside if first else room.right() - beside - width
    height = max(line, min(pitch, line * 1.5))
    names = [QRectF(left, start + (at + 0.5) * pitch - height / 2, width, height) for at in range(count)]
    end = left + width + 5 if first else left - 5
    title = QRectF(room.left(), room.top(), room.width() / 2, line)
    at_number = left - number - 4 if first else left + width + 4
    at_bar = at_number - BAR_WIDTH - 4 if first else at_number + number + 4
    return SideLayout(
        tuple(names),
        np.array([(end, name.center().y()) for name in names]).reshape(count, 2),
        pitch,
        False,
        title if first else title.translated(room.width() / 2, 0),
        tuple(QRectF(at_number, name.top(), number, height) for name in names) if numbers else (),
        tuple(_thin(name, at_bar, line, pitch) for name in names) if numbers else (),
    )


def _thin(name: QRectF, left: float, line: float, pitch: float) -> QRectF:
    height = max(2.0, min(line * 0.6, pitch * 0.7))
    return QRectF(left, name.center().y() - height / 2, BAR_WIDTH, height)


def _heights(room: QRectF, metrics: QFontMetricsF, *, numbered: bool) -> tuple[float, float, float]:
    """How high names, numbers and bars may be at most, so that there is still room for the lines."""
    number, bar = metrics.horizontalAdvance(NUMBER) + 4, BAR_HEIGHT
    name = room.height() * ROW_LABEL
    if numbered and room.height() - 2 * name - number - bar < LEAST_BETWEEN:
        number, bar = metrics.height(), BAR_HEIGHT / 2
        name = min(name, (room.height() - LEAST_BETWEEN - number - bar - 8) / 2)
    return name, number, bar


def _row(
    room: QRectF,
    labels: Sequence[str],
    metrics: QFontMetricsF,
    first: bool,
    numbers: bool,
    most: tuple[float, float, float],
) -> SideLayout:
    line, count = metrics.height(), len(labels)
    left = room.left() + metrics.horizontalAdvance("0" * 7)
    pitch = min((room.right() - left) / max(count, 1), MOST_PITCH * 2.4 * line)
    start = left + (room.right() - left - pitch * count) / 2
    upright = _widest(labels, metrics) + 8 > pitch
    extent = max((vertical_extent(metrics, label) for label in labels), default=0.0) if upright else line
    height = max(line, min(extent + 6, most[0]))
    number_width, bar = metrics.horizontalAdvance(NUMBER), most[2]
    number = most[1] if number_width > pitch else line
    beside = number + bar + 8 if numbers else 0.0
    top = room.top() + beside if first else room.bottom() - beside - height
    width = max(pitch, line) if upright else pitch
    names = [QRectF(start + (at + 0.5) * pitch - width / 2, top, width, height) for at in range(count)]
    end = top + height + 3 if first else top - 3
    at_number = top - number - 2 if first else top + height + 2
    at_bar = at_number - bar - 2 if first else at_number + number + 2
    thin = max(2.0, min(line * 0.7, pitch * 0.7))
    return SideLayout(
        tuple(names),
        np.array([(name.center().x(), end) for name in names]).reshape(count, 2),
        pitch,
        upright,
        QRectF(room.left(), top, left - room.left() - 4, max(height, line)),
        tuple(_within(room, name.center().x(), number_width + 4, at_number, number) for name in names)
        if numbers
        else (),
        tuple(QRectF(name.center().x() - thin / 2, at_bar, thin, bar) for name in names) if numbers else (),
    )


def _within(room: QRectF, centre: float, width: float, top: float, height: float) -> QRectF:
    """A rectangle around a centre, no farther right than there is room."""
    return QRectF(min(centre - width / 2, room.right() - width), top, width, height)


def _widest(labels: Sequence[str], metrics: QFontMetricsF) -> float:
    return max(map(metrics.horizontalAdvance, labels), default=0.0)
