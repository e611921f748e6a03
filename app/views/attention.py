"""Attention: all heads of all layers at a glance, and one of them enlarged with its exact numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.panels.attention_choices import AttentionChoices
from app.panels.head_detail import HeadDetail
from app.panels.heads_panel import HeadsPanel
from app.reading.attention_maps import Quantity, attentions, quantities, token_lists
from app.reading.attention_picture import AttentionPicture
from app.reading.attention_words import quantity_unit
from app.reading.head_detail import ShownHead
from app.state import AttentionKind, Comparison, Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.legend import Legend
from core.measures.differences import same_tokens
from core.measures.head_effects import HeadEffects
from core.request import TraceRequest
from core.trace import Step, Trace

FLASH_MS = 900
NARROW = 620
SHARE, LARGE_SHARE = 0.27, 0.48
"""What a grid of three layers takes of the width, and what it may take: with more layers, with titles of its own to
each tile, or a table in its place. The rest is the map's."""
LAYER_SHARE = 0.03
"""What each further layer takes of the width."""
LEAST_MAP = 360
"""Beside a table of figures the map is shown where it has so much room."""
LEAST_WORDS = 240
"""A caption that has less room than that beside the choice of pages stands above it."""


class AttentionView(DeferredView):
    """What is enlarged follows the selection; which quantity is shown is the view's own choice."""

    effects_wanted = Signal(
        object
    )  # the attention whose heads are to be silenced in turn, or None for no more

    def __init__(self) -> None:
        super().__init__()
        self._quantity: Quantity = "weights"
        self._picture: AttentionPicture | None = None
        self._shown: ShownHead | None = None
        self._effects: HeadEffects | None = None
        self._asked: TraceRequest | None = None  # the request whose heads are being silenced
        self._attentions: dict[AttentionKind, tuple[Step, ...]] = {}
        self._layers: tuple[Step, ...] = ()
        self._usual: tuple[Quantity, ...] = ()  # what can be shown without a baseline
        self._drawn: tuple[object, ...] = ()
        self._flashed: Trace | None = None  # the trace that the present one is compared with for a moment
        self._choices = AttentionChoices()
        self._kinds, self._quantities = self._choices.kinds, self._choices.quantities
        self._caption, self._exact = text_label("caption"), text_label()
        self._panel, self._detail, self._legend = HeadsPanel(), HeadDetail(), Legend(wrapped=True)
        self._grid, self._map = self._panel.grid, self._detail.map
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._mark = QAction(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self._panel)
        self._halves.addWidget(self._detail)
        self._panel.add_foot(self._legend)
        self._said.setSpacing(SPACE_4)
        self._said.addWidget(self._caption, 1)
        self._said.addWidget(self._detail.choice, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._choices)
        column.addLayout(self._said)
        column.addWidget(self._halves, 1)
        column.addWidget(self._exact)

    def _connect(self) -> None:
        self._choices.kind_chosen.connect(self._on_kind_chosen)
        self._choices.quantity_chosen.connect(self._on_quantity_chosen)
        self._panel.head_selected.connect(self._on_head_selected)
        self._panel.look_changed.connect(self._refresh)
        self._panel.room_changed.connect(self._part)
        self._detail.cell_selected.connect(self._on_cell_selected)
        self._detail.words_changed.connect(self._exact.setText)
        self._detail.adjustment_requested.connect(self.adjustment_requested)
        self._detail.intervention_requested.connect(self.intervention_requested)
        self._flash.timeout.connect(self._on_flash_over)
        self._mark.setText(self.tr("Mark the selected head, to see several as one"))
        self._mark.setShortcut(QKeySequence("X"))
        self._mark.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._mark.triggered.connect(self._on_marked)
        self.addAction(self._mark)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw this trace; after a toggle over the same tokens, first how far it is from the one before."""
        before = self._current
        if before is not None and self.isVisible() and _is_toggled(before, trace):
            self._flashed = before
            self._flash.start()
        elif before is not trace:
            self._flash.stop()
            self._flashed = None
        if before is not trace:
            self._asked = None
        super().show_trace(trace, comparison)

    def show_effects(self, effects: HeadEffects) -> None:
        """Show what silencing the heads does, as far as it is known."""
        self._effects = effects
        if self._panel.look.figure == "effect" and self._is_drawn() and self._picture is not None:
            self._draw_grid(self._picture)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._panel, self._detail, self._legend):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again."""
        self._drawn = ()
        self._mark.setText(self.tr("Mark the selected head, to see several as one"))
        self._panel.retranslate()
        self._detail.retranslate()
        super().retranslate()

    def minimumSizeHint(self) -> QSize:
        """Count the lines that the sentences take at the present width, which Qt leaves out."""
        layout, hint = self.layout(), super().minimumSizeHint()
        least = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        return hint.expandedTo(QSize(0, least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the halves above each other where there is no room side by side."""
        super().resizeEvent(event)
        across = Qt.Orientation.Vertical if event.size().width() < NARROW else Qt.Orientation.Horizontal
        if across != self._halves.orientation():
            self._halves.setOrientation(across)
            self._panel.set_downwards(across == Qt.Orientation.Horizontal)
            self._drawn = ()
            self._refresh()
        if event.oldSize().width() < 0:
            self._part()
        self._fit()
        self._fit_map()

    def _part(self) -> None:
        """Give each half its share; from then on the handle between them is the user's."""
        share = min(LARGE_SHARE, SHARE + LAYER_SHARE * max(0, len(self._layers) - 3))
        share = LARGE_SHARE if self._panel.look.takes_room else share
        whole = self.width()  # sizes are shares where the halves stand one above the other
        self._halves.setSizes([round(whole * share), round(whole * (1 - share))])

    def _fit(self) -> None:
        """Find room for the choices, and for the caption beside the choice of pages."""
        self._choices.fit(self.width() - 2 * SPACE_3, self._scale)
        direction = QBoxLayout.Direction
        beside = self.width() - self._detail.choice.sizeHint().width() >= LEAST_WORDS * self._scale
        self._said.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _fit_map(self) -> None:
        """A table of figures takes the room of the map where there is not enough for both."""
        across = self._halves.orientation() == Qt.Orientation.Horizontal
        spare = self.width() - self._panel.table.least_width() if across else 0
        seen = not self._panel.look.listed or spare >= LEAST_MAP * self._scale
        for part in (self._detail, self._exact, self._detail.choice, self._legend):
            part.setVisible(seen and bool(self._attentions))

    def _draw(self) -> None:
        trace = self._trace
        self._attentions = attentions(trace)
        for part in (self._choices, self._halves, self._exact, self._detail.choice):
            part.setVisible(bool(self._attentions))
        if not self._attentions:
            self._layers, self._drawn, self._picture = (), (), None
            self._caption.setText(self.tr("This model has no attention maps."))
            return
        kind, former = self._kind(), len(self._layers)
        self._layers = self._attentions[kind]
        if len(self._layers) != former:
            self._part()
        self._usual = quantities(trace, self._layers[0])
        self._draw_choices(kind)
        picture = self._draw_grid(self._take_picture(trace, kind))
        self._fit_map()
        self._draw_head(picture)
        self._ask_for_effects(kind)

    def _take_picture(self, trace: Trace, kind: AttentionKind) -> AttentionPicture:
        baseline, quantity, in_words = self._baseline(), self._shown_quantity(), self._panel.look.words
        drawn = (trace, kind, quantity, baseline, in_words)
        if self._picture is None or drawn != self._drawn:
            self._drawn = drawn
            self._picture = AttentionPicture(trace, self._layers, quantity, baseline, in_words=in_words)
            self._draw_legend(self._picture)
        return self._picture

    def _draw_grid(self, picture: AttentionPicture) -> AttentionPicture:
        known = self._effects if self._effects and self._effects.request == picture.trace.request else None
        self._panel.show_heads(picture.heads, picture.maps, picture.silent, known)
        return picture

    def _draw_choices(self, kind: AttentionKind) -> None:
        offered = self._usual
        if self._comparison.forced is not None and not self._before:
            offered = (*offered, "difference")
        self._choices.offer(tuple(self._attentions), offered)
        self._fit()
        self._choices.show_chosen(kind, self._shown_quantity())

    def _draw_legend(self, picture: AttentionPicture) -> None:
        quantity: Quantity = "difference" if picture.difference else picture.quantity
        masked = self.tr("masked: may not look") if picture.maps.hidden.any() else ""
        self._legend.set_scale(picture.maps.scale, title=quantity_unit(quantity), masked=masked)

    def _draw_head(self, picture: AttentionPicture) -> None:
        forced = None if self._before else self._comparison.forced
        baseline = forced if forced is not None and self._has_difference(forced) else None
        self._shown = ShownHead(picture, self._place(), self._panel.look, baseline)
        self._draw_caption(picture)
        self._panel.set_selection(self._place(), *picture.cell(*self._cell()))
        self._detail.show_head(self._shown, self._cell())

    def _draw_caption(self, picture: AttentionPicture) -> None:
        if picture.quantity == "difference" and not picture.difference:
            text = self.tr("No difference map: it needs the same tokens with and without the changes.")
        else:
            text = picture.caption(self._place(), self._panel.look)
        if self._before and self._trace is not self._current:
            text = self.tr("Before: {caption}").format(caption=text)
        self._caption.setText(text)

    def _draw_selection(self) -> None:
        if not self._layers or self._picture is None:
            return
        if self._drawn[1:2] != (self._kind(),):
            self._draw()
        elif self._shown is None or self._shown.place != self._place():
            self._draw_head(self._picture)
        else:
            self._panel.set_selection(self._place(), *self._picture.cell(*self._cell()))
            self._detail.set_cell(self._cell())

    def _cell(self) -> tuple[int | None, int | None]:
        """The query and key to mark: those selected, or the column of a selected token that only is looked at."""
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
        if self._quantity == "difference":
            return "difference" if self._comparison.forced is not None and not self._before else "weights"
        return self._quantity if self._quantity in self._usual else "weights"

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

    def _ask_for_effects(self, kind: AttentionKind) -> None:
        """Have the heads silenced as long as they are sorted by that."""
        wanted = self._panel.look.figure == "effect" and self._current is not None
        asked = self._current.request if wanted and self._current is not None else None
        if asked != self._asked:
            self._asked = asked
            self.effects_wanted.emit(None if asked is None else kind)

    def _on_kind_chosen(self, name: str) -> None:
        self.selection_requested.emit(self._selection.at_attention(cast("AttentionKind", name)))

    def _on_quantity_chosen(self, name: str) -> None:
        self._quantity = cast("Quantity", name)
        self._refresh()

    def _on_head_selected(self, layer: int, head: int) -> None:
        self.selection_requested.emit(self._wished().at_head(layer, head))

    def _on_marked(self) -> None:
        if self._layers:
            self._panel.set_look(self._panel.look.with_mark(self._place()))

    def _on_cell_selected(self, query: int, key: int) -> None:
        self.selection_requested.emit(self._wished().at_cell(query, key))

    def _wished(self) -> Selection:
        """The selection as it is drawn, which differs where this model lacks what was selected."""
        layer, head = self._place()
        return replace(self._selection, attention=self._kind(), layer=layer, head=head)

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
    group="attention",
    page=lambda: QCoreApplication.translate("Attention", "Maps"),
    sites=(
        "*.weights",
        "*.mask",
        "*.scores",
        "*.scaled",
        "*.masked",
        "*.query",
        "*.key",
        "*.value",
        "*.head_output",
    ),
)
