"""Derivations written out for copying, as plain text and as LaTeX: formulas and numbers, no sentences.

Where a sum has more terms than are shown, the largest stand first and one last number holds all others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from core.derivations.terms import Cell, Derivation, Factor, Form, Term, largest_first, values_of

SHOWN = 6
"""How many terms of a sum are written out."""

Line = tuple[str, str]
"""What stands left of the equals sign (nothing, where a line continues) and what right of it."""

_SLOT = re.compile(r"([#@])(\d)")
_SIGN = re.compile(r"(^|\(|, |frac\{|e\^\{)-(?=[\d\\])")
_SIGNS = {
    r"\varepsilon": "ε",
    r"\mathrm": "",
    r"\gamma": "γ",
    r"\sigma": "σ",
    r"\theta": "θ",
    r"\beta": "β",
    r"\sqrt": "√",
    r"\mu": "μ",
}
_ACCENTS = {"tilde": "\u0303", "bar": "\u0304", "hat": "\u0302"}
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Notation:
    """One way of writing: how a number, a symbol, a form and the terms left out look in it."""

    number: Callable[[float], str]
    symbol: Callable[[str], str]
    template: Callable[[Form], str]
    further: Callable[[int], str]
    further_sum: Callable[[int, str], str]
    finish: Callable[[str], str] = str


def number_text(value: float) -> str:
    """Four significant digits: 12, -0.3086, 1.235e-5, -∞."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "-∞"
    if abs(value) < 1e7 and value == int(value):
        return str(int(value))
    text = f"{value:.0f}" if 1e4 <= abs(value) < 1e7 else f"{value:.4g}"
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if mark else text


def number_latex(value: float) -> str:
    r"""As ``number_text``: 1.235 \times 10^{-5}, -\infty."""
    mantissa, mark, exponent = number_text(value).partition("e")
    mantissa = mantissa.replace("∞", r"\infty").replace("NaN", r"\mathrm{NaN}")
    return rf"{mantissa} \times 10^{{{exponent}}}" if mark else mantissa


def symbol_text(latex: str) -> str:
    r"""A symbol without LaTeX: ``\tilde{s}^{(2)}_{3,5}`` becomes s̃⁽²⁾[3,5]."""
    text = re.sub(r"\\(tilde|bar|hat)\{([^{}]*)\}", lambda found: found[2] + _ACCENTS[found[1]], latex)
    for name, sign in _SIGNS.items():
        text = text.replace(name, sign)
    text = re.sub(r"_\{\(([^{}]*)\)\}", r"(\1)", text)
    text = re.sub(r"_\{([\d,]*)\}", r"[\1]", text)
    text = re.sub(r"\^\{?(\(?\d+\)?)\}?", lambda found: found[1].translate(_RAISED), text)
    return re.sub(r"[{}]", "", text)


LATEX = Notation(
    number_latex,
    symbol=str,
    template=lambda form: form.latex,
    further=lambda count: rf"\sum_{{{count}}} \cdots",
    further_sum=lambda count, total: rf"\underbrace{{{total}}}_{{\sum {count}}}",
    # In braces a sign belongs to its number; a typesetter may take it for a subtraction and space it out.
    finish=lambda text: _SIGN.sub(r"\1{-}", text),
)
TEXT = Notation(
    number_text,
    symbol_text,
    template=lambda form: form.text,
    further=lambda count: f"Σ{_lowered(count)}…",
    further_sum=lambda count, total: f"{total} (Σ{_lowered(count)})",
)


def as_text(derivation: Derivation, names: Mapping[str, str] | None = None, shown: int = SHOWN) -> str:
    """The derivation as lines of text.

    ``names`` maps sites and parameters to what people call them: the cell's stands first, those of what it was
    made of last, each behind its letter.
    """
    names = names or {}
    heading = [names[derivation.cell.site]] if derivation.cell.site in names else []
    equations = [
        f"{left} = {right}" if left else f"  = {right}" for left, right in lines(derivation, TEXT, shown)
    ]
    legend = [f"{letter}: {name}" for letter, name in _legend(derivation, names)]
    return "\n".join([*heading, *equations, *_edit(derivation, TEXT), *legend])


