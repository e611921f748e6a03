"""Whether attention aligns words: cross-attention against word links that were written by hand.

What counts as a hit: the decoder row that predicts the first piece of the target word, teacher-forced on the
given target, has its largest weight of all source positions (language and end token included) on any piece
of the linked source word. Chinese pieces are characters, so the row is that of a word's first character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from core.files import reason
from core.models.transformer import Transformer
from core.problems import ProblemError
from core.recording import recording
from core.request import DIRECTIONS, Direction
from core.tokenizers.bilingual import SPACE, START, BilingualTokenizer
from core.trace import Array

Span = tuple[int, int]
COLUMNS = 4


@dataclass(frozen=True)
class LinkedPair:
    """A sentence, its translation, and which source word belongs to which target word (character spans)."""

    direction: Direction
    source: str
    target: str
    links: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, eq=False)
class Hits:
    """How many of the ``links`` each head of cross-attention hits: ``counts`` [layer, head]."""

    counts: Array
    links: int

    @property
    def best(self) -> tuple[int, int]:
        """(layer, head) with most hits, the first where several have as many."""
        layer, head = np.unravel_index(self.counts.argmax(), self.counts.shape)
        return int(layer), int(head)

    @property
    def summary(self) -> str:
        """Such as ``best head cross.2.7 68/100 68.0 %``; layers and heads count from 0."""
        layer, head = self.best
        hits = int(self.counts.max())
        return f"best head cross.{layer}.{head} {hits}/{self.links} {100 * hits / self.links:.1f} %"


def read_links(path: Path) -> list[LinkedPair]:
    """Read ``direction<TAB>source<TAB>target<TAB>word=word | word=word``, below a line of headings.

    ProblemError ``unreadable_file`` where a line is not of that form, or a word does not stand in its
    sentence exactly once.
    """
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
    pairs = []
    for number, row in enumerate(rows[1:], 2):
        try:
            pairs.append(_pair(unicodedata.normalize("NFC", row).split("\t")))
        except ValueError as error:
            raise ProblemError("unreadable_file", path=str(path), reason=f"line {number}: {error}") from error
    if not pairs:
        raise ProblemError("unreadable_file", path=str(path), reason="it holds no pairs")
    return pairs


def count_hits(model: Transformer, tokenizer: BilingualTokenizer, pairs: Sequence[LinkedPair]) -> Hits:
    """Count the hits of every head over all links; one pass of the model for each pair."""
    counts = np.zeros((model.config.decoder_layers, model.config.heads), dtype=np.int64)
    for pair in pairs:
        looked_at = _cross_attention(model, tokenizer, pair).argmax(axis=-1)  # [layer, head, row]
        source, target = piece_spans(tokenizer, pair.source), piece_spans(tokenizer, pair.target)
        for source_word, target_word in pair.links:
            row = _overlapping(target, target_word)[0]
            linked = [1 + at for at in _overlapping(source, source_word)]  # the language token stands first
            counts += np.isin(looked_at[:, :, row], linked)
    return Hits(counts, sum(len(pair.links) for pair in pairs))


def piece_spans(tokenizer: BilingualTokenizer, text: str) -> list[Span]:
    """From where to where in ``text`` (NFC) each piece stands, without the space that belongs to it."""
    spans, at = [], 0
    for _, piece in tokenizer.pieces(text):
        shown = piece.replace(SPACE, "")
        start = text.index(shown, at)
        at = start + len(shown)
        spans.append((start, at))
    return spans


def _pair(columns: list[str]) -> LinkedPair:
    if len(columns) != COLUMNS:
        raise ValueError("it is not direction, source, target and linked words, with tabs between them")
    direction, source, target, words = columns
    if direction not in DIRECTIONS:
        raise ValueError(f"unknown direction {direction}")
    links = []
    for link in words.split(" | "):
        if link.count("=") != 1:
            raise ValueError(f"{link!r} is no link like word=word")
        source_word, target_word = link.split("=")
        links.append((_span(source, source_word), _span(target, target_word)))
    return LinkedPair(direction, source, target, tuple(links))


def _span(sentence: str, word: str) -> Span:
    # Latin words end at a word boundary; Chinese has none.
    pattern = rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
    found = [match.span() for match in re.finditer(pattern, sentence)]
    if len(found) != 1:
        raise ValueError(f"{word!r} stands {len(found)} times in {sentence!r}")
    return found[0]


def _overlapping(pieces: Sequence[Span], word: Span) -> list[int]:
    return [at for at, (start, end) in enumerate(pieces) if start < word[1] and end > word[0]]


def _cross_attention(model: Transformer, tokenizer: BilingualTokenizer, pair: LinkedPair) -> Array:
    """The weights [layer, head, target row, source token] with the decoder fed the given target."""
    device = next(model.parameters()).device
    source = [token.id for token in tokenizer.source(pair.source, pair.direction)]
    fed = [START, *tokenizer.encode(pair.target)]
    ids = (torch.tensor([row], device=device) for row in (source, fed))
    with torch.inference_mode(), recording(model, wanted=_is_cross_attention) as recorder:
        model(*ids)
    return np.stack([step.value for step in recorder.steps(batched=False)])


def _is_cross_attention(site: str) -> bool:
    return site.endswith(".cross_attention.weights")
