"""Numbers of a derivation in figures, each a piece that leads to where it was read."""

from __future__ import annotations

import re

from app.reading.derivation_names import factor_word, is_whole, vocabulary_label
from app.widgets.number_text import MINUS, significant
from app.widgets.term_layout import Piece
from core.derivations import Cell, Factor, Term
from core.derivations.terms import ALONE
from core.trace import Trace

_SLOT = re.compile(r"([#@]\d)")
_WORD = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+")


def figure(value: float) -> str:
    """Four significant digits; two of a very small number, so that it stays short."""
    return significant(value, 4 if abs(value) >= 1e-3 else 2)


def factor_figure(trace: Trace, factor: Factor) -> str:
    """A factor in figures; whole numbers such as a width or a mask without decimals."""
    source = factor.source
    whole = is_whole(trace[source.site]) if isinstance(source, Cell) else source is None
    if whole and factor.value.is_integer():
        return (
            significant(factor.value)
            if abs(factor.value) >= 1e7
            else str(int(factor.value)).replace("-", MINUS)
        )
    return figure(factor.value)


def pieces(trace: Trace, term: Term) -> tuple[Piece, ...]:
    """A term in figures, each factor a piece that leads to where it was read."""
    if not term.factors:
        return (Piece(figure(term.value)),)
    made = []
    for part in filter(None, _SLOT.split(term.form.text)):
        if not _SLOT.fullmatch(part):
            made.append(Piece(part.replace("-", MINUS)))
            continue
        factor = term.factors[int(part[1:]) - 1]
        brackets = part[0] == "#" and factor.value < 0
        text = factor_figure(trace, factor)
        made.append(Piece(f"({text})" if brackets else text, factor.source))
    return tuple(made)


def worded(text: str, target: object = None) -> tuple[Piece, ...]:
    """Words, each a piece, so that a line of them can go on in the next row."""
    return tuple(Piece(word, target) for word in _WORD.findall(text))


def named_pieces(trace: Trace, factor: Factor, rule: str) -> tuple[Piece, ...]:
    """A factor and where it comes from; one of a vocabulary with its token."""
    number = Piece(factor_figure(trace, factor), factor.source)
    words = factor_word(factor, rule)
    if isinstance(factor.source, Cell) and trace[factor.source.site].axes[-1].name == "vocabulary":
        words += f" · {vocabulary_label(trace, factor.source.index[-1])}"
    return number, *worded(f"  {words}")


def stands_alone(term: Term) -> bool:
    """Whether the term is one number and nothing else."""
    return term.form == ALONE and len(term.factors) == 1
