"""The lines of one layer of attention: which are drawn, how many are not, and their numbers in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import attention_kind, end_positions, hidden_cells, token_lists
from app.reading.attention_words import head_caption, row_name
from app.reading.labels import token_texts
from app.reading.sublayers import active_heads, sublayer
from app.widgets.number_text import percent
from core.measures.patterns import Pattern, pattern
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class Lines:
    """The chosen ``heads`` of an attention: ``weights``, those ``allowed`` by the mask, those ``drawn``.

    All are [head query key]; a weight of 0 that the mask forbids has no line at any threshold.
    """

    step: Step
    heads: tuple[int, ...]
    weights: Array
    allowed: Array
    drawn: Array
    threshold: float

    def part(self, values: Array, query: int | None, key: int | None) -> Array:
        """``values`` of one query, or of one key, or all of them."""
        if query is not None:
            return values[:, query]
        return values if key is None else values[:, :, key]


def lines(trace: Trace, step: Step, heads: tuple[int, ...], threshold: float) -> Lines:
    """The lines of these heads whose weight is at least ``threshold``, a share of 1."""
    chosen = list(heads)
    weights = step.value[chosen]
    # A row without any open cell is shared out among the masked ones, where a finite number fills them.
    allowed = ~hidden_cells(trace, step)[chosen] | (weights > 0)
    return Lines(step, heads, weights, allowed, allowed & (weights >= threshold), threshold)


def silent_heads(trace: Trace, step: Step) -> tuple[int, ...]:
    """The heads whose output goes nowhere, since an intervention replaced it by zeros."""
    return tuple(np.flatnonzero(~active_heads(trace, sublayer(trace, step))).tolist())


def count_sentence(found: Lines, query: int | None, key: int | None) -> str:
    """How many lines are drawn, and why the others are not; of one token where one is selected."""
    drawn = int(found.part(found.drawn, query, key).sum())
    allowed = found.part(found.allowed, query, key)
    count, masked = int(allowed.sum()), int(allowed.size - allowed.sum())
    if not found.heads:
        return translate("Lines", "No head is chosen, so no line is shown.")
    text = translate("Lines", "{drawn} of {all} lines are shown")
    if query is not None or key is not None:
        text = translate("Lines", "{drawn} of {all} lines of this token are shown")
    sentence = text.format(drawn=drawn, all=count)
    if drawn < count:
        text = translate("Lines", "{sentence}, the others weigh less than {threshold} %")
        sentence = text.format(sentence=sentence, threshold=percent(found.threshold))
    if masked:
        text = translate("Lines", "{sentence}; masked: {masked}")
        sentence = text.format(sentence=sentence, masked=masked)
    return translate("Lines", "{sentence}.").format(sentence=sentence)


def heads_sentence(
    trace: Trace, found: Lines, layer: int, query: int | None = None, key: int | None = None
) -> str:
    """What one head mostly looks at; of several heads, which line is the heaviest, of a token where one is chosen."""
    if len(found.heads) == 1:
        (head,) = found.heads
        return head_caption(
            _pattern(trace, found.step, head), layer, head, head in silent_heads(trace, found.step)
        )
    return _heaviest(trace, found, layer, query, key)


def _pattern(trace: Trace, step: Step, head: int) -> Pattern:
    ends = end_positions(trace.tokens.get(token_lists(step)[1], ()))
    hidden = hidden_cells(trace, step)[head]
    return pattern(step.value[head], hidden, self_attending=attention_kind(step) != "cross", ends=ends)


def _heaviest(trace: Trace, found: Lines, layer: int, query: int | None, key: int | None) -> str:
    if not found.weights.size:
        return translate("Lines", "Layer {layer}: choose a head to see its lines.").format(layer=layer + 1)
    of_token = np.zeros(found.weights.shape, bool)
    found.part(of_token, query, key)[...] = True
    heaviest = np.where(of_token, found.weights, -1).argmax()
    head, query, key = (int(at) for at in np.unravel_index(heaviest, found.weights.shape))
    text = translate(
        "Lines",
        "{count} heads of layer {layer}: the heaviest line is {query} → {key} of head {head}, {weight}.",
    )
    return text.format(
        count=len(found.heads),
        layer=layer + 1,
        head=found.heads[head] + 1,
        query=row_name(trace, found.step, query),
        key=_key_name(trace, found, key),
        weight=f"{found.weights[head, query, key]:.4f}",
    )


def token_sentence(trace: Trace, found: Lines, query: int | None, key: int | None) -> str:
    """The exact weights of the selected pair, or what the selected token looks at or is looked at by most."""
    if not found.weights.size or (query is None and key is None):
        return translate("Lines", "Click a token, or move with the arrow keys, to see its lines alone.")
    if query is not None and key is not None:
        numbers = [
            translate("Lines", "head {n}: {weight}").format(n=head + 1, weight=f"{weight:.4f}")
            for head, weight in zip(found.heads, found.weights[:, query, key].tolist(), strict=True)
        ]
        pair = row_name(trace, found.step, query), _key_name(trace, found, key)
        text = translate("Lines", "{query} → {key}: {weights}")
        return text.format(query=pair[0], key=pair[1], weights=", ".join(numbers))
    mean = found.part(found.weights, query, key).mean(axis=0)
    most = int(mean.argmax())
    if query is not None:
        text = translate("Lines", "{query} looks most at {key}: {weight}, mean of {count} heads.")
        names = row_name(trace, found.step, query), _key_name(trace, found, most)
    else:
        text = translate("Lines", "{key} is looked at most by {query}: {weight}, mean of {count} heads.")
        names = row_name(trace, found.step, most), _key_name(trace, found, key or 0)
    weight = f"{mean[most]:.4f}"
    return text.format(query=names[0], key=names[1], weight=weight, count=len(found.heads))


def _key_name(trace: Trace, found: Lines, key: int) -> str:
    return token_texts(trace.tokens[token_lists(found.step)[1]])[key]
