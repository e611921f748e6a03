"""The tokens of a part: the names of the rows that were typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.problems import ProblemError
from core.tokenizers.own_pieces import NONE
from core.trace import Token


class RowNames:
    """One token a row, called by its label or else by its number; no text is read or written with them."""

    def __init__(self, rows: int, labels: Sequence[str]) -> None:
        self.start = self.end = self.pad = self.unknown = NONE
        self._names = [*labels[:rows], *(str(row + 1) for row in range(len(labels), rows))]

    @property
    def vocabulary_size(self) -> int:
        """How many rows there are."""
        return len(self._names)

    def encode(self, text: str) -> list[int]:
        """Rows are typed, not read; ProblemError ``outside_vocabulary``."""
        raise ProblemError("outside_vocabulary", pieces=(text,))

    def read(self, text: str) -> tuple[Token, ...]:
        """Rows are typed, not read; ProblemError ``outside_vocabulary``."""
        raise ProblemError("outside_vocabulary", pieces=(text,))

    def token(self, id: int) -> Token:
        """The name of a row."""
        return Token(id, self._names[id])

    def spaced(self, id: int) -> str:
        """The name of a row."""
        return self._names[id]

    def decode(self, ids: Iterable[int]) -> str:
        """The names of rows, side by side."""
        return " ".join(self._names[id] for id in ids)
