"""The tokenizer of a hand-sized model: its vocabulary is one sentence's own characters or words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.problems import ProblemError
from core.tokenizers import check_text
from core.trace import Token

START, END = 0, 1
SPECIALS = ("<s>", "</s>")
PADDING = "<pad>"
NONE = -1
"""The id of a token that this vocabulary does without."""

# Chinese characters and full-width signs stand alone; other writing is cut into words and signs.
_WIDE = "\u2014\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+(?:'[^\W{_WIDE}]+)?|[^\w\s]")


class OwnPieces:
    """<s>, </s>, then the pieces of ``text`` as they first appear, and <pad> at the end where it is needed."""

    def __init__(self, text: str, padded: bool = False) -> None:
        check_text(text)
        self._ids = {piece: id for id, piece in enumerate(dict.fromkeys(_PIECE.findall(text)), len(SPECIALS))}
        self.pieces = (*SPECIALS, *self._ids, *[PADDING] * padded)
        self.start, self.end, self.unknown = START, END, NONE
        self.pad = len(self.pieces) - 1 if padded else NONE

    @property
    def vocabulary_size(self) -> int:
        """How many ids there are, special tokens included."""
        return len(self.pieces)

    def encode(self, text: str) -> list[int]:
        """Ids of the pieces of ``text``; ProblemError ``outside_vocabulary`` or ``unreadable_text``."""
        check_text(text)
        pieces = _PIECE.findall(text)
        strange = tuple(piece for piece in pieces if piece not in self._ids)
        if strange:
            raise ProblemError("outside_vocabulary", pieces=strange)
        return [self._ids[piece] for piece in pieces]

    def read(self, text: str) -> tuple[Token, ...]:
        """The pieces of ``text`` as they are shown; ProblemError as ``encode``."""
        return tuple(self.token(id) for id in self.encode(text))

    def source(self, text: str, padding: int = 0) -> list[Token]:
        """What is read: the pieces alone, then ``padding`` padded positions where the vocabulary has padding."""
        pads = [self.pad] * padding if self.pad != NONE else []
        return [self.token(id) for id in self.encode(text) + pads]

    def token(self, id: int) -> Token:
        """The token of an id, as it is shown."""
        special = not len(SPECIALS) <= id < len(SPECIALS) + len(self._ids)
        return Token(id, self.pieces[id], "special" if special else "word", not special and self._spaced(id))

    def spaced(self, id: int) -> str:
        """The token's text, behind a space where it starts a word."""
        token = self.token(id)
        return " " * token.starts_word + token.text

    def decode(self, ids: Iterable[int]) -> str:
        """The text of the ids, special tokens left out."""
        return "".join(self.spaced(id) for id in ids if self.token(id).role == "word").strip()

    def _spaced(self, id: int) -> bool:
        first = self.pieces[id][0]
        return first.isalnum() and not re.match(f"[{_WIDE}]", first)
