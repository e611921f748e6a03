"""What-ifs of single tokens, the one that is selected: make it invisible, take its embedding, swap it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt

from app.panels.what_if_rows import ChoiceRow, Option
from app.panels.what_if_section import WhatIfSection
from app.reading.labels import token_texts
from app.vocabulary import told_apart
from app.widgets.legible_label import LegibleLabel
from core.interventions.hide_token import SIDES, HideToken, Tokens
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.swap_tokens import SwapTokens
from core.trace import Token

_SIDES: dict[str, Any] = {
    "key": QT_TRANSLATE_NOOP("TokenSection", "nobody looks at it"),
    "query": QT_TRANSLATE_NOOP("TokenSection", "it looks at nobody"),
    "both": QT_TRANSLATE_NOOP("TokenSection", "both: as if not there"),
}
_STACKS = {"source": "encoder", "target": "decoder"}


class TokenSection(WhatIfSection):
    """Of the source or of what the decoder is fed; only tokens of the source can be swapped."""

    names = ("hide", "replace-embedding", "swap")
    sites = ("*_attention.mask",)

    def __init__(self) -> None:
        super().__init__()
        self.token = LegibleLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)  # <s> is no mark-up
        self.token.setProperty("role", "quiet")
        self.put(self.token)
        self.hide_choice = ChoiceRow(lambda: self.tr("Invisible"), self._hidings)
        self.embedding = ChoiceRow(lambda: self.tr("Its embedding"), self._embeddings)
        self.swap = ChoiceRow(lambda: self.tr("Swap with"), self._swaps)
        self.add(self.hide_choice, self.embedding, self.swap)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Tokens")

    def draw(self) -> None:
        tokens, index = self._selected_token()
        listed = self._listed(tokens)
        if listed:
            text = (
                self.tr("Selected: {token}, source")
                if tokens == "source"
                else self.tr("Selected: {token}, read by the decoder")
            )
            self.token.setText(text.format(token=told_apart(token_texts(listed), index)))
        self.hide_choice.setVisible(bool(listed))
        embedded = self.trace is not None and f"{_STACKS[tokens]}.embedding.rows" in self.trace
        self.embedding.setVisible(bool(listed) and embedded)
        self.swap.setVisible(tokens == "source" and len(listed) > 1 and embedded)
        super().draw()

    def _selected_token(self) -> tuple[Tokens, int]:
        """The selected token, or the first one that is read; what is predicted is fed one place later."""
        token = self.selection.token
        if token is None or self.trace is None:
            return ("source", 0) if self._listed("source") else ("target", 0)
        if token.tokens == "source":
            return "source", min(token.index, len(self._listed("source")) - 1)
        place = token.index + (token.tokens == "predicted")
        return "target", min(place, len(self._listed("target")) - 1)

    def _listed(self, tokens: str) -> tuple[Token, ...]:
        return self.trace.tokens.get(tokens, ()) if self.trace else ()

    def _hidings(self) -> list[Option]:
        tokens, index = self._selected_token()
        texts = [QCoreApplication.translate("TokenSection", _SIDES[side]) for side in SIDES]
        edits = [HideToken(tokens, index, side) for side in SIDES]
        return [(self.tr("no"), None), *zip(texts, edits, strict=True)]

    def _embeddings(self) -> list[Option]:
        tokens, index = self._selected_token()
        listed = self._listed(tokens)
        others = {token.id: text for token, text in zip(listed, token_texts(listed), strict=True)}
        if listed:
            others.pop(listed[index].id)
        text = self.tr("that of {token}")
        return [
            (self.tr("its own"), None),
            (self.tr("zero"), ReplaceEmbedding(tokens, index)),
            *((text.format(token=name), ReplaceEmbedding(tokens, index, id)) for id, name in others.items()),
        ]

    def _swaps(self) -> list[Option]:
        tokens, index = self._selected_token()
        names = token_texts(self._listed("source")) if tokens == "source" else ()
        return [
            (self.tr("nothing"), None),
            *((told_apart(names, at), SwapTokens(index, at)) for at in range(len(names)) if at != index),
        ]
