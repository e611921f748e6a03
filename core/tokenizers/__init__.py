"""Text to token ids and back: what all tokenizers can do, and one kind of vocabulary a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from core.problems import ProblemError
from core.trace import Token


class Tokenizer(Protocol):
    """A vocabulary, with the ids that begin and end an output, pad a source, and stand for the unknown."""

    start: int
    end: int
    pad: int
    unknown: int

    @property
    def vocabulary_size(self) -> int:
        """How many ids there are, special tokens included."""

    def encode(self, text: str) -> list[int]:
        """Ids of the pieces of ``text``, without special tokens."""

    def read(self, text: str) -> tuple[Token, ...]:
        """The pieces of ``text`` as they are shown, without special tokens; what is unknown keeps its characters."""

    def token(self, id: int) -> Token:
        """The token of an id, as it is shown."""

    def spaced(self, id: int) -> str:
        """The token's text, behind a space where it starts a word."""

    def decode(self, ids: Iterable[int]) -> str:
        """The text of the ids, special tokens left out."""

    def __hash__(self) -> int:
        """What was found out about a tokenizer can be kept."""


def check_text(text: str) -> None:
    """Raise ProblemError ``unreadable_text`` where the text holds half of a surrogate pair."""
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise ProblemError("unreadable_text", reason="surrogate")
