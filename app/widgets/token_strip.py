"""A sentence as chips: the pieces that the model reads or writes, with a gap before each word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_BODY, SIZE_SMALL
from app.widgets.kept_pictures import empty_picture
from app.widgets.number_text import significant
from app.widgets.themed import ThemedWidget, elided, legible
from app.widgets.token_chip import ChipLook, TokenChip, paint_chip

__all__ = ["TokenChip", "TokenStrip"]

WORD_GAP, PIECE_GAP, PADDING = 12.0, 3.0, 8.0
WIDEST_CHIP = 220.0


@dataclass(frozen=True)
class _Measures:
    title_width: float
    count_width: float
    chip_height: float


class TokenStrip(ThemedWidget):
    """One line of chips. It scrolls where there are too many and says how many are out of view."""

    token_selected = Signal(int)
    token_previewed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._titles: tuple[str, ...] = ()
        self._tokens: tuple[TokenChip, ...] = ()
        self._highlights: dict[int, float] = {}
        self._spans: list[tuple[float, float]] | None = None
        self._measured: _Measures | None = None
        self._selected: int | None = None
        self._preview = -1
        self._scroll = 0.0
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Name the sentence at the left of the chips."""
        self._title = title
        self.setAccessibleName(title)
        self._appearance_changed()

    def align_titles(self, titles: Sequence[str]) -> None:
        """Begin where a strip with any of these titles begins, for strips one below the other."""
        if tuple(titles) != self._titles:
            self._titles = tuple(titles)
            self._appearance_changed()

    def set_tokens(self, tokens: Sequence[TokenChip]) -> None:
        """Show other chips. The selection stays where there is still a chip; highlights go."""
        before, self._tokens = self._tokens, tuple(tokens)
        if [token.text for token in self._tokens] != [token.text for token in before]:
            self._scroll = 0.0
        if self._tokens != before or self._highlights or self._preview != -1:
            self._highlights, self._preview, self._spans = {}, -1, None
            self._changed()
        self.set_selection(self._selected)

    def set_selection(self, index: int | None) -> None:
        """Mark a chip and bring it into view."""
        before = self._selected
        self._selected = index if index is not None and 0 <= index < len(self._tokens) else None
        self._reveal()
        self._describe()
        if self._selected != before:
            self._changed()

    def selection(self) -> int | None:
        """Return the marked chip."""
        return self._selected

    def set_highlights(self, weights: Mapping[int, float]) -> None:
        """Shade chips by weight, 0 to 1; chips that are not named lose their shade."""
        highlights = {index: min(max(float(weight), 0.0), 1.0) for index, weight in weights.items()}
        if highlights != self._highlights:
            self._highlights = highlights
            self._changed()

    def chip_rect(self, index: int) -> QRectF:
        """Return where a chip is painted, which may be out of view."""
        return self._rects(self._chip_spans()[index : index + 1])[0]

    def _rects(self, spans: Sequence[tuple[float, float]]) -> list[QRectF]:
        """Return where chips of these left edges and widths are painted."""
        start, height = self._view().left() - self._scroll, self._measures().chip_height
        top = (self.height() - height) / 2
        return [QRectF(start + left, top, width, height) for left, width in spans]

    def hidden_tokens(self) -> tuple[int, int]:
        """Return how many chips are out of view at the left and at the right."""
        view = self._view()
        rects = self._rects(self._chip_spans())
        left = sum(rect.center().x() < view.left() for rect in rects)
        return left, sum(rect.center().x() > view.right() for rect in rects)

    def sizeHint(self) -> QSize:
        """Ask for one line of chips."""
        return QSize(320, round(QFontMetricsF(self._font(SIZE_BODY)).height() * 1.5) + 8)

    def minimumSizeHint(self) -> QSize:
        """Stay wide enough for the title and a chip."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, the chips in view and how many lie beyond."""
        painter = QPainter(self)
        if self._keeps_strokes(painter):
            self._paint_strip(painter)
        else:
            painter.drawPixmap(0, 0, self._kept())
        self._draw_focus(painter)
        painter.end()

    def _kept(self) -> QPixmap:
        """Return the strip as it was painted when something in it changed last."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = empty_picture(self)
            painter = QPainter(self._picture)
            self._paint_strip(painter)
            painter.end()
        return self._picture

    def _changed(self) -> None:
        self._picture = None
        self.update()

    def _paint_strip(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_title(painter)
        view = self._view()
        painter.save()
        painter.setClipRect(view.adjusted(-2, 0, 2, 0))
        painter.setFont(self._font(SIZE_BODY))
        for index, (token, rect) in enumerate(
            zip(self._tokens, self._rects(self._chip_spans()), strict=True)
        ):
            if rect.intersects(view):
                look = ChipLook(index == self._selected, index == self._preview, self._highlights.get(index))
                paint_chip(painter, rect, token, look, self._theme, self._px(1))
        painter.restore()
        self._paint_hidden(painter, view)

    def _paint_title(self, painter: QPainter) -> None:
        painter.setFont(self._font(SIZE_SMALL))
        painter.setPen(QColor(self._theme.text_quiet))
        room = QRectF(PADDING, 0, self._start() - 2 * PADDING, self.height())
        text = elided(QFontMetricsF(painter.font()), self._title, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_hidden(self, painter: QPainter, view: QRectF) -> None:
        """Say at each end how many chips are out of view; a click there scrolls to them."""
        painter.setFont(self._font(SIZE_SMALL, numeric=True))
        painter.setPen(QColor(self._theme.text_quiet))
        left, right = self.hidden_tokens()
        if left:
            rect = QRectF(view.left() - self._end_width(), 0, self._end_width() - 6, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"‹ {left}")
        if right:
            rect = QRectF(view.right() + 6, 0, self._end_width(), self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, f"{right} ›")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection along the sentence; every other key is left to the window."""
        last = len(self._tokens) - 1
        now = self._selected
        targets = {
            Qt.Key.Key_Left: 0 if now is None else max(0, now - 1),
            Qt.Key.Key_Right: 0 if now is None else min(last, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if target is None or last < 0 or held:
            super().keyPressEvent(event)
            return
        event.accept()
        if target != now:
            self.set_selection(target)
            self.token_selected.emit(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the chip under the pointer, or scroll by a page at an end."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, x = self._view(), event.position().x()
        index = self._index_at(event.position())
        if index >= 0:
            self.set_selection(index)
            self.token_selected.emit(index)
        elif self._start() <= x < view.left():
            self._scroll_to(self._scroll - view.width() * 0.8)
        elif x > view.right():
            self._scroll_to(self._scroll + view.width() * 0.8)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview the chip under the pointer."""
        self._set_preview(self._index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """End the preview."""
        self._set_preview(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the sentence."""
        if self._overflow() <= 0:
            event.ignore()
            return
        turn = event.angleDelta()
        self._scroll_to(self._scroll - (turn.x() or turn.y()) * 0.6)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected chip in view."""
        super().resizeEvent(event)
        self._picture = None
        self._reveal()

    def _set_preview(self, index: int) -> None:
        if index != self._preview:
            self._preview = index
            self.token_previewed.emit(index)
            self._changed()

    def _index_at(self, place: QPointF) -> int:
        if not self._view().contains(place):
            return -1
        rects = (rect.adjusted(-1, -4, 1, 4) for rect in self._rects(self._chip_spans()))
        return next((index for index, rect in enumerate(rects) if rect.contains(place)), -1)

    def _start(self) -> float:
        """Return where the chips begin: after the title, which takes at most a fifth of the width."""
        width = self._measures().title_width
        return PADDING + (min(width, self.width() * 0.2) + 2 * PADDING if self._title else 0.0)

    def _end_width(self) -> float:
        return self._measures().count_width

    def _measures(self) -> _Measures:
        """Return sizes that depend on the type alone; every chip asks for them."""
        if self._measured is None:
            small, body = (QFontMetricsF(self._font(size)) for size in (SIZE_SMALL, SIZE_BODY))
            title = max(small.horizontalAdvance(title) for title in (self._title, *self._titles))
            count = small.horizontalAdvance("‹ 888") + 8
            self._measured = _Measures(title, count, body.height() * 1.5)
        return self._measured

    def _view(self) -> QRectF:
        """Return where chips are seen; what is hidden on either side is counted beside them."""
        start, end = self._start(), self.width() - PADDING
        if self._content_width() > end - start:
            start, end = start + (self._end_width() if self._scroll else 0.0), end - self._end_width()
        return QRectF(start, 0, max(1.0, end - start), self.height())

    def _content_width(self) -> float:
        spans = self._chip_spans()
        return spans[-1][0] + spans[-1][1] if spans else 0.0

    def _overflow(self) -> float:
        """Return how far the chips can be scrolled; then they are counted on the left."""
        beyond = self._content_width() - (self.width() - PADDING - self._start())
        return beyond + 2 * self._end_width() if beyond > 0 else beyond

    def _chip_spans(self) -> list[tuple[float, float]]:
        """Return left edge and width of every chip, measured from the first."""
        if self._spans is None:
            metrics = QFontMetricsF(self._font(SIZE_BODY))
            self._spans = []
            left = 0.0
            for index, token in enumerate(self._tokens):
                left += 0.0 if index == 0 else WORD_GAP if token.starts_word else PIECE_GAP
                width = min(
                    metrics.horizontalAdvance(legible(metrics, token.shown())) + 2 * PADDING,
                    self._px(WIDEST_CHIP),
                )
                self._spans.append((left, max(width, metrics.height() * 1.1)))
                left += self._spans[-1][1]
        return self._spans

    def _scroll_to(self, offset: float) -> None:
        scroll = max(0.0, min(offset, self._overflow()))
        if scroll != self._scroll:
            self._scroll = scroll
            self._changed()

    def _reveal(self) -> None:
        """Scroll just so far that the selected chip and a part of its neighbour are in view."""
        self._scroll_to(self._scroll)
        if self._selected is None or self._overflow() <= 0:
            return
        for _ in range(2):  # leaving the beginning takes room for the count on the left
            self._reveal_chip(self._selected)

    def _reveal_chip(self, index: int) -> None:
        view, rect = self._view(), self.chip_rect(index).adjusted(-24, 0, 24, 0)
        if rect.left() < view.left():
            self._scroll_to(self._scroll - (view.left() - rect.left()))
        elif rect.right() > view.right():
            self._scroll_to(self._scroll + rect.right() - view.right())

    def _appearance_changed(self) -> None:
        self._spans = self._measured = self._picture = None
        self._reveal()
        self._changed()

    def _retranslate(self) -> None:
        self._describe()

    def _describe(self) -> None:
        if self._selected is None:
            self.setAccessibleDescription(self.tr("{count} pieces").format(count=len(self._tokens)))
            return
        token = self._tokens[self._selected]
        text = self.tr("Piece {number} of {count}: {piece}").format(
            number=self._selected + 1, count=len(self._tokens), piece=token.accessible or token.text
        )
        if token.probability is not None:
            text = self.tr("{piece}, probability {value}").format(
                piece=text, value=significant(token.probability)
            )
        self.setAccessibleDescription(text)
