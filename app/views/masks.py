"""Masks: which cell of an attention is closed by which mask; cells can be painted closed or open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.reading.attention_maps import WEIGHTS, attentions, hidden_cells, token_lists
from app.reading.attention_words import asking_title, kind_name, looked_at_title, quantity_unit
from app.reading.labels import token_texts
from app.reading.masks import DEEDS, Deed, HeadMask, head_mask, paintable, painted_mask, repainted
from app.state import AttentionKind
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.heatmap import HeatMap
from app.widgets.legend import Legend
from app.widgets.mask_map import BRUSHES, Brush, MaskLegend, MaskMap, MaskState
from app.widgets.number_text import significant
from app.widgets.scale import Scale
from core.interventions.paint_mask import PaintMask
from core.trace import Step

STATES = Scale("sequential", 0.0, float(max(MaskState)))
_WORDS: dict[MaskState, Any] = {
    MaskState.OPEN: QT_TRANSLATE_NOOP("Masks", "may look"),
    MaskState.PADDING: QT_TRANSLATE_NOOP("Masks", "padding"),
    MaskState.CAUSAL: QT_TRANSLATE_NOOP("Masks", "causal"),
    MaskState.BOTH: QT_TRANSLATE_NOOP("Masks", "both"),
    MaskState.CLOSED: QT_TRANSLATE_NOOP("Masks", "painted closed"),
    MaskState.OPENED: QT_TRANSLATE_NOOP("Masks", "painted open"),
    MaskState.OTHER: QT_TRANSLATE_NOOP("Masks", "another what-if"),
}
_CELLS: dict[MaskState, Any] = {
    MaskState.OPEN: QT_TRANSLATE_NOOP("Masks", "{query} may look at {key}."),
    MaskState.PADDING: QT_TRANSLATE_NOOP("Masks", "{query} may not look at {key}: it is padding."),
    MaskState.CAUSAL: QT_TRANSLATE_NOOP("Masks", "{query} may not look at {key}: it comes later."),
    MaskState.BOTH: QT_TRANSLATE_NOOP(
        "Masks", "{query} may not look at {key}: it is padding, and it comes later."
    ),
    MaskState.CLOSED: QT_TRANSLATE_NOOP("Masks", "{query} may not look at {key}: it is painted closed."),
    MaskState.OPENED: QT_TRANSLATE_NOOP("Masks", "{query} may look at {key}: it is painted open."),
    MaskState.OTHER: QT_TRANSLATE_NOOP("Masks", "{query} may not look at {key}: another what-if closes it."),
}
_BRUSHES: dict[Brush, Any] = {
    "cell": QT_TRANSLATE_NOOP("Masks", "Cell"),
    "row": QT_TRANSLATE_NOOP("Masks", "Row"),
    "column": QT_TRANSLATE_NOOP("Masks", "Column"),
    "diagonal": QT_TRANSLATE_NOOP("Masks", "Diagonal"),
    "block": QT_TRANSLATE_NOOP("Masks", "Block"),
}
_DEEDS: dict[Deed, Any] = {
    "close": QT_TRANSLATE_NOOP("Masks", "Close"),
    "open": QT_TRANSLATE_NOOP("Masks", "Open"),
    "erase": QT_TRANSLATE_NOOP("Masks", "Erase"),
}
_REACHES: dict[str, Any] = {
    "head": QT_TRANSLATE_NOOP("Masks", "This head"),
    "layer": QT_TRANSLATE_NOOP("Masks", "This layer"),
    "attention": QT_TRANSLATE_NOOP("Masks", "All layers"),
}


class MasksView(DeferredView):
    """Left the mask of the selected head, right the weights that it leaves. What is painted is a what-if."""

    def __init__(self) -> None:
        super().__init__()
        self._kind: AttentionKind | None = None
        self._layers: tuple[Step, ...] = ()
        self._kinds, self._brushes, self._deeds, self._reaches = Choice(), Choice(), Choice(), Choice()
        self._brush: Brush = "cell"
        self._deed: Deed = "close"
        self._reach = "head"
        self._clear = QPushButton(autoDefault=False)
        self._caption, self._exact = text_label("caption"), text_label()
        self._mask, self._weights = MaskMap(), HeatMap()
        self._legend, self._shades = MaskLegend(), Legend()
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts: list[QWidget] = [
            *(self._kinds, self._reaches, self._brushes, self._deeds, self._clear),
            *(self._halves, self._legend, self._shades, self._exact),
        ]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._tools.setSpacing(SPACE_4)
        for part in (self._kinds, self._reaches):
            self._tools.addWidget(part)
        self._tools.addStretch(1)
        brushes = QHBoxLayout()
        brushes.setSpacing(SPACE_4)
        for tool in (self._deeds, self._brushes, self._clear):
            brushes.addWidget(tool)
        brushes.addStretch(1)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._mask)
        self._halves.addWidget(self._weights)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addLayout(self._tools)
        column.addLayout(brushes)
        column.addWidget(self._caption)
        column.addWidget(self._halves, 1)
        legends = QHBoxLayout()
        legends.setSpacing(SPACE_4)
        legends.addWidget(self._legend, 1)
        legends.addWidget(self._shades)
        column.addLayout(legends)
        column.addWidget(self._exact)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._on_kind_chosen)
        self._reaches.chosen.connect(self._on_reach_chosen)
        self._brushes.chosen.connect(self._on_brush_chosen)
        self._deeds.chosen.connect(self._on_deed_chosen)
        self._clear.clicked.connect(self._on_clear)
        self._mask.painted.connect(self._on_painted)
        for one in (self._mask, self._weights):
            one.cell_selected.connect(self._on_cell_selected)
            one.cell_previewed.connect(self._on_cell_previewed)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._mask, self._weights, self._legend, self._shades):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _keyboard_part(self) -> QWidget:
        return self._mask

    def _draw(self) -> None:
        found = attentions(self._trace)
        kind = self._kind = (
            self._selection.attention if self._selection.attention in found else next(iter(found), None)
        )
        self._layers = found[kind] if kind else ()
        mask = self._head_mask() if kind else None
        for part in self._parts:
            part.setVisible(mask is not None)
        if kind is None or mask is None:
            self._caption.setText(self.tr("This model has no masks to paint on."))
            return
        self._draw_choices(tuple(found), kind)
        self._draw_maps(mask)
        self._caption.setText(self._caption_text(mask))
        shown = {MaskState.OPEN, *map(MaskState, np.unique(mask.states).tolist())}
        self._legend.set_states(
            tuple((state, _say(text)) for state, text in _WORDS.items() if state in shown)
        )
        self._draw_marks()

    def _draw_choices(self, kinds: tuple[AttentionKind, ...], kind: AttentionKind) -> None:
        self._kinds.set_options({name: kind_name(name, short=True) for name in kinds})
        self._kinds.set_chosen(kind)
        for choice, texts, chosen in (
            (self._reaches, _REACHES, self._reach),
            (self._brushes, _BRUSHES, self._brush),
            (self._deeds, _DEEDS, self._deed),
        ):
            choice.set_options({name: _say(text) for name, text in texts.items()})
            choice.set_chosen(chosen)
        self._clear.setText(self.tr("Erase all"))
        self._clear.setEnabled(not self._held().neutral)

    def _draw_maps(self, mask: HeadMask) -> None:
        trace, (layer, head) = self._trace, self._place()
        step = self._layers[layer]
        queries, keys = token_lists(step)
        rows, columns = token_texts(trace.tokens[queries]), token_texts(trace.tokens[keys])
        named = asking_title(trace, queries), looked_at_title(trace, keys)
        self._mask.set_matrix(
            mask.states.astype("float32"),
            row_labels=rows,
            column_labels=columns,
            row_title=named[0],
            column_title=named[1],
            scale=STATES,
        )
        self._weights.set_matrix(
            step.value[head],
            row_labels=rows,
            column_labels=columns,
            row_title=named[0],
            column_title=named[1],
            hatched=hidden_cells(trace, step)[head],
            scale=WEIGHTS,
        )
        self._shades.set_scale(WEIGHTS, title=quantity_unit("weights"))

    def _caption_text(self, mask: HeadMask) -> str:
        layer, head = self._place()
        text = self.tr(
            "Head {head} of layer {layer}: {closed} of {all} cells are closed, {painted} of them by paint."
        ).format(
            head=head + 1,
            layer=layer + 1,
            closed=mask.states.size - mask.count(MaskState.OPEN, MaskState.OPENED),
            all=mask.states.size,
            painted=mask.count(MaskState.CLOSED),
        )
        return self._with_blind_rows(text, mask)

    def _with_blind_rows(self, text: str, mask: HeadMask) -> str:
        """What became of rows with nothing left to look at: nothing, or all alike where a finite number fills them."""
        layer, head = self._place()
        step = self._layers[layer]
        names = token_texts(self._trace.tokens[token_lists(step)[0]])
        shared = [row for row in mask.blind if step.value[head, row].any()]
        empty = [row for row in mask.blind if row not in shared]
        if empty:
            more = self.tr(
                "{text} Nothing is left to look at for {rows}: "
                "softmax has nothing to share out, so these weights are 0."
            )
            text = more.format(text=text, rows=self.tr(", ").join(names[row] for row in empty))
        if shared:
            more = self.tr(
                "{text} Nothing is left to look at for {rows}: one finite number stands in all cells, "
                "so softmax shares the row out evenly, {weight} each."
            )
            weight = significant(float(step.value[head, shared[0]].mean()))
            text = more.format(
                text=text, rows=self.tr(", ").join(names[row] for row in shared), weight=weight
            )
        return text

    def _draw_selection(self) -> None:
        self._draw()

    def _draw_marks(self) -> None:
        for one in (self._mask, self._weights):
            one.set_selection(self._selection.query, self._selection.key)
        self._say_cell(*self._mask.selection())

    def _say_cell(self, row: int | None, column: int | None) -> None:
        layer, head = self._place()
        step, mask = self._layers[layer], self._head_mask()
        if row is None or column is None or mask is None:
            self._exact.setText(
                self.tr("Drag over cells to paint them, or go to one with the arrow keys and press Enter.")
            )
            return
        queries, keys = token_lists(step)
        text = _say(_CELLS[MaskState(int(mask.states[row, column]))]).format(
            query=token_texts(self._trace.tokens[queries])[row],
            key=token_texts(self._trace.tokens[keys])[column],
        )
        # Kept to one line: a second one would move the cells while they are painted.
        self._exact.setText(
            self.tr("{sentence} Its weight is {weight}.").format(
                sentence=text, weight=significant(float(step.value[head, row, column]), 4)
            )
        )

    def _head_mask(self) -> HeadMask | None:
        layer, head = self._place()
        return head_mask(self._trace, self._layers[layer], head)

    def _place(self) -> tuple[int, int]:
        heads = self._layers[0].shape[0]
        return min(self._selection.layer, len(self._layers) - 1), min(self._selection.head, heads - 1)

    def _held(self) -> PaintMask:
        layer, head = self._place()
        reach = {"head": (layer, head), "layer": (layer, None), "attention": (None, None)}[self._reach]
        assert self._kind is not None
        return painted_mask(self._trace, self._kind, *reach)

    def _on_painted(self, cells: tuple[tuple[int, int], ...]) -> None:
        step = self._layers[self._place()[0]]
        held = paintable(self._trace, self._held())
        self.adjustment_requested.emit(repainted(held, cells, self._deed, step), False)

    def _on_clear(self) -> None:
        self.adjustment_requested.emit(replace(self._held(), closed=(), opened=()), False)

    def _on_kind_chosen(self, name: str) -> None:
        self.selection_requested.emit(self._selection.at_attention(cast("AttentionKind", name)))

    def _on_reach_chosen(self, name: str) -> None:
        self._reach = name
        self._refresh()

    def _on_brush_chosen(self, name: str) -> None:
        self._brush = cast("Brush", name)
        self._mask.set_brush(self._brush)

    def _on_deed_chosen(self, name: str) -> None:
        self._deed = cast("Deed", name)

    def _on_cell_selected(self, row: int, column: int) -> None:
        self.selection_requested.emit(self._selection.at_cell(row, column))

    def _on_cell_previewed(self, row: int, column: int) -> None:
        self._say_cell(*((row, column) if row >= 0 else self._mask.selection()))


def _say(text: str) -> str:
    return QCoreApplication.translate("Masks", text)


VIEW = ViewSpec(
    id="masks",
    order=11,
    title=lambda: QCoreApplication.translate("Masks", "Masks"),
    build=MasksView,
    group="attention",
    page=lambda: QCoreApplication.translate("Masks", "Masks"),
    sites=("*mask", "*.weights"),
)
assert set(_BRUSHES) == set(BRUSHES) and set(_DEEDS) == set(DEEDS)
