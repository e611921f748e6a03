"""Residual stream: how long each token's vector is, and what every sublayer adds to it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.reading.labels import token_texts
from app.reading.residual import (
    QUANTITIES,
    Quantity,
    StreamMap,
    bars,
    caption,
    exact_sentence,
    most_changed,
    quantity_name,
    quantity_unit,
    side_name,
    stream_map,
)
from app.state import Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.heatmap import HeatMap
from app.widgets.legend import Legend
from app.widgets.paired_bars import PairedBars
from core.measures.residual_stream import Stream, streams

LEAST_WORDS = 240


class ResidualView(DeferredView):
    """The selected token decides which stream is shown; which sublayer is marked in it is the view's own choice.

    ``_part`` is the number of that sublayer, -1 where the stream begins.
    """

    def __init__(self) -> None:
        super().__init__()
        self._streams: dict[str, Stream] = {}
        self._map: StreamMap | None = None
        self._side = self._drawn = ""  # the token list whose stream is wished for, and that is on screen
        self._part: int | None = None
        self._quantity: Quantity = QUANTITIES[0]
        self._sides, self._quantities = Choice(), Choice()
        self._caption, self._exact = text_label("caption"), text_label("caption")
        self._heatmap, self._bars, self._legend = HeatMap(), PairedBars(), Legend()
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._sides.chosen.connect(self._on_side_chosen)
        self._quantities.chosen.connect(self._on_quantity_chosen)
        self._heatmap.cell_selected.connect(self._on_cell_selected)
        self._bars.row_selected.connect(self._on_bar_selected)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(SPACE_2)
        choices.addWidget(self._sides)
        choices.addStretch(1)
        choices.addWidget(self._quantities)
        self._foot.setSpacing(SPACE_4)
        self._foot.addWidget(self._exact, 1)
        self._foot.addWidget(self._legend)
        self._halves.setChildrenCollapsible(False)
        for at, (half, stretch) in enumerate(((self._heatmap, 11), (self._bars, 9))):
            self._halves.addWidget(half)
            self._halves.setStretchFactor(at, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addLayout(choices)
        column.addWidget(self._caption)
        column.addWidget(self._halves, 1)
        column.addLayout(self._foot)

    def show_selection(self, selection: Selection) -> None:
        """Keep the selection; another token brings its stream to the front, another layer moves the mark there."""
        token = selection.token
        if token is not None and token != self._selection.token:
            self._side = "source" if token.tokens == "source" else "target"
        if selection.layer != self._selection.layer:
            self._move_to(selection.layer)
        super().show_selection(selection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words where they have room."""
        super().resizeEvent(event)
        self._fit_words()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._heatmap, self._bars, self._legend):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _keyboard_part(self) -> QWidget:
        return self._heatmap

    def _draw(self) -> None:
        self._streams = {stream.tokens: stream for stream in streams(self._trace)}
        for part in (self._quantities, self._halves, self._exact, self._legend):
            part.setVisible(bool(self._streams))
        self._sides.setVisible(len(self._streams) > 1)
        if not self._streams:
            self._map = None
            self._caption.setText(
                self.tr(
                    "This model has no residual stream: nothing that is computed is added to what came in."
                )
            )
            return
        self._sides.set_options({tokens: side_name(tokens) for tokens in self._streams})
        self._quantities.set_options({name: quantity_name(name) for name in QUANTITIES})
        self._draw_stream()

    def _draw_stream(self) -> None:
        """Everything of one stream and one quantity."""
        stream = self._stream()
        self._drawn = stream.tokens
        self._sides.set_chosen(stream.tokens)
        self._quantities.set_chosen(self._quantity)
        self._map = stream_map(stream, self._quantity)
        self._heatmap.set_matrix(
            self._map.values,
            row_labels=self._map.row_labels,
            column_labels=token_texts(self._trace.tokens[stream.tokens]),
            row_title=self.tr("layer") if self._quantity == "cosine" else self.tr("after layer, sublayer"),
            column_title=self.tr("token"),
            scale=self._map.scale,
        )
        self._legend.set_scale(self._map.scale, title=quantity_unit(self._quantity))
        self._fit_words()
        self._draw_marks()

    def _draw_selection(self) -> None:
        if self._map is None:
            return
        if self._stream().tokens != self._drawn:
            self._draw_stream()
        else:
            self._draw_marks()

    def _draw_marks(self) -> None:
        """Light up the token and the sublayer, and say their numbers."""
        assert self._map is not None
        stream, token, part = self._stream(), self._token(), self._marked()
        self._heatmap.set_selection(self._map.row_of(stream, part), token)
        shown = most_changed(stream) if token is None else token
        text = token_texts(self._trace.tokens[stream.tokens])[shown]
        self._bars.set_rows(
            bars(stream, shown),
            self.tr("“{token}”, sublayer by sublayer").format(token=text),
            self.tr("length found"),
            self.tr("length added"),
        )
        self._bars.set_selection(part)
        self._caption.setText(caption(self._trace, stream, shown))
        self._exact.setText(exact_sentence(self._trace, stream, part, token))

    def _fit_words(self) -> None:
        """The exact numbers beside the legend, or above it where that leaves them too little room."""
        beside = self.width() - self._legend.sizeHint().width() >= LEAST_WORDS * self._scale
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _stream(self) -> Stream:
        return self._streams.get(self._side) or next(iter(self._streams.values()))

    def _token(self) -> int | None:
        """The selected token's column; a predicted token stands in the row that predicts it."""
        token, stream = self._selection.token, self._stream()
        if token is None or (token.tokens == "source") != (stream.tokens == "source"):
            return None
        return token.index if token.index < len(stream.start.value) else None

    def _marked(self) -> int | None:
        """The sublayer that is marked, as far as this stream has it."""
        part = self._part
        return part if part is not None and part < len(self._stream().sublayers) else None

    def _move_to(self, layer: int) -> None:
        """Mark the sublayer of the same kind in another layer."""
        part = self._marked() if self._streams else None
        if part is not None and part >= 0:
            found = self._stream().sublayers
            alike = (at for at, one in enumerate(found) if (one.layer, one.kind) == (layer, found[part].kind))
            self._part = next(alike, part)

    def _on_side_chosen(self, tokens: str) -> None:
        self._side = tokens
        self._draw_stream()

    def _on_quantity_chosen(self, name: str) -> None:
        self._quantity = cast("Quantity", name)
        self._draw_stream()

    def _on_cell_selected(self, row: int, column: int) -> None:
        if self._map is not None:
            self._wish(self._map.parts[row], column)

    def _on_bar_selected(self, row: int) -> None:
        token = self._token()
        self._wish(row, most_changed(self._stream()) if token is None else token)

    def _wish(self, part: int, token: int) -> None:
        """Mark a sublayer, and wish for the token and for the layer."""
        self._part = part
        stream = self._stream()
        self._draw_marks()
        wished = self._selection.at_token(stream.tokens, token)
        if part >= 0:
            wished = replace(wished, layer=stream.sublayers[part].layer)
        self.selection_requested.emit(wished)


VIEW = ViewSpec(
    id="residual",
    order=7,
    title=lambda: QCoreApplication.translate("Residual", "Residual"),
    build=ResidualView,
    group="residual",
    page=lambda: QCoreApplication.translate("Residual", "Stream"),
)
