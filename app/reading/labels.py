"""How tokens are written beside a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from core.trace import Token


def token_texts(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What stands at a matrix for each token; an unknown one carries a question mark."""
    return tuple(f"{token.text} ?" if token.role == "unknown" else token.text for token in tokens)
