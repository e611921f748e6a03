"""A sentence as chips: the pieces that the model reads or writes, with a gap before each word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_BODY, SIZE_SMALL
from app.widgets.kept_pictures import OwnPicture
from app.widgets.keyboard import place_along
from app.widgets.number_text import significant
from app.widgets.themed import ThemedWidget, elided
from app.widgets.token_chip import ChipLook, TokenChip, paint_chip
from app.widgets.token_strip_layout import PADDING, Span, StripLayout, StripMeasures, chip_spans

__all__ = ["TokenChip", "TokenStrip"]

WIDEST_CHIP = 220.0


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
        self._spans: tuple[Span, ...] | None = None
        self._measured: StripMeasures | None = None
        self._selected: int | None = None
        self._preview = -1
        self._scroll = 0.0
        self._picture = OwnPicture()
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
        if self._tokens != before:
            if list(map(_room, self._tokens)) != list(map(_room, before)):  # else only how sure the model is
                self._spans = None
            self._select(self._selected)
        if self._tokens != before or self._highlights or self._preview != -1:
            self._highlights, self._preview = {}, -1
            self._changed()

    def set_selection(self, index: int | None) -> None:
        """Mark a chip and bring it into view, unless it is the marked one."""
        if index != self._selected:
            self._select(index)

    def _select(self, index: int | None) -> None:
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
        return self._laid_out().rects(slice(index, index + 1))[0]

    def hidden_tokens(self) -> tuple[int, int]:
        """Return how many chips are out of view at the left and at the right."""
        return self._laid_out().hidden()

    def sizeHint(self) -> QSize:
        """Ask for one line of chips."""
        return QSize(320, round(QFontMetricsF(self._font(SIZE_BODY)).height() * 1.5) + 8)

    def minimumSizeHint(self) -> QSize:
        """Stay wide enough for the title and a chip."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, the chips in view and how many lie beyond."""
        painter = QPainter(self)
        self._picture.draw(painter, self, self._paint_strip)
        self._draw_focus(painter)
        painter.end()

    def _changed(self) -> None:
        self._picture.forget()
        self.update()

    def _paint_strip(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._laid_out()
        self._paint_title(painter, layout)
        view = layout.view
        painter.save()
        painter.setClipRect(view.adjusted(-2, 0, 2, 0))
        painter.setFont(self._font(SIZE_BODY))
        for index, (token, rect) in enumerate(zip(self._tokens, layout.rects(), strict=True)):
            if rect.intersects(view):
                look = ChipLook(index == self._selected, index == self._preview, self._highlights.get(index))
                paint_chip(painter, rect, token, look, self._theme, self._px(1))
        painter.restore()
        self._paint_hidden(painter, layout)

    def _paint_title(self, painter: QPainter, layout: StripLayout) -> None:
        painter.setFont(self._font(SIZE_SMALL))
        painter.setPen(QColor(self._theme.text_quiet))
        room = QRectF(PADDING, 0, layout.start - 2 * PADDING, self.height())
        text = elided(QFontMetricsF(painter.font()), self._title, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_hidden(self, painter: QPainter, layout: StripLayout) -> None:
        """Say at each end how many chips are out of view; a click there scrolls to them."""
        painter.setFont(self._font(SIZE_SMALL, numeric=True))
        painter.setPen(QColor(self._theme.text_quiet))
        (left, right), view, width = layout.hidden(), layout.view, layout.measures.count_width
        if left:
            rect = QRectF(view.left() - width, 0, width - 6, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"‹ {left}")
        if right:
            rect = QRectF(view.right() + 6, 0, width, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, f"{right} ›")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection along the sentence; every other key is left to the window."""
        now = self._selected
        target = place_along(event, now, len(self._tokens))
        if target is None:
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
        layout, x = self._laid_out(), event.position().x()
        view, index = layout.view, layout.index_at(event.position())
        if index >= 0:
            self.set_selection(index)
            self.token_selected.emit(index)
        elif layout.start <= x < view.left():
            self._scroll_to(self._scroll - view.width() * 0.8)
        elif x > view.right():
            self._scroll_to(self._scroll + view.width() * 0.8)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview the chip under the pointer."""
        self._set_preview(self._laid_out().index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """End the preview."""
        self._set_preview(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the sentence."""
        if self._laid_out().overflow <= 0:
            event.ignore()
            return
        turn = event.angleDelta()
        self._scroll_to(self._scroll - (turn.x() or turn.y()) * 0.6)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected chip in view."""
        super().resizeEvent(event)
        self._picture.forget()
        self._reveal()

    def _set_preview(self, index: int) -> None:
        if index != self._preview:
            self._preview = index
            self.token_previewed.emit(index)
            self._changed()

    def _laid_out(self) -> StripLayout:
        if self._spans is None:
            metrics = QFontMetricsF(self._font(SIZE_BODY))
            self._spans = chip_spans(self._tokens, metrics, self._px(WIDEST_CHIP))
        return StripLayout(self._measures(), self._spans, self.width(), self.height(), self._scroll)

    def _measures(self) -> StripMeasures:
        if self._measured is None:
            small, body = (QFontMetricsF(self._font(size)) for size in (SIZE_SMALL, SIZE_BODY))
            title = max(small.horizontalAdvance(title) for title in (self._title, *self._titles))
            count = small.horizontalAdvance("‹ 888") + 8
            self._measured = StripMeasures(title if self._title else None, count, body.height() * 1.5)
        return self._measured

    def _scroll_to(self, offset: float) -> None:
        self._take_scroll(self._laid_out().scrolled_to(offset))

    def _reveal(self) -> None:
        self._take_scroll(self._laid_out().revealing(self._selected))

    def _take_scroll(self, layout: StripLayout) -> None:
        if layout.scroll != self._scroll:
            self._scroll = layout.scroll
            self._changed()

    def _appearance_changed(self) -> None:
        self._spans = self._measured = None
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


def _room(token: TokenChip) -> tuple[str, str, bool]:
    """All that the place of a chip depends on."""
    return token.text, token.role, token.starts_word
