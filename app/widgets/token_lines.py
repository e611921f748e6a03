"""Lines between the tokens that ask and those that are looked at, read with the pointer and the keys."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.scale import Mask
from app.widgets.spacing import apart
from app.widgets.themed import ThemedWidget, draw_vertical, elided, legible
from app.widgets.token_lines_layout import LinesContent, LinesLayout, Side, lay_out, suits_columns
from app.widgets.token_lines_painting import paint_bars, paint_lines, paint_tag, visible

MARGIN = 8.0
NEAREST = 0.75
"""How near names may stand beside one another, in lines of text."""
SIDES: tuple[Side, ...] = ("query", "key")
_ALONG = {True: (Qt.Key.Key_Left, Qt.Key.Key_Right), False: (Qt.Key.Key_Up, Qt.Key.Key_Down)}
_ASIDE = {True: (Qt.Key.Key_Up, Qt.Key.Key_Down), False: (Qt.Key.Key_Left, Qt.Key.Key_Right)}
_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TokenLines(ThemedWidget):
    """Two rows or two columns of tokens. The selection is given from outside; clicks and keys say what is wished.

    With a selected token its lines are drawn alone, and the mean of its weights over the heads stands beside each
    token of the other side. The pointer previews the same.
    """

    token_selected = Signal(str, int)
    cleared = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: LinesContent | None = None
        self._across: bool | None = None
        self._selected: tuple[int | None, int | None] = (None, None)
        self._preview: tuple[Side, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def set_lines(self, content: LinesContent) -> None:
        """Show these lines; the selection stays where it fits."""
        metrics = QFontMetricsF(self._font())
        queries, keys = (tuple(legible(metrics, text) for text in content.labels(side)) for side in SIDES)
        self._content = LinesContent(
            content.weights, content.drawn, content.heads, queries, keys, content.titles
        )
        self.set_selection(*self._selected)

    def set_selection(self, query: int | None, key: int | None) -> None:
        """Mark tokens: the lines of the query alone where there is one, else those of the key."""
        found = self._content
        counts = (0, 0) if found is None else (len(found.queries), len(found.keys))
        wished = zip((query, key), counts, strict=True)
        kept = [at if at is not None and 0 <= at < count else None for at, count in wished]
        self._selected, self._preview = (kept[0], kept[1]), None
        self._describe()
        self.update()

    def selection(self) -> tuple[int | None, int | None]:
        """Return the marked query and key."""
        return self._selected

    def set_across(self, across: bool | None) -> None:
        """Draw two rows, or two columns; None takes what suits the room."""
        self._across = across
        self.update()

    def is_across(self) -> bool:
        """Return whether two rows are drawn."""
        if self._across is not None or self._content is None:
            return bool(self._across)
        return not suits_columns(self._room(), self._content, QFontMetricsF(self._font()))

    def name_rect(self, side: Side, token: int) -> QRectF:
        """Return where the name of a token stands."""
        assert self._content is not None
        return self._laid_out(self._content).side(side).names[token]

    def sizeHint(self) -> QSize:
        """Ask for a wide picture; the lines take what they get."""
        return QSize(640, 320)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough for a few tokens."""
        return QSize(280, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and lines, which are kept as a picture."""
        painter = QPainter(self)
        if self._content is not None and self._content.queries and self._content.keys:
            content, alone = self._content, self._alone()
            look = self._selected, alone, self.is_across()
            self._draw_kept(painter, (content, *look), lambda painter: self._paint_lines(painter, content))
            # The names alone are the same at every threshold.
            words = content.queries, content.keys, content.titles
            said = (content, *look) if alone else (*words, *look)
            self._draw_kept(painter, ("words", *said), lambda painter: self._paint_words(painter, content))
        self._draw_focus(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along a side, to the other one, or back to all lines; every other key is left to the window."""
        key, content = Qt.Key(event.key()), self._content
        if content is None or event.modifiers() & _MODIFIED:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.cleared.emit()
        else:
            wished = self._wished(content, key)
            if wished is None:
                super().keyPressEvent(event)
            else:
                self.token_selected.emit(*wished)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the token under the pointer, or let go of it."""
        place = self._token_at(event)
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        chosen = (place[1], None) if place[0] == "query" else (None, place[1])
        if self._selected == chosen:
            self.cleared.emit()
        else:
            self.token_selected.emit(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview the token under the pointer."""
        place = self._token_at(event)
        if place != self._preview:
            self._preview = place
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """End the preview."""
        self._preview = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A preview of the former layout means nothing."""
        self._preview = None
        super().resizeEvent(event)
        self.resized.emit()

    def _wished(self, content: LinesContent, key: Qt.Key) -> tuple[Side, int] | None:
        chosen = self._chosen()
        side, token = chosen or ("query", 0)
        across, last = self.is_across(), len(content.labels(side)) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return side, 0 if key == Qt.Key.Key_Home else last
        if key in _ASIDE[across]:
            other = SIDES[_ASIDE[across].index(key)]
            return other, min(token, len(content.labels(other)) - 1)
        if key not in _ALONG[across]:
            return None
        move = (-1, 1)[_ALONG[across].index(key)]
        return (side, min(max(token + move, 0), last)) if chosen else (side, 0)

    def _chosen(self) -> tuple[Side, int] | None:
        """The selected token whose lines are drawn alone."""
        query, key = self._selected
        if query is not None:
            return "query", query
        return None if key is None else ("key", key)

    def _alone(self) -> tuple[Side, int] | None:
        return self._preview or self._chosen()

    def _token_at(self, event: QMouseEvent) -> tuple[Side, int] | None:
        if self._content is None or not (self._content.queries and self._content.keys):
            return None
        return self._laid_out(self._content).token_at(event.position())

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN / 2, -MARGIN, -MARGIN / 2)

    def _laid_out(self, content: LinesContent) -> LinesLayout:
        # Only a selection makes room for numbers: nothing moves while the pointer passes.
        chosen = self._chosen()
        numbers = None if chosen is None else _other(chosen[0])
        metrics = QFontMetricsF(self._font())
        return lay_out(self._room(), content, metrics, across=self.is_across(), numbers=numbers)

    def _paint_lines(self, painter: QPainter, content: LinesContent) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = visible(content, *(self._alone() or (None, None)))
        paint_lines(painter, content, self._laid_out(content), self._theme, self._px(1), shown)

    def _paint_words(self, painter: QPainter, content: LinesContent) -> None:
        layout, alone = self._laid_out(content), self._alone()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, side in enumerate(SIDES):
            reached = None
            if alone is not None:
                shown = visible(content, *alone)
                reached = np.asarray(shown.any(axis=(0, 2 if side == "query" else 1)))
            self._paint_title(painter, content, layout, side)
            self._paint_names(painter, content, layout, side, reached, self._selected[at])
        if alone is not None:
            self._paint_numbers(painter, content, layout, *alone)

    def _paint_title(self, painter: QPainter, content: LinesContent, layout: LinesLayout, side: Side) -> None:
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.text_quiet))
        box, right = layout.side(side).title, side == "key" and not layout.across
        short = self.tr("Query") if side == "query" else self.tr("Key")
        text = short if layout.across else content.titles[SIDES.index(side)]
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            box,
            align | Qt.AlignmentFlag.AlignVCenter,
            elided(QFontMetricsF(painter.font()), text, box.width()),
        )

    def _paint_names(
        self,
        painter: QPainter,
        content: LinesContent,
        layout: LinesLayout,
        side: Side,
        reached: Mask | None,
        selected: int | None,
    ) -> None:
        """The names of a side, thinned out where they have no room; quiet where no line is drawn."""
        part, labels = layout.side(side), content.labels(side)
        for at in reversed(self._named(content, layout, side, selected)):
            rect, quiet = part.names[at], reached is not None and not reached[at] and at != selected
            painter.setFont(self._font(bold=at == selected))
            if at == selected:
                paint_tag(painter, rect, self._theme, self._px(1))
            painter.setPen(QColor(self._theme.text_quiet if quiet else self._theme.text))
            if part.upright:
                draw_vertical(painter, rect.adjusted(0, 3, 0, -3), labels[at], at_bottom=side == "query")
                continue
            text = elided(QFontMetricsF(painter.font()), labels[at], rect.width() - 8)
            painter.drawText(rect.adjusted(4, 0, -4, 0), _alignment(side, layout.across), text)

    def _named(
        self,
        content: LinesContent,
        layout: LinesLayout,
        side: Side,
        selected: int | None,
    ) -> Sequence[int]:
        """The tokens that have room for their names: first the selected one, then those of the heaviest lines."""
        places = layout.side(side).places(layout.across)
        return apart(self._order(content, side, selected), places, layout.line * NEAREST)

    def _order(self, content: LinesContent, side: Side, selected: int | None) -> list[int]:
        """The tokens of a side, the one first whose name or number is wanted most."""
        alone, order = self._alone(), list(range(len(content.labels(side))))
        if alone is not None and alone[0] != side:
            order = np.argsort(-content.shares(*alone).sum(0), kind="stable").tolist()
        first = [] if selected is None else [selected]
        return [*first, *order]

    def _paint_numbers(
        self, painter: QPainter, content: LinesContent, layout: LinesLayout, side: Side, token: int
    ) -> None:
        """The mean weight over the heads beside each token of the other side, with a bar of what each head gives."""
        part, shares = layout.side(_other(side)), content.shares(side, token)
        if not part.numbers or not len(shares):
            return
        paint_bars(painter, content, part.bars, shares, self._theme, layout.across)
        painter.setFont(self._font(numeric=True))
        painter.setPen(QColor(self._theme.text))
        upright = part.numbers[0].height() > layout.line * 1.6
        for at in self._numbered(content, layout, _other(side), upright):
            text, rect = f"{shares[:, at].mean():.4f}", part.numbers[at]
            if upright:
                draw_vertical(painter, rect, text)
            else:
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _numbered(
        self, content: LinesContent, layout: LinesLayout, side: Side, upright: bool
    ) -> Sequence[int]:
        """The tokens that have room for their numbers; beside one another these take more than names do."""
        if upright or not layout.across:
            return self._named(content, layout, side, None)
        numbers = layout.side(side).numbers
        places = [number.center().x() for number in numbers]
        return apart(self._order(content, side, None), places, numbers[0].width() + 2)

    def _appearance_changed(self) -> None:
        self._preview = None

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Lines from query tokens to key tokens; arrow keys select a token"))
        self._describe()

    def _describe(self) -> None:
        chosen, content = self._chosen(), self._content
        if chosen is None or content is None:
            self.setAccessibleDescription(self.tr("All lines above the threshold are drawn."))
            return
        side, token = chosen
        others = content.labels(_other(side))
        shares = content.shares(side, token)
        mean = shares.mean(0) if len(shares) else np.zeros(len(others))
        numbers = ", ".join(f"{name} {share:.4f}" for name, share in zip(others, mean, strict=True))
        text = self.tr("{token}: {weights}").format(token=content.labels(side)[token], weights=numbers)
        self.setAccessibleDescription(text)


def _other(side: Side) -> Side:
    return "key" if side == "query" else "query"


def _alignment(side: Side, across: bool) -> Qt.AlignmentFlag:
    if across:
        return Qt.AlignmentFlag.AlignCenter
    along = Qt.AlignmentFlag.AlignRight if side == "query" else Qt.AlignmentFlag.AlignLeft
    return along | Qt.AlignmentFlag.AlignVCenter
