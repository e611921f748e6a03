"""What the numbers of a derivation are called: where a cell stands, which entry it is, what a symbol means."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.explanations import SEPARATOR, short_title
from app.parameter_words import is_turned
from app.reading.labels import token_texts, vocabulary_texts
from app.reading.step_matrices import axis_name
from app.vocabulary import told_apart
from core.derivations import Cell, Entry, Factor
from core.derivations.writing import symbol_text
from core.trace import Axis, Step, Trace

translate = QCoreApplication.translate

# Qt's stubs call a marked text an object, hence Any.

_PARAMETERS: dict[str, Any] = {
    "weight": QT_TRANSLATE_NOOP("Derivations", "weight matrix"),
    "bias": QT_TRANSLATE_NOOP("Derivations", "bias"),
    "gamma": QT_TRANSLATE_NOOP("Derivations", "gamma"),
    "beta": QT_TRANSLATE_NOOP("Derivations", "beta"),
    "table": QT_TRANSLATE_NOOP("Derivations", "embedding table"),
    "position_encoding": QT_TRANSLATE_NOOP("Derivations", "position table"),
    "allowed": QT_TRANSLATE_NOOP("Derivations", "mask"),
}

_SYMBOLS: dict[str, Any] = {
    r"\mu": QT_TRANSLATE_NOOP("Derivations", "mean μ"),
    r"\sigma^2": QT_TRANSLATE_NOOP("Derivations", "variance σ²"),
    r"\hat{\sigma}": QT_TRANSLATE_NOOP("Derivations", "deviation"),
    r"\varepsilon": QT_TRANSLATE_NOOP("Derivations", "epsilon ε, which keeps the division safe"),
    r"\theta": QT_TRANSLATE_NOOP("Derivations", "angle θ"),
    r"\mathrm{pos}": QT_TRANSLATE_NOOP("Derivations", "position, counted from 0"),
    "10000": QT_TRANSLATE_NOOP("Derivations", "base of the wavelengths"),
    "i": QT_TRANSLATE_NOOP("Derivations", "number of the pair of features, counted from 0"),
    "d": QT_TRANSLATE_NOOP("Derivations", "width d"),
    "S": QT_TRANSLATE_NOOP("Derivations", "sum of exponentials"),
    "m": QT_TRANSLATE_NOOP("Derivations", "largest of the row"),
    "y": QT_TRANSLATE_NOOP("Derivations", "from the LayerNorm's input on"),
}

_ORDER: dict[str, Any] = {
    "i": QT_TRANSLATE_NOOP("Derivations", "place of the query"),
    "j": QT_TRANSLATE_NOOP("Derivations", "place of the key"),
}


def short_name(place: Cell | Entry) -> str:
    """One or two words for a place on the way: "scores", "self-attention · output", "weight matrix"."""
    if isinstance(place, Entry):
        return parameter_word(place.parameter)
    return short_title(place.site)


def parameter_word(name: str) -> str:
    """What a parameter is, without where: "bias", "embedding table"."""
    *path, leaf = name.split(".")
    if leaf in ("weight", "table") and path and path[-1] in _PARAMETERS:
        leaf = path[-1]
    return translate("Derivations", _PARAMETERS[leaf]) if leaf in _PARAMETERS else leaf.replace("_", " ")


def symbol_word(symbol: str) -> str:
    """What a symbol stands for, without the indices that it carries; the symbol itself where there is no word."""
    bare = re.sub(r"_\{.*\}$", "", symbol)
    return translate("Derivations", _SYMBOLS[bare]) if bare in _SYMBOLS else symbol_text(symbol)


def letter(factor: Factor) -> str:
    """What a factor is called in the formula, without where it stands: "x", "W"."""
    return symbol_text(re.split(r"[_^](?!2)", factor.symbol)[0])


def factor_word(factor: Factor, rule: str = "") -> str:
    """Where a factor comes from, or what it is where it is a fixed number."""
    if rule == "order":
        return translate("Derivations", _ORDER[factor.symbol])
    return symbol_word(factor.symbol) if factor.source is None else short_name(factor.source)


def cell_place(trace: Trace, cell: Cell) -> str:
    """Row, column and head of a cell in words: "“我” looks at “是” · head 1"."""
    step = trace[cell.site]
    at = dict(zip((axis.name for axis in step.axes), cell.index, strict=True))
    axes = {axis.name: axis for axis in step.axes}
    words = []
    if {"query", "key"} <= axes.keys():
        both = translate("Derivations", "“{query}” looks at “{key}”")
        names = {name: axis_label(trace, axes.pop(name), at[name]) for name in ("query", "key")}
        words = [both.format(**names)]
    words += [_index_words(trace, axis, at[name]) for name, axis in axes.items() if name != "head"]
    words += [_index_words(trace, axis, at[name]) for name, axis in axes.items() if name == "head"]
    return SEPARATOR.join(words)


def entry_place(trace: Trace, entry: Entry) -> str:
    """Row and column of an entry of a parameter in words."""
    if len(entry.index) == 1:
        return _counted("width", entry.index[0])
    row, column = entry.index[0], entry.index[-1]
    if is_turned(entry.parameter):
        row, column = column, row
    if any(entry.parameter in step.parameters for step in trace.of_kind("lookup")):
        text = translate("Derivations", "row of {token}, number {id} in the vocabulary · feature {column}")
        return text.format(token=vocabulary_label(trace, row), id=row, column=column)
    return translate("Derivations", "row {row}, column {column}").format(row=row, column=column)


def axis_label(trace: Trace, axis: Axis, at: int) -> str:
    """What stands beside a term for its place along an axis: the token, or a number that counts from 0."""
    if axis.name == "vocabulary":
        return vocabulary_label(trace, at)
    return str(at) if axis.tokens is None else token_label(trace, axis, at)


def axis_heading(axis: Axis) -> str:
    """What such labels are, in one word."""
    return axis_name("token" if axis.tokens is not None or axis.name == "vocabulary" else "width")


def token_label(trace: Trace, axis: Axis, at: int) -> str:
    """A token of the list that the axis runs over; one that stands there twice with its place from 0."""
    return told_apart(token_texts(trace.tokens[axis.tokens or ""]), at)


def vocabulary_label(trace: Trace, id: int) -> str:
    """An entry of the vocabulary, by its number where the trace does not know its text."""
    return vocabulary_texts(trace).get(id, f"#{id}")


def is_whole(step: Step) -> bool:
    """Whether the numbers of a step are whole: a mask's 0 and 1, the number of a token."""
    return step.value.dtype.kind in "bui"


def whole_word(trace: Trace, step: Step, value: float) -> str:
    """What such a number means: the token that was chosen, with its id; whether a mask lets through."""
    if step.kind == "choice":
        text = translate("Derivations", "“{token}” (id {id})")
        return text.format(token=vocabulary_label(trace, int(value)), id=int(value))
    if step.value.dtype.kind == "b":
        return translate("Derivations", "open") if value else translate("Derivations", "closed")
    return str(int(value))


def _index_words(trace: Trace, axis: Axis, at: int) -> str:
    if axis.tokens is not None or axis.name == "vocabulary":
        return translate("Derivations", "“{token}”").format(token=axis_label(trace, axis, at))
    return _counted(axis.name, at)


def _counted(axis: str, at: int) -> str:
    """Features count from 0, as in the paper's formulas; heads from 1, as they are named everywhere."""
    return translate("Derivations", "{axis} {n}").format(axis=axis_name(axis), n=at + (axis == "head"))
