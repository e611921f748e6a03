"""How tokens are written beside a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from core.trace import Token, Trace


def token_texts(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What stands at a matrix for each token; an unknown one carries a question mark."""
    return tuple(f"{token.text} ?" if token.role == "unknown" else token.text for token in tokens)


def vocabulary_texts(trace: Trace) -> dict[int, str]:
    """Texts of the ids that the trace names anywhere; a space before a word is left to the reader."""
    known = {candidate.id: candidate.text for step in trace.generation for candidate in step.candidates}
    return known | {token.id: token.text for tokens in trace.tokens.values() for token in tokens}
