"""The rows of the embedding table nearest to a token, with the pieces that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.labels import token_texts, vocabulary_texts
from app.widgets.neighbour_bars import Bar
from app.widgets.number_text import significant
from core import catalogue
from core.measures.neighbours import Neighbourhood, neighbourhood
from core.problems import ProblemError
from core.request import HandSized, Sentence
from core.tokenizers import Tokenizer
from core.trace import Array, Step, Token, Trace

translate = QCoreApplication.translate
COUNT = 10


@dataclass(frozen=True, eq=False)
class Lookup:
    """Where a list of tokens is looked up: the step [token width] and the table [row width]."""

    step: Step
    table: Array


def lookups(trace: Trace) -> dict[str, Lookup]:
    """The lookup of each list of tokens that the trace has a table for."""
    found: dict[str, Lookup] = {}
    for step in trace.of_kind("lookup"):
        tables = [trace.parameters[name] for name in step.parameters if name in trace.parameters]
        if tables and step.axes[0].tokens in trace.tokens:
            found[step.axes[0].tokens or ""] = Lookup(step, tables[0])
    return found


def nearest(trace: Trace, tokens: str, index: int) -> Neighbourhood:
    """The rows nearest to what the pass went on with for a token, which a what-if may have changed."""
    found = lookups(trace)[tokens]
    own = trace.tokens[tokens][index].id
    return neighbourhood(
        found.table, found.step.value[index], COUNT, [] if is_changed(found, index) else [own]
    )


def is_changed(found: Lookup, index: int) -> bool:
    """Whether a what-if put another vector in the place of the token's own."""
    step = found.step
    return step.computed is not None and not np.array_equal(step.computed[index], step.value[index])


def bars(trace: Trace, found: Neighbourhood) -> list[Bar]:
    """Each neighbour as a bar; those that are no words are quiet."""
    known = _pieces(trace)
    named = vocabulary_texts(trace)
    shown: list[Bar] = []
    for row, cosine in zip(found.rows, found.cosines, strict=True):
        token = known.token(row) if known else Token(row, named.get(row, f"#{row}"))
        shown.append(Bar(_written(token), cosine, token.role != "word"))
    return shown


def _written(token: Token) -> str:
    """The piece; letters that only go on with a word are told from those that start one."""
    goes_on = token.role == "word" and not token.starts_word and token.text[:1].isascii()
    text = token_texts([token])[0]
    return f"…{text}" if goes_on and token.text[:1].isalpha() else text


def _pieces(trace: Trace) -> Tokenizer | None:
    """The tokenizer that the traced model has; None where the model at hand is another one."""
    request, inputs = trace.request, trace.request.inputs
    text = inputs.text if isinstance(inputs, Sentence | HandSized) else ""
    try:
        known = catalogue.tokenizer(request.model.name, text)
        if request.model.digest not in ("", catalogue.find(request.model.name).id.digest):
            return None
    except ProblemError:
        return None
    return known if known.vocabulary_size == _rows(trace) else None


def _rows(trace: Trace) -> int:
    return max((len(found.table) for found in lookups(trace).values()), default=0)


def neighbour_words(trace: Trace, tokens: str, index: int, found: Neighbourhood, shown: list[Bar]) -> str:
    """The nearest token, how near it is, and what is usual."""
    name = token_texts(trace.tokens[tokens])[index]
    values: Mapping[str, object] = {"token": name, "count": f"{found.compared:,}"}
    if not shown:
        return translate("Geometry", "The vector of {token} is 0 everywhere, so it points nowhere.").format(
            **values
        )
    if is_changed(lookups(trace)[tokens], index):
        text = translate(
            "Geometry",
            "A what-if gave {token} another vector. Nearest to that in the embedding table: {nearest} "
            "(cosine {cosine}); mean over all {count} tokens: {usual}.",
        )
    else:
        text = translate(
            "Geometry",
            "Nearest to {token} in the embedding table: {nearest} (cosine {cosine}); "
            "mean over all {count} other tokens: {usual}.",
        )
    return text.format(
        **values,
        nearest=shown[0].name,
        cosine=significant(shown[0].value),
        usual=significant(found.usual, 2),
    )
