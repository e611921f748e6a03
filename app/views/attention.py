"""Attention: all heads of all layers at a glance, and one of them enlarged with its exact numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.reading.attention_maps import (
    Maps,
    Quantity,
    attentions,
    difference_maps,
    maps,
    quantities,
    silenced,
    token_lists,
)
from app.reading.attention_words import (
    asking_title,
    cell_sentence,
    difference_caption,
    head_caption,
    kind_name,
    looked_at_title,
    quantity_name,
    quantity_unit,
)
from app.reading.labels import token_texts
from app.state import AttentionKind, Comparison, Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.head_grid import HeadGrid
from app.widgets.heatmap import HeatMap
from app.widgets.legend import Legend
from core.measures.differences import same_tokens
from core.trace import Step, Trace

FLASH_MS = 900
NARROW = 620
LEAST_WORDS = 240
"""A caption that has less room than that beside the legend stands above it."""


class AttentionView(DeferredView):
    """What is enlarged follows the selection; which quantity is shown is the view's own choice."""

    def __init__(self) -> None:
        super().__init__()
        self._quantity: Quantity = "weights"
        self._maps: Maps | None = None
        self._attentions: dict[AttentionKind, tuple[Step, ...]] = {}
        self._layers: tuple[Step, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._flashed: Trace | None = None  # the trace that the present one is compared with for a moment
        self._kinds, self._quantities = Choice(), Choice()
        self._caption, self._exact = text_label("caption"), text_label()
        self._grid, self._map, self._legend = HeadGrid(), HeatMap(), Legend()
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._kinds.chosen.connect(self._on_kind_chosen)
        self._quantities.chosen.connect(self._on_quantity_chosen)
        self._grid.head_selected.connect(self._on_head_selected)
        self._map.cell_selected.connect(self._on_cell_selected)
        self._map.cell_previewed.connect(self._on_cell_previewed)
        self._flash.timeout.connect(self._on_flash_over)

    def _lay_out(self) -> None:
        self._choices.setSpacing(SPACE_2)
        self._choices.addWidget(self._kinds)
        self._choices.addStretch(1)
        self._choices.addWidget(self._quantities)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._grid)
        self._halves.addWidget(self._map)
        self._words.setSpacing(SPACE_4)
        self._words.addWidget(self._caption, 1)
        self._words.addWidget(self._legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addLayout(self._choices)
        column.addLayout(self._words)
        column.addWidget(self._halves, 1)
        column.addWidget(self._exact)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw this trace; after a toggle over the same tokens, first how far it is from the one before."""
        before = self._current
        if before is not None and self.isVisible() and _is_toggled(before, trace):
            self._flashed = before
            self._flash.start()
        elif before is not trace:
            self._flash.stop()
            self._flashed = None
        super().show_trace(trace, comparison)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._grid, self._map, self._legend):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again."""
        self._drawn = ()
        super().retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the halves above each other where there is no room side by side."""
        super().resizeEvent(event)
        across = Qt.Orientation.Vertical if event.size().width() < NARROW else Qt.Orientation.Horizontal
        if across != self._halves.orientation():
            self._halves.setOrientation(across)
            self._grid.set_downwards(across == Qt.Orientation.Horizontal)
            self._drawn = ()
            self._refresh()
        if event.oldSize().width() < 0:
            self._halves.setSizes([34, 66])
        self._fit_choices()

    def _fit_choices(self) -> None:
        """All in one row, with short names where that takes them; where even these are too wide, in two rows."""
        direction = QBoxLayout.Direction
        beside = self.width() - self._legend.sizeHint().width() >= LEAST_WORDS * self._scale
        self._words.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        for short in (False, True):
            self._kinds.set_options({name: kind_name(name, short=short) for name in self._attentions})
            wide = self._kinds.sizeHint().width() + self._quantities.sizeHint().width()
            if wide + 2 * SPACE_3 + SPACE_2 <= self.width():
                break
        else:
            self._choices.setDirection(direction.TopToBottom)
            return
        self._choices.setDirection(direction.LeftToRight)

    def _draw(self) -> None:
        trace = self._trace
        self._attentions = attentions(trace)
        for part in (self._kinds, self._quantities, self._halves, self._exact, self._legend):
            part.setVisible(bool(self._attentions))
        if not self._attentions:
            self._layers, self._drawn = (), ()
            self._caption.setText(self.tr("This model has no attention maps."))
            return
        kind = self._kind()
        self._layers = self._attentions[kind]
        self._draw_choices(kind)
        baseline, quantity = self._baseline(), self._shown_quantity()
        found = difference_maps(trace, baseline, kind) if baseline is not None else None
        drawn = (trace, kind, quantity, baseline)
        if drawn != self._drawn:
            self._drawn = drawn
            self._maps = found or maps(
                trace, self._layers, "weights" if quantity == "difference" else quantity
            )
            shown = self._maps
            self._grid.set_maps(shown.values, shown.hidden, shown.scale, silenced(trace, kind))
            self._draw_legend(self._maps)
        self._draw_head()

    def _draw_choices(self, kind: AttentionKind) -> None:
        offered = quantities(self._trace, self._layers[0])
        if self._comparison.forced is not None and not self._before:
            offered = (*offered, "difference")
        self._quantities.set_options({name: quantity_name(name) for name in offered})
        self._quantities.set_chosen(self._shown_quantity())
        self._fit_choices()
        self._kinds.set_chosen(kind)

    def _draw_legend(self, shown: Maps) -> None:
        quantity: Quantity = "difference" if self._baseline() is not None else self._shown_quantity()
        masked = self.tr("masked: may not look") if shown.hidden.any() else ""
        self._legend.set_scale(shown.scale, title=quantity_unit(quantity), masked=masked)

    def _draw_head(self) -> None:
        if self._maps is None:
            return
        trace, (layer, head) = self._trace, self._place()
        step, shown = self._layers[layer], self._maps
        queries, keys = token_lists(step)
        self._map.set_matrix(
            shown.values[layer, head],
            row_labels=token_texts(trace.tokens[queries]),
            column_labels=token_texts(trace.tokens[keys]),
            row_title=asking_title(queries),
            column_title=looked_at_title(keys),
            second_row_labels=token_texts(trace.tokens["predicted"]) if queries == "target" else None,
            hatched=shown.hidden[layer, head],
            scale=shown.scale,
        )
        self._draw_caption()
        self._draw_marks()

    def _draw_caption(self) -> None:
        layer, head = self._place()
        shown, kind = self._maps, self._kind()
        if (
            self._quantity == "difference"
            and self._shown_quantity() == "difference"
            and self._drawn[3] is None
        ):
            text = self.tr("No difference map: it needs the same tokens with and without the changes.")
        elif shown is not None and self._baseline() is not None:
            text = difference_caption(layer, head, float(np.nanmax(np.abs(shown.values[layer, head]))))
        else:
            silent = (layer, head) in silenced(self._trace, kind)
            text = head_caption(self._trace, self._layers[layer], layer, head, silent)
        if self._before and self._trace is not self._current:
            text = self.tr("Before: {caption}").format(caption=text)
        self._caption.setText(text)

    def _draw_selection(self) -> None:
        if not self._layers:
            return
        if self._drawn[1:2] != (self._kind(),):
            self._draw()
        elif self._grid.selection() != self._place():
            self._draw_head()
        else:
            self._draw_marks()

    def _draw_marks(self) -> None:
        """Light up the head, the row and the cell, and say the cell's number."""
        row, column = self._cell()
        self._grid.set_selection(*self._place())
        self._grid.set_cell_selection(row, column)
        self._map.set_selection(row, column)
        self._say_cell(row, column)

    def _say_cell(self, row: int | None, column: int | None) -> None:
        layer, head = self._place()
        self._exact.setText(cell_sentence(self._trace, self._layers[layer], head, row, column))

    def _cell(self) -> tuple[int | None, int | None]:
        """The cell to mark: the selected one, or the column of a selected token that only is looked at."""
        chosen, (queries, keys) = self._selection, token_lists(self._layers[0])
        token = chosen.token
        if chosen.query is None and token is not None and token.tokens == keys != queries:
            return None, token.index
        return chosen.query, chosen.key

    def _place(self) -> tuple[int, int]:
        """The selected layer and head, or the last ones where this model has fewer."""
        heads = self._layers[0].shape[0]
        return min(self._selection.layer, len(self._layers) - 1), min(self._selection.head, heads - 1)

    def _kind(self) -> AttentionKind:
        chosen = self._selection.attention
        return chosen if chosen in self._attentions else next(iter(self._attentions))

    def _shown_quantity(self) -> Quantity:
        """The chosen quantity, or weights where it cannot be shown now."""
        usual = quantities(self._trace, self._layers[0])
        if self._quantity == "difference":
            return "difference" if self._comparison.forced is not None and not self._before else "weights"
        return self._quantity if self._quantity in usual else "weights"

    def _baseline(self) -> Trace | None:
        """What to subtract: the trace before a toggle for a moment, or the baseline where that is chosen."""
        if self._flashed is not None and not self._before:
            return self._flashed if self._has_difference(self._flashed) else None
        forced = self._comparison.forced
        if self._shown_quantity() != "difference" or forced is None or not self._has_difference(forced):
            return None
        return forced

    def _has_difference(self, baseline: Trace) -> bool:
        lists = token_lists(self._layers[0])
        return same_tokens(self._trace, baseline, *lists)

    def _on_kind_chosen(self, name: str) -> None:
        self.selection_requested.emit(self._selection.at_attention(cast("AttentionKind", name)))

    def _on_quantity_chosen(self, name: str) -> None:
        self._quantity = cast("Quantity", name)
        self._refresh()

    def _on_head_selected(self, layer: int, head: int) -> None:
        self.selection_requested.emit(self._wished().at_head(layer, head))

    def _on_cell_selected(self, row: int, column: int) -> None:
        self.selection_requested.emit(self._wished().at_cell(row, column))

    def _wished(self) -> Selection:
        """The selection as it is drawn, which differs where this model lacks what was selected."""
        layer, head = self._place()
        return replace(self._selection, attention=self._kind(), layer=layer, head=head)

    def _on_cell_previewed(self, row: int, column: int) -> None:
        self._say_cell(*((row, column) if row >= 0 else self._cell()))

    def _on_flash_over(self) -> None:
        self._flashed = None
        self._refresh()


def _is_toggled(before: Trace, after: Trace) -> bool:
    """Whether both traces differ in their interventions only, so that what changed is worth a look."""
    one, other = before.request, after.request
    return one.interventions != other.interventions and (one.model, one.inputs) == (other.model, other.inputs)


VIEW = ViewSpec(
    id="attention",
    order=1,
    title=lambda: QCoreApplication.translate("Attention", "Attention"),
    build=AttentionView,
    sites=("*.weights", "*.mask", "*.scores", "*.scaled", "*.masked"),
)