def as_latex(derivation: Derivation, shown: int = SHOWN) -> str:
    r"""The derivation as one ``aligned`` environment, to stand between dollars."""
    rows = [f"{left} &= {right}".strip() for left, right in lines(derivation, LATEX, shown)]
    edit = (rf"& {edited}" for edited in _edit(derivation, LATEX))
    return r"\begin{aligned} " + r" \\ ".join([*rows, *edit]) + r" \end{aligned}"


def latex_lines(derivation: Derivation, shown: int = SHOWN) -> tuple[str, ...]:
    """The derivation as formulas that can each be set in a line of its own."""
    equations = (f"{left} = {right}" for left, right in lines(derivation, LATEX, shown))
    return (*map(str.strip, equations), *_edit(derivation, LATEX))


def lines(derivation: Derivation, notation: Notation, shown: int) -> Iterator[Line]:
    """The equations of the quantities and of the cell, each in symbols, in numbers and added up."""
    for quantity in derivation.quantities:
        yield from _equation(quantity.symbol, quantity.terms, quantity.value, notation, shown)
    yield from _equation(derivation.symbol, derivation.terms, derivation.value, notation, shown)


def _equation(
    symbol: str, terms: Sequence[Term], value: float, notation: Notation, shown: int
) -> Iterator[Line]:
    right = [*_sums(terms, notation, shown), notation.number(value)]
    kept = [text for at, text in enumerate(right) if text and text not in right[at + 1 :]]
    yield notation.symbol(symbol), notation.finish(kept[0])
    for text in kept[1:]:
        yield "", notation.finish(text)


def _sums(terms: Sequence[Term], notation: Notation, shown: int) -> Iterator[str]:
    """The sum in symbols, in numbers, and as the values of its terms."""
    written = terms
    if len(terms) > shown:
        written = largest_first(terms)
        shown = max(1, min(shown, int(np.count_nonzero(values_of(terms)))))
    first, left = written[:shown], len(terms) - shown
    rest = notation.number(float(values_of(written)[shown:].sum()))
    more = [notation.further_sum(left, rest.removeprefix("-"))] if left > 0 else []
    more = [f"-{text}" for text in more] if rest.startswith("-") else more
    named = [notation.further(left)] if left > 0 else []
    yield _added(chain((_filled(term, notation, _named) for term in first), named))
    yield _added(chain((_filled(term, notation, _figured) for term in first), more))
    if len(terms) > 1:
        yield _added(chain((notation.number(term.value) for term in first), more))


def _filled(term: Term, notation: Notation, say: Callable[[Factor, Notation], str]) -> str:
    if not term.factors:
        return notation.number(term.value)

    def fill(slot: re.Match[str]) -> str:
        text = say(term.factors[int(slot[2]) - 1], notation)
        return f"({text})" if slot[1] == "#" and text.startswith("-") else text

    return _SLOT.sub(fill, notation.template(term.form))


def _named(factor: Factor, notation: Notation) -> str:
    return notation.symbol(factor.symbol)


def _figured(factor: Factor, notation: Notation) -> str:
    return notation.number(factor.value)


def _added(parts: Iterator[str]) -> str:
    first, *others = [*parts] or [""]
    return first + "".join(f" - {part[1:]}" if part.startswith("-") else f" + {part}" for part in others)


def _edit(derivation: Derivation, notation: Notation) -> list[str]:
    """What an intervention made of the cell, where that is another number: y ↦ 0."""
    if derivation.edited in (None, derivation.value):
        return []
    number = notation.finish(notation.number(float(derivation.edited or 0)))
    arrow = r"\mapsto" if notation is LATEX else "↦"
    return [f"{notation.symbol(derivation.symbol)} {arrow} {number}"]


def _legend(derivation: Derivation, names: Mapping[str, str]) -> Iterator[Line]:
    """Letter and name of every source, each once."""
    said = set()
    for factor in chain.from_iterable(term.factors for term in _representatives(derivation)):
        name = (
            factor.source.site if isinstance(factor.source, Cell) else getattr(factor.source, "parameter", "")
        )
        if name in names and name not in said:
            said.add(name)
            yield symbol_text(re.split(r"[_^](?!2)", factor.symbol)[0]), names[name]


def _representatives(derivation: Derivation) -> Iterator[Term]:
    """The first and the last term of every sum: between them they are made of the same sources."""
    for terms in (derivation.terms, *(quantity.terms for quantity in derivation.quantities)):
        yield from (*terms[:1], *terms[-1:])


def _lowered(count: int) -> str:
    return str(count).translate(_LOWERED)
