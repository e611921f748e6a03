"""Attention: all heads of all layers at a glance, and one of them enlarged with its exact numbers."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.flash import Flash
from app.panels.attention_choices import AttentionChoices
from app.panels.attention_halves import AttentionHalves
from app.panels.head_detail import HeadDetail
from app.panels.heads_panel import HeadsPanel
from app.reading.attention_focus import AttentionFocus
from app.reading.attention_maps import Quantity, attentions
from app.reading.attention_picture import AttentionPicture
from app.reading.attention_words import quantity_unit
from app.reading.head_detail import ShownHead
from app.state import AttentionKind, Comparison
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.legend import Legend
from core.measures.head_effects import HeadEffects
from core.request import TraceRequest
from core.trace import Step, Trace

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
        self._count = 0  # of layers
        self._drawn: tuple[object, ...] = ()
        self._choices = AttentionChoices()
        self._kinds, self._quantities = self._choices.kinds, self._choices.quantities
        self._caption, self._exact = text_label("caption"), text_label()
        self._panel, self._detail, self._legend = HeadsPanel(), HeadDetail(), Legend(wrapped=True)
        self._grid, self._map = self._panel.grid, self._detail.map
        self._flash = Flash(self)
        self._halves = AttentionHalves(self._panel, self._detail)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._mark = QAction(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
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
        self._flash.over.connect(self._refresh)
        self._mark.setText(self.tr("Mark the selected head, to see several as one"))
        self._mark.setShortcut(QKeySequence("X"))
        self._mark.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._mark.triggered.connect(self._on_marked)
        self.addAction(self._mark)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw this trace; after a toggle over the same tokens, first how far it is from the one before."""
        self._flash.take(self._current, trace, seen=self.isVisible())
        if self._current is not trace:
            self._asked = None
        super().show_trace(trace, comparison)

    def show_sliding(self, sliding: bool) -> None:
        """While a slider moves nothing flashes; once it rests, the whole of what it did."""
        self._flash.slide(sliding, self._current, seen=self.isVisible())
        self._refresh()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the halves above each other where there is no room side by side."""
        super().resizeEvent(event)
        if self._halves.turn(event.size().width()):
            self._drawn = ()
            self._refresh()
        if event.oldSize().width() < 0:
            self._part()
        self._fit()
        self._fit_map()

    def _part(self) -> None:
        self._halves.part(self.width(), self._count)

    def _fit(self) -> None:
        """Find room for the choices, and for the caption beside the choice of pages."""
        self._choices.fit(self.width() - 2 * SPACE_3, self._scale)
        direction = QBoxLayout.Direction
        beside = self.width() - self._detail.choice.sizeHint().width() >= LEAST_WORDS * self._scale
        self._said.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _fit_map(self) -> None:
        """A table of figures takes the room of the map where there is not enough for both."""
        seen = self._halves.has_room_for_map(self.width(), self._scale)
        for part in (self._detail, self._exact, self._detail.choice, self._legend):
            part.setVisible(seen and bool(self._attentions))

    def _focus(self) -> AttentionFocus:
        forced = None if self._before else self._comparison.forced
        flashed = None if self._before else self._flash.trace
        return AttentionFocus(self._trace, self._attentions, self._selection, self._quantity, forced, flashed)

    def _draw(self) -> None:
        self._attentions = attentions(self._trace)
        for part in (self._choices, self._halves, self._exact, self._detail.choice):
            part.setVisible(bool(self._attentions))
        if not self._attentions:
            self._count, self._drawn, self._picture = 0, (), None
            self._caption.setText(self.tr("This model has no attention maps."))
            return
        focus, former = self._focus(), self._count
        self._count = len(focus.layers)
        if self._count != former:
            self._part()
        self._draw_choices(focus)
        picture = self._draw_grid(self._take_picture(focus))
        self._fit_map()
        self._draw_head(focus, picture)
        self._ask_for_effects(focus.kind)

    def _take_picture(self, focus: AttentionFocus) -> AttentionPicture:
        trace, quantity, in_words = focus.trace, focus.quantity, self._panel.look.words
        drawn = (trace, focus.kind, quantity, focus.subtracted, in_words)
        if self._picture is None or drawn != self._drawn:
            self._drawn = drawn
            self._picture = AttentionPicture(
                trace, focus.layers, quantity, focus.subtracted, in_words=in_words
            )
            self._draw_legend(self._picture)
        return self._picture

    def _draw_grid(self, picture: AttentionPicture) -> AttentionPicture:
        known = self._effects if self._effects and self._effects.request == picture.trace.request else None
        self._panel.show_heads(picture.heads, picture.maps, picture.silent, known)
        return picture

    def _draw_choices(self, focus: AttentionFocus) -> None:
        self._choices.offer(tuple(self._attentions), focus.offered)
        self._fit()
        self._choices.show_chosen(focus.kind, focus.quantity)

    def _draw_legend(self, picture: AttentionPicture) -> None:
        quantity: Quantity = "difference" if picture.difference else picture.quantity
        masked = self.tr("masked: may not look") if picture.maps.hidden.any() else ""
        self._legend.set_scale(picture.maps.scale, title=quantity_unit(quantity), masked=masked)

    def _draw_head(self, focus: AttentionFocus, picture: AttentionPicture) -> None:
        self._shown = ShownHead(picture, focus.place, self._panel.look, focus.over_same_tokens(focus.forced))
        self._draw_caption(focus, picture)
        self._panel.set_selection(focus.place, *picture.cell(*focus.cell))
        self._detail.show_head(self._shown, focus.cell)

    def _draw_caption(self, focus: AttentionFocus, picture: AttentionPicture) -> None:
        if picture.quantity == "difference" and not picture.difference:
            text = self.tr("No difference map: it needs the same tokens with and without the changes.")
        else:
            text = picture.caption(focus.place, self._panel.look)
        if self._before and self._trace is not self._current:
            text = self.tr("Before: {caption}").format(caption=text)
        self._caption.setText(text)

    def _draw_selection(self) -> None:
        if not self._attentions or self._picture is None:
            return
        focus = self._focus()
        if self._drawn[1:2] != (focus.kind,):
            self._draw()
        elif self._shown is None or self._shown.place != focus.place:
            self._draw_head(focus, self._picture)
        else:
            self._panel.set_selection(focus.place, *self._picture.cell(*focus.cell))
            self._detail.set_cell(focus.cell)

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
        self.selection_requested.emit(self._focus().drawn.at_head(layer, head))

    def _on_marked(self) -> None:
        if self._attentions:
            self._panel.set_look(self._panel.look.with_mark(self._focus().place))

    def _on_cell_selected(self, query: int, key: int) -> None:
        self.selection_requested.emit(self._focus().drawn.at_cell(query, key))


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
