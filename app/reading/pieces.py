"""The pieces of a vocabulary by their ids, as far as the trace or the tokenizer of its model names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.reading.labels import vocabulary_texts
from app.widgets.matrix_layout import Ordinals
from core import catalogue
from core.problems import ProblemError
from core.tokenizers import Tokenizer
from core.trace import Trace

MOST_NAMED = 200
"""The rows of a table with more pieces than that are numbered: nobody reads them one by one."""


def piece_texts(trace: Trace, ids: Iterable[int]) -> dict[int, str]:
    """Texts of these ids, with a space before a word; one that nobody can name is shown by its number."""
    known = vocabulary_texts(trace)
    missing = set(ids) - known.keys()
    tokenizer = _tokenizer(trace) if missing else None
    return known | {id: _spaced(tokenizer, id) for id in missing}


def table_labels(trace: Trace, rows: int) -> Sequence[str]:
    """What stands beside the rows of a table that has one for each piece of the vocabulary."""
    if rows > MOST_NAMED:
        return Ordinals(rows)
    texts = piece_texts(trace, range(rows))
    return tuple(texts[id].strip() or texts[id] for id in range(rows))


def _tokenizer(trace: Trace) -> Tokenizer | None:
    """The tokenizer of the trace's model; None where the model is not at hand, or is another one by now."""
    model, inputs = trace.request.model, trace.request.inputs
    try:
        if model.digest not in ("", catalogue.find(model.name).id.digest):
            return None
        return catalogue.tokenizer(model.name, getattr(inputs, "lexicon", getattr(inputs, "text", "")))
    except ProblemError:
        return None


def _spaced(tokenizer: Tokenizer | None, id: int) -> str:
    try:
        return tokenizer.spaced(id) if tokenizer is not None else f"#{id}"
    except LookupError:  # a vocabulary that has one token more, such as that for padding
        return f"#{id}"
