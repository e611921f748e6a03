"""The two sentences as chips: what is read, and what the decoder says."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from app.panels.output_tokens import changed, probabilities
from app.reading.covers import HIDDEN
from app.reading.outputs import output
from app.state import Comparison, Selection
from app.theme import SPACE_1, SPACE_3, Theme
from app.widgets.token_strip import TokenChip, TokenStrip
from app.widgets.translated import TranslatedWidget
from core.trace import Token, Trace

END = "</s>"
BESIDE = 48.0
"""What a strip needs beside its title and chips."""


class TokenPanel(TranslatedWidget):
    """Lights up the selected token, and shades the others by the weight that the selected row gives them.

    The sentences stand side by side where both fit, else the output below the source.
    """

    token_requested = Signal(str, int)  # token list, index

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = TokenStrip()
        self.output = TokenStrip()
        self._arrow = QLabel("→")
        self._trace: Trace | None = None
        self._selection = Selection()
        self._comparison = Comparison()
        self._covered: Set[int] = frozenset()
        self._ends_at_once = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(SPACE_1, 0, SPACE_1, 0)
        for widget in (self.source, self._arrow, self.output):
            self._row.addWidget(widget)
        self.source.token_selected.connect(self._on_read_selected)
        self.output.token_selected.connect(self._on_written_selected)
        self.retranslate()

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Show both sentences; what differs from the baseline's own output is marked."""
        self._trace, self._comparison = trace, comparison
        self.source.set_tokens(_chips(_read(trace)))
        self._show_output(trace)
        self._share_room()
        self.show_selection(self._selection)

    def cover(self, rows: Set[int]) -> None:
        """Keep secret, until told otherwise, what these rows of the decoder predict."""
        self._covered = rows
        if self._trace is not None:
            self._show_output(self._trace)
            self._share_room()
            self.show_selection(self._selection)

    def _show_output(self, trace: Trace) -> None:
        chips = _chips(output(trace), probabilities(trace), changed(trace, self._comparison.own))
        ends_at_once = [chip.text for chip in chips] == [END] and trace.prompt not in self._covered
        self._name_output(ends_at_once=ends_at_once)
        secret = TokenChip(HIDDEN, accessible=self.tr("covered"))
        self.output.set_tokens(
            [secret if at + trace.prompt in self._covered else chip for at, chip in enumerate(chips)]
        )

    def _name_output(self, *, ends_at_once: bool) -> None:
        """Where the model writes the end token only, the strip says that this is all of it."""
        self._ends_at_once = ends_at_once
        title = self.tr("Output (ends at once)") if ends_at_once else self.tr("Output")
        if title != self.output.accessibleName():
            self.output.set_title(title)

    def show_progress(self, pieces: Sequence[str]) -> None:
        """Show the output as far as it is generated; a piece that starts a word starts with a space."""
        self.output.show()
        self._name_output(ends_at_once=False)
        self.output.set_tokens([TokenChip(piece.strip(), starts_word=piece[:1] == " ") for piece in pieces])

    def show_selection(self, selection: Selection) -> None:
        """Mark the selected token and shade what its row looks at."""
        self._selection = selection
        if self._trace is None:
            return
        token = selection.token
        tokens, index = (token.tokens, token.index) if token else ("", -1)
        # A decoder row is fed one token and predicts the next: the chip of its row is the predicted one, but
        # where that token was read and not written.
        row = index - self._trace.prompt if tokens in ("target", "predicted") else -1
        self.output.set_selection(row if row >= 0 else None)
        read = index if tokens == "source" else index - 1 if tokens and row < 0 else -1
        self.source.set_selection(read if read >= 0 else None)
        self._shade(self._trace, selection)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.source.set_theme(theme, scale)
        self.output.set_theme(theme, scale)
        self._share_room()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.source.set_title(self.tr("Source"))
        self._name_output(ends_at_once=self._ends_at_once)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _shade(self, trace: Trace, selection: Selection) -> None:
        selection = selection.within(trace)  # a new trace comes before the selection that fits it
        site = f"{selection.attention_site}.weights"
        looked_at: dict[int, float] = {}
        if selection.query is not None and site in trace:
            weights = trace.value(site)[selection.head, selection.query]
            looked_at = {index: float(weight) for index, weight in enumerate(weights)}
        if selection.attention == "decoder":
            # Fed token t is token t - 1 of what was read and written; the start token is no chip.
            fed, prompt = {index - 1: weight for index, weight in looked_at.items()}, trace.prompt
            self.source.set_highlights({at: weight for at, weight in fed.items() if 0 <= at < prompt})
            self.output.set_highlights({at - prompt: weight for at, weight in fed.items() if at >= prompt})
        else:
            self.source.set_highlights(looked_at)
            self.output.set_highlights({})

    def _on_read_selected(self, index: int) -> None:
        goes_on = self._trace is not None and self._trace.prompt > 0
        self.token_requested.emit("target" if goes_on else "source", index + goes_on)

    def _on_written_selected(self, index: int) -> None:
        row = index + (self._trace.prompt if self._trace else 0)
        if row in self._covered:
            self.show_selection(self._selection)  # its figures would give it away
        else:
            self.token_requested.emit("predicted", row)

    def _share_room(self) -> None:
        """Side by side, each sentence gets what it needs and the output the rest."""
        if self._trace is None:
            return
        counts = [len(_read(self._trace)), len(self._trace.tokens["predicted"]) - self._trace.prompt]
        writes = counts[1] > 0  # an encoder alone, or a part of a model, does not
        source, output = map(_needed, (self.source, self.output), counts)
        wide = self.width() - self._arrow.sizeHint().width() - 2 * (SPACE_1 + SPACE_3)
        stacked = writes and source + output > wide
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._row.setSpacing(0 if stacked else SPACE_3)
        self._arrow.setVisible(writes and not stacked)
        self.output.setVisible(writes)
        # One below the other, both begin at the same place.
        strips = self.source, self.output
        for strip in strips:
            strip.align_titles([one.accessibleName() for one in strips] if stacked else [])
        self._row.setStretchFactor(self.source, 1 if stacked else round(source))
        self._row.setStretchFactor(self.output, 1 if stacked else max(1, round(wide - source)))


def _read(trace: Trace) -> tuple[Token, ...]:
    """The sentence: the source, or what a decoder alone was fed to go on from, without the start token."""
    return trace.tokens["source"] or trace.tokens["target"][1 : 1 + trace.prompt]


def _needed(strip: TokenStrip, count: int) -> float:
    """The width that a strip needs for its title and all its chips."""
    chips = strip.chip_rect(count - 1).right() - strip.chip_rect(0).left() if count else 0.0
    return chips + strip.fontMetrics().horizontalAdvance(strip.accessibleName()) + BESIDE


def _chips(
    tokens: Sequence[Token],
    probable: Sequence[float | None] | None = None,
    differing: frozenset[int] = frozenset(),
) -> list[TokenChip]:
    return [
        TokenChip(
            text=token.text,
            role=token.role,
            starts_word=token.starts_word or token.role == "special",
            probability=probable[index] if probable else None,
            changed=index in differing,
        )
        for index, token in enumerate(tokens)
    ]
