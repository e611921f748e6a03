"""Where the tokens, columns and bands of a flow diagram stand: geometry only, no painting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.widgets.scale import Numbers

NUMBER = "100.00 %"
GROUP_GAP = 1.4
"""Room above each further group of tokens for its title, in lines of text; that of the first is above them all."""
MOST_PITCH = 2.4
LABEL_SHARE, BAR_SHARE = 0.16, 0.12
NEAREST = 0.68
"""How near names may stand above one another, in lines of text."""
LEAST_SHARE = 0.002
"""Bands with less of the flow than that are not drawn."""


@dataclass(frozen=True, eq=False)
class FlowContent:
    """What flows from the tokens at the left to the output token ``token`` at the right.

    ``masses`` [columns, node] and ``bands`` [columns - 1, node to the right, node to the left] are shares of 1.
    ``groups`` are the titles of the token lists and how many nodes each has; the outputs to choose from are nodes
    from ``first_output`` on.
    """

    masses: Numbers
    bands: Numbers
    groups: tuple[tuple[str, int], ...]
    headings: tuple[str, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    first_output: int
    token: int

    @property
    def group_of(self) -> Numbers:
        """The number of the group of each node."""
        return np.repeat(np.arange(len(self.groups)), [count for _, count in self.groups])


@dataclass(frozen=True)
class FlowLayout:
    """``columns`` are x, ``rows`` y; a share of 1 is ``thickness`` high."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    titles: tuple[float, ...]
    headings: float
    thickness: float
    pitch: float
    line: float
    label_width: float
    bar: tuple[float, float]
    output_left: float

    def output_rect(self, content: FlowContent, token: int, right: float) -> QRectF:
        """Where the name of an output token stands."""
        y, height = self.rows[content.first_output + token], max(self.line, min(self.pitch, self.line * 1.5))
        return QRectF(self.output_left, y - height / 2, right - self.output_left, height)

    def output_at(self, content: FlowContent, place: QPointF) -> int | None:
        """The output token nearest to a place in its column; None elsewhere."""
        if place.x() < self.columns[-1] - self.line or not content.outputs:
            return None
        first, count = content.first_output, len(content.outputs)
        away = [abs(self.rows[first + at] - place.y()) for at in range(count)]
        nearest = int(np.argmin(away))
        return nearest if away[nearest] <= max(self.pitch, self.line) else None

    def ends(self, content: FlowContent, stage: int) -> Iterator[tuple[int, QPointF, QPointF, float]]:
        """Every band of a stage: the node it comes from, its middle at the left and at the right, its height.

        At each node the bands lie side by side, so that together they are as high as what passes through it.
        """
        flow = content.bands[stage] * self.thickness
        rows = np.array(self.rows)
        right = rows - flow.sum(1) / 2 + np.cumsum(flow, 1).T - flow.T / 2  # [left, right]
        left = (rows - flow.sum(0) / 2)[:, None] + (np.cumsum(flow, 0) - flow / 2).T
        for above, below in np.argwhere(content.bands[stage] >= LEAST_SHARE):
            yield (
                int(below),
                QPointF(self.columns[stage], float(left[below, above])),
                QPointF(self.columns[stage + 1], float(right[below, above])),
                float(flow[above, below]),
            )


def lay_out(room: QRectF, content: FlowContent, metrics: QFontMetricsF) -> FlowLayout:
    """Names, bars and numbers at the left, the columns in the middle, names of the outputs at the right."""
    line = metrics.height()
    label = _label_width(content.inputs, room, metrics)
    output = _label_width(content.outputs, room, metrics)
    bar_left = room.left() + label + line * 0.5
    bar_right = bar_left + room.width() * BAR_SHARE
    first = bar_right + metrics.horizontalAdvance(NUMBER) + line
    last = room.right() - output - line * 0.8
    columns = np.linspace(first, last, len(content.headings))
    top = room.top() + line * 1.3
    rows, titles, pitch = _rows(content, top, room.bottom() - top, line)
    return FlowLayout(
        columns=tuple(map(float, columns)),
        rows=rows,
        titles=titles,
        headings=room.top(),
        thickness=min(max(2 * pitch, 1.5 * line), 2.6 * line),
        pitch=pitch,
        line=line,
        label_width=label,
        bar=(bar_left, bar_right),
        output_left=last + line * 0.6,
    )


def _label_width(labels: Iterable[str], room: QRectF, metrics: QFontMetricsF) -> float:
    widest = max(map(metrics.horizontalAdvance, labels), default=0.0)
    return min(widest + 8, room.width() * LABEL_SHARE)


def _rows(
    content: FlowContent, top: float, height: float, line: float
) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """The middle of each node's row, the top of each group's title, and how far rows are apart."""
    count = sum(count for _, count in content.groups)
    gap = GROUP_GAP * line
    room = height - gap * (len(content.groups) - 1)
    pitch = min(room / max(count, 1), MOST_PITCH * line)
    rows: list[float] = []
    titles: list[float] = []
    y = top + (room - pitch * count) / 2
    for _, nodes in content.groups:
        titles.append(y - 1.25 * line)
        rows.extend(y + (at + 0.5) * pitch for at in range(nodes))
        y += pitch * nodes + gap
    return tuple(rows), tuple(titles), pitch
