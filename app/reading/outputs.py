"""The outputs of two traces beside each other: their tokens, which of them changed, and how probable each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.reading.labels import token_texts
from app.widgets.token_strip import TokenChip
from core.measures.differences import aligned, changed
from core.measures.likelihood import log_probabilities
from core.trace import Array, Token, Trace


def chips(trace: Trace, other: Trace | None) -> list[TokenChip]:
    """The output token by token, each with its probability; what the other trace lacks is marked."""
    tokens = output(trace)
    marked = frozenset() if other is None else changed(tokens, output(other))
    probabilities = np.exp(padded(_log_probabilities_of(trace, tokens), len(tokens)))
    return [
        TokenChip(
            token.text,
            token.role,
            token.starts_word,
            probability=None if np.isnan(probability) else float(probability),
            changed=at in marked,
        )
        for at, (token, probability) in enumerate(zip(tokens, probabilities, strict=True))
    ]


def padded(values: Array, count: int) -> Array:
    """The values filled up with NaN to so many."""
    out = np.full(count, np.nan)
    out[: len(values)] = values[:count]
    return out


@dataclass(frozen=True, eq=False)
class OutputRows:
    """A figure of every token [rows, traces] of one output or two, which are aligned.

    ``places`` are the places in the outputs, None where an output has no token in that row.
    """

    labels: tuple[str, ...]
    values: Array
    places: tuple[tuple[int | None, ...], ...]

    def row_of(self, column: int, place: int | None) -> int | None:
        """The row in which an output has that token."""
        return next((row for row, places in enumerate(self.places) if places[column] == place), None)


def output_rows(trace: Trace, own: Trace | None) -> OutputRows:
    """The log-probabilities of the output of a trace, alone or beside that of its baseline, which stands first."""
    traces = [trace] if own is None else [own, trace]
    outputs = [written(one) for one in traces]
    places: tuple[tuple[int | None, ...], ...] = tuple((at,) for at in range(len(outputs[0])))
    if own is not None:
        places = aligned(*outputs)
    return _rows(outputs, [log_probabilities(one) for one in traces], places)


def side_rows(traces: Sequence[Trace | None]) -> OutputRows:
    """How probable each token of its output is to each of two traces; the outputs are aligned."""
    first, second = ([] if trace is None else list(written(trace)) for trace in traces)
    known = [np.zeros(0) if trace is None else np.exp(log_probabilities(trace)) for trace in traces]
    return _rows((first, second), known, aligned(tuple(first), tuple(second)))


def _rows(
    outputs: Sequence[Sequence[Token]], figures: Sequence[Array], places: Sequence[tuple[int | None, ...]]
) -> OutputRows:
    known = [padded(column, len(out)) for column, out in zip(figures, outputs, strict=True)]
    rows = [
        [column[at] if at is not None else np.nan for column, at in zip(known, row, strict=True)]
        for row in places
    ]
    labels = [_label(outputs, row) for row in places]
    return OutputRows(tuple(labels), np.array(rows).reshape(len(places), len(outputs)), tuple(places))


def _label(outputs: Sequence[Sequence[Token]], places: Sequence[int | None]) -> str:
    pairs = ((tokens, at) for tokens, at in zip(outputs, places, strict=True) if tokens)
    texts = ["—" if at is None else token_texts(tokens[at : at + 1])[0] for tokens, at in pairs]
    return " | ".join(dict.fromkeys(texts))


def output(trace: Trace) -> tuple[Token, ...]:
    """What the model says: the tokens that it wrote, or where all were given, those that it predicts for them.

    Where rows see later ones, the pass over the finished output predicts other tokens than were written.
    """
    target = trace.request.target
    is_given = target is not None and target.complete
    return trace.tokens.get("predicted", ())[trace.prompt :] if is_given else written(trace)


def written(trace: Trace) -> tuple[Token, ...]:
    """The tokens of the output, those that were given where it was; what the model would predict may differ."""
    predicted = trace.tokens.get("predicted", ())[trace.prompt :]
    fed = trace.tokens.get("target", ())[1 + trace.prompt :]
    if not predicted or not trace.generation:
        return predicted
    last = trace.generation[-1].chosen
    end = predicted[-1] if predicted[-1].id == last.id else Token(last.id, last.text.strip(), "special")
    return (*fed, end)


def _log_probabilities_of(trace: Trace, tokens: Sequence[Token]) -> Array:
    """Of these tokens, one for each moment of generation; they differ from what was given in a fed output."""
    if len(trace.generation) != len(tokens):
        return log_probabilities(trace)
    moments = zip(tokens, trace.generation, strict=True)
    known = [
        {one.id: one.log_probability for one in moment.candidates}.get(token.id) for token, moment in moments
    ]
    return np.array([np.nan if found is None else found for found in known])
