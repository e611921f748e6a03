"""The parts that models are composed of, one idea a file, each written as its paper writes it.

Shapes, here and in every layer: b batch, t tokens, q query tokens, n key tokens, h heads, d model width,
k head width, f feed-forward width, v vocabulary. A layer takes and gives a leading batch axis.
"""

from __future__ import annotations

from core.trace import Axis


def token_axes(tokens: str, *names: str) -> tuple[Axis, ...]:
    """[token, *names], the token axis indexing the token list ``tokens``."""
    return (Axis("token", tokens), *(Axis(name) for name in names))
