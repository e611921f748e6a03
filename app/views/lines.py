"""Lines: the weights of any heads of one layer as lines between the tokens that ask and those looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.reading.attention_maps import attentions, token_lists
from app.reading.attention_words import asking_title, kind_name, looked_at_title
from app.reading.labels import token_texts
from app.reading.lines import (
    Lines,
    count_sentence,
    heads_sentence,
    lines,
    silent_heads,
    token_sentence,
)
from app.state import AttentionKind, SelectedToken, Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.choice import Choice
from app.widgets.stepper import Stepper
from app.widgets.token_lines import TokenLines
from app.widgets.token_lines_heads import HeadToggles
from app.widgets.token_lines_layout import LinesContent
from core.trace import Step, Trace

THRESHOLD, THRESHOLD_STEP = 10, 1
SLIDER_WIDTH = 130
FORMS = ("columns", "rows")


class LinesView(DeferredView):
    """Attention, layer and token follow the selection; heads, threshold and form are the view's own choice.

    ``_heads`` are the heads drawn; None draws all, and with ``_alone`` only the selected head is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heads: frozenset[int] | None = None
        self._alone = False
        self._attentions: dict[AttentionKind, tuple[Step, ...]] = {}
        self._lines: Lines | None = None
        self._drawn: tuple[Trace, str, tuple[int, ...], int] | None = None
        self._kinds, self._forms, self._layer = Choice(), Choice(), Stepper(1, 1)
        self._toggles, self._picture = HeadToggles(), TokenLines()
        self._all, self._only, self._whole = QPushButton(), QPushButton(), QPushButton()
        self._layer_name, self._threshold_name = QLabel(), QLabel()
        self._threshold = QSlider(Qt.Orientation.Horizontal)
        self._caption, self._exact = text_label("caption"), text_label()
        self._keys = {name: QAction(self) for name in ("all", "only", "higher", "lower", "form")}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._threshold.setRange(0, 100)
        self._threshold.setValue(THRESHOLD)
        self._threshold.setFixedWidth(SLIDER_WIDTH)
        self._threshold.setPageStep(5)
        self._layer_name.setBuddy(self._layer.number)
        self._threshold_name.setBuddy(self._threshold)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        self._upper, self._lower, self._foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, self._lower, self._foot):
            row.setSpacing(SPACE_2)
        self._upper.addWidget(self._kinds)
        self._upper.addSpacing(SPACE_4)
        self._upper.addWidget(self._layer_name)
        self._upper.addWidget(self._layer)
        self._upper.addStretch(1)
        self._upper.addWidget(self._forms)
        self._lower.addWidget(self._toggles, 1)
        self._lower.addWidget(self._all)
        self._lower.addWidget(self._only)
        self._lower.addWidget(self._threshold_name)
        self._lower.addWidget(self._threshold)
        self._foot.addWidget(self._exact, 1)
        self._foot.addWidget(self._whole)
        column.addLayout(self._upper)
        column.addLayout(self._lower)
        column.addWidget(self._caption)
        column.addWidget(self._picture, 1)
        column.addLayout(self._foot)

    def _connect(self) -> None:
        self._kinds.chosen.connect(self._on_kind_chosen)
        self._forms.chosen.connect(self._on_form_chosen)
        self._layer.value_requested.connect(self._on_layer_wished)
        self._toggles.toggled.connect(self._on_toggled)
        self._toggles.only_wished.connect(self._on_only_wished)
        self._all.clicked.connect(self._show_all)
        self._only.clicked.connect(self._show_only)
        self._whole.clicked.connect(self._on_cleared)
        self._threshold.valueChanged.connect(self._draw_lines)
        self._picture.token_selected.connect(self._on_token_selected)
        self._picture.cleared.connect(self._on_cleared)
        self._picture.resized.connect(self._say_form)
        deeds = {
            "all": ("A", self._show_all),
            "only": ("O", self._show_only),
            "higher": ("T", lambda: self._move_threshold(THRESHOLD_STEP)),
            "lower": ("Shift+T", lambda: self._move_threshold(-THRESHOLD_STEP)),
            "form": ("F", self._turn),
        }
        for name, (key, deed) in deeds.items():
            action = self._keys[name]
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(deed)
            self.addAction(action)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._toggles, self._picture):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again."""
        self._drawn = None
        titles = {
            "all": self.tr("Lines of all heads"),
            "only": self.tr("Lines of the selected head only"),
            "higher": self.tr("Higher threshold"),
            "lower": self.tr("Lower threshold"),
            "form": self.tr("Rows or columns"),
        }
        for name, title in titles.items():
            self._keys[name].setText(title)
        super().retranslate()

    def _keyboard_part(self) -> QWidget:
        return self._picture

    def _draw(self) -> None:
        self._attentions = attentions(self._trace)
        found = bool(self._attentions)
        parts = (
            self._kinds,
            self._layer_name,
            self._layer,
            self._forms,
            self._toggles,
            self._all,
            self._only,
        )
        for part in (*parts, self._threshold, self._threshold_name, self._picture, self._exact, self._whole):
            part.setVisible(found)
        if not found:
            self._lines = None
            self._caption.setText(self.tr("No lines can be drawn: this model has no attention maps."))
            return
        self._say_controls()
        self._draw_lines()

    def _say_controls(self) -> None:
        short = len(self._attentions) > 1
        self._kinds.set_options({name: kind_name(name, short=short) for name in self._attentions})
        self._forms.set_options({"columns": self.tr("Columns"), "rows": self.tr("Rows")})
        self._layer_name.setText(self.tr("Layer"))
        self._layer.set_names(self.tr("Layer"), self.tr("Layer before"), self.tr("Next layer"))
        self._all.setText(self.tr("All"))
        self._only.setText(self.tr("Only this"))
        self._whole.setText(self.tr("Show all tokens"))
        self._all.setToolTip(self.tr("Draw the lines of all heads"))
        self._only.setToolTip(self.tr("Draw the lines of the selected head only; , and . go to another one"))
        self._threshold.setAccessibleName(self.tr("Smallest weight that is drawn, in percent"))

    def _draw_lines(self) -> None:
        """Draw the lines of the chosen heads again, as the selection or the threshold wants it."""
        if not self._attentions:
            return
        trace, step, place = self._trace, self._step(), self._place()
        heads = self._drawn_heads()
        queries, keys = token_lists(step)
        drawn = trace, step.site, heads, self._threshold.value()
        if drawn != self._drawn or self._lines is None:
            self._drawn = drawn
            found = self._lines = lines(trace, step, heads, self._threshold.value() / 100)
            titles = asking_title(trace, queries), looked_at_title(trace, keys)
            asking, seen = token_texts(trace.tokens[queries]), token_texts(trace.tokens[keys])
            self._picture.set_lines(LinesContent(found.weights, found.drawn, heads, asking, seen, titles))
        self._toggles.set_heads(step.shape[0], heads, place[1], silent_heads(trace, step))
        text = self.tr("Threshold {percent} %").format(percent=self._threshold.value())
        self._threshold_name.setText(text)
        self._kinds.set_chosen(self._kind())
        self._layer.number.setMaximum(len(self._attentions[self._kind()]))
        self._layer.show_value(place[0] + 1)
        self._draw_marks()

    def _say_form(self) -> None:
        self._forms.set_chosen(FORMS[self._picture.is_across()])

    def _draw_selection(self) -> None:
        self._draw_lines()

    def _draw_marks(self) -> None:
        assert self._lines is not None
        trace, found = self._trace, self._lines
        self._picture.set_selection(*self._pair())
        query, key = self._picture.selection()  # what lies outside of this attention is not selected
        self._say_form()
        text = heads_sentence(trace, found, self._place()[0], query, key)
        count = count_sentence(found, query, key)
        self._caption.setText(self.tr("{caption} {count}").format(caption=text, count=count))
        self._exact.setText(token_sentence(trace, found, query, key))
        self._whole.setEnabled(query is not None or key is not None)

    def _kind(self) -> AttentionKind:
        chosen = self._selection.attention
        return chosen if chosen in self._attentions else next(iter(self._attentions))

    def _step(self) -> Step:
        return self._attentions[self._kind()][self._place()[0]]

    def _place(self) -> tuple[int, int]:
        """The selected layer and head, or the last ones where this model has fewer."""
        layers = self._attentions[self._kind()]
        layer = min(self._selection.layer, len(layers) - 1)
        return layer, min(self._selection.head, layers[layer].shape[0] - 1)

    def _drawn_heads(self) -> tuple[int, ...]:
        count, selected = self._step().shape[0], self._place()[1]
        if self._alone:
            return (selected,)
        return tuple(head for head in range(count) if self._heads is None or head in self._heads)

    def _pair(self) -> tuple[int | None, int | None]:
        """The selected query and key of this attention; a selected token that only is looked at is a key."""
        chosen, (queries, keys) = self._selection, token_lists(self._step())
        token = chosen.token
        if chosen.attention != self._kind():
            return None, None
        if chosen.query is None and token is not None and token.tokens == keys != queries:
            return None, token.index
        return chosen.query, chosen.key

    def _wished(self) -> Selection:
        """The selection as it is drawn, which differs where this model lacks what was selected."""
        layer, head = self._place()
        return replace(self._selection, attention=self._kind(), layer=layer, head=head)

    def _on_kind_chosen(self, name: str) -> None:
        self.selection_requested.emit(self._selection.at_attention(cast("AttentionKind", name)))

    def _on_layer_wished(self, number: int) -> None:
        self.selection_requested.emit(self._wished().at_head(number - 1, self._place()[1]))

    def _on_form_chosen(self, name: str) -> None:
        self._picture.set_across(name == "rows")
        self._say_form()

    def _turn(self) -> None:
        if self._attentions:
            self._on_form_chosen(FORMS[not self._picture.is_across()])

    def _on_toggled(self, head: int) -> None:
        shown = frozenset(self._drawn_heads()) ^ {head}
        every = len(shown) == self._step().shape[0]
        self._alone, self._heads = False, None if every else shown
        self._draw_lines()

    def _on_only_wished(self, head: int) -> None:
        self._alone = True
        self._draw_lines()
        self.selection_requested.emit(self._wished().at_head(self._place()[0], head))

    def _show_all(self) -> None:
        self._alone, self._heads = False, None
        self._draw_lines()

    def _show_only(self) -> None:
        self._alone = True
        self._draw_lines()

    def _move_threshold(self, steps: int) -> None:
        self._threshold.setValue(self._threshold.value() + steps)

    def _on_token_selected(self, side: str, token: int) -> None:
        queries, keys = token_lists(self._step())
        tokens, query, key = (queries, token, None) if side == "query" else (keys, None, token)
        chosen = SelectedToken(tokens, token)
        self.selection_requested.emit(replace(self._wished(), query=query, key=key, token=chosen, cell=None))

    def _on_cleared(self) -> None:
        self.selection_requested.emit(replace(self._wished(), query=None, key=None, token=None))


VIEW = ViewSpec(
    id="lines",
    order=12,
    title=lambda: QCoreApplication.translate("LinesView", "Lines"),
    build=LinesView,
    sites=("*.weights", "*.mask", "*.masked", "*.head_output", "*.concatenated", "*.output", "*_residual"),
    group="attention",
    page=lambda: QCoreApplication.translate("LinesView", "Lines"),
)
