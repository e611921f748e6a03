"""What an attention map says, in words: the caption of a head and the exact numbers of a cell."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.attention_maps import Quantity, hidden_cells, token_lists, upstream
from app.reading.labels import token_texts
from app.state import AttentionKind
from app.widgets.number_text import percent, significant
from core.measures.patterns import Pattern
from core.trace import Array, Step, Trace

translate = QCoreApplication.translate


def head_caption(found: Pattern, layer: int, head: int, silent: bool) -> str:
    """One sentence on what a head mostly looks at."""
    text = _pattern_sentence(found).format(
        head=head + 1, layer=layer + 1, share=percent(found.share), tokens=f"{found.breadth:.1f}"
    )
    if silent:
        sentence = translate("Attention", "{sentence} It is switched off: nothing of this goes on.")
        text = sentence.format(sentence=text)
    return text


def _pattern_sentence(found: Pattern) -> str:
    if found.name in ("broad", "focused", "nothing"):
        return {
            "broad": translate(
                "Attention",
                "Head {head} of layer {layer} spreads its look over about {tokens} tokens in each row.",
            ),
            "focused": translate(
                "Attention",
                "Head {head} of layer {layer} picks one token in each row: "
                "the largest weight is {share} % on average.",
            ),
            "nothing": translate(
                "Attention",
                "Head {head} of layer {layer} has no choice: no row may look at more than one token.",
            ),
        }[found.name]
    return {
        "previous": translate(
            "Attention",
            "Head {head} of layer {layer} looks mostly at the previous token ({share} % of its weight).",
        ),
        "next": translate(
            "Attention",
            "Head {head} of layer {layer} looks mostly at the next token ({share} % of its weight).",
        ),
        "itself": translate(
            "Attention",
            "Head {head} of layer {layer} looks mostly at the token itself ({share} % of its weight).",
        ),
        "first": translate(
            "Attention",
            "Head {head} of layer {layer} looks mostly at the first token ({share} % of its weight).",
        ),
        "end": translate(
            "Attention",
            "Head {head} of layer {layer} looks mostly at the end token ({share} % of its weight).",
        ),
    }[found.name]


def difference_caption(layer: int, head: int, largest: float) -> str:
    """One sentence on how far a head's weights moved."""
    if largest == 0:
        text = translate(
            "Attention", "No weight of head {head} of layer {layer} has changed, over the same tokens."
        )
        return text.format(head=head + 1, layer=layer + 1)
    text = translate(
        "Attention",
        "Head {head} of layer {layer}, over the same tokens: no weight moved by more than {largest}.",
    )
    return text.format(head=head + 1, layer=layer + 1, largest=significant(largest, 3))


def kind_name(kind: AttentionKind, *, short: bool = False) -> str:
    """The attention on a button, which may be a narrow one."""
    if short:
        return {
            "encoder": translate("Attention", "Encoder"),
            "decoder": translate("Attention", "Decoder"),
            "cross": translate("Attention", "Cross"),
        }[kind]
    return {
        "encoder": translate("Attention", "Encoder self-attention"),
        "decoder": translate("Attention", "Decoder self-attention"),
        "cross": translate("Attention", "Cross-attention"),
    }[kind]


def quantity_name(quantity: Quantity, *, short: bool = False) -> str:
    """What can be shown of an attention, on a button, which may be a narrow one."""
    if short and quantity == "norms":
        return translate("Attention", "×|v|")
    return {
        "weights": translate("Attention", "Weights"),
        "scores": translate("Attention", "Scores"),
        "scaled": translate("Attention", "Scaled"),
        "masked": translate("Attention", "Masked"),
        "norms": translate("Attention", "Weight × |value|"),
        "difference": translate("Attention", "Difference"),
    }[quantity]


def quantity_unit(quantity: Quantity) -> str:
    """What the numbers are, beside the legend."""
    return {
        "weights": translate("Attention", "weight"),
        "scores": translate("Attention", "score"),
        "scaled": translate("Attention", "scaled score"),
        "masked": translate("Attention", "masked score"),
        "norms": translate("Attention", "weight × |value|"),
        "difference": translate("Attention", "difference of weight"),
    }[quantity]


def asking_title(trace: Trace, tokens: str) -> str:
    """The title of the rows: whose tokens ask."""
    if tokens == "source":
        return translate("Attention", "Query: source tokens ask")
    if not trace.tokens.get("source"):  # a decoder alone: some of its tokens were read and not written
        return translate("Attention", "Query: tokens ask")
    return translate("Attention", "Query: output tokens ask")


def looked_at_title(trace: Trace, tokens: str) -> str:
    """The title of the columns: whose tokens are looked at."""
    if tokens == "source":
        return translate("Attention", "Key: source tokens are looked at")
    if not trace.tokens.get("source"):
        return translate("Attention", "Key: tokens are looked at")
    return translate("Attention", "Key: output tokens are looked at")


def cell_sentence(trace: Trace, step: Step, head: int, row: int | None, column: int | None) -> str:
    """The exact weight of a cell, its score and the sum of its row; what to do where no row is chosen."""
    weights = step.value[head]
    if row is None or not 0 <= row < weights.shape[0]:
        return translate("Attention", "Click a cell, or move with the arrow keys, to read its exact weight.")
    total = translate("Attention", "the row adds up to {sum}").format(sum=f"{weights[row].sum():.4f}")
    if column is None or not 0 <= column < weights.shape[1]:
        column = int(np.argmax(weights[row]))
        weight = f"{weights[row, column]:.4f}"
        sentence = translate("Attention", "{query} → {key}: {weight}, its largest weight; {total}")
    elif hidden_cells(trace, step)[head, row, column]:
        weight = f"{weights[row, column]:.4f}"
        sentence = _masked_text(float(weights[row, column]))
    else:
        weight = _scored(trace, step, head, row, column)
        sentence = translate("Attention", "{query} → {key}: {weight}; {total}")
    return sentence.format(
        query=row_name(trace, step, row),
        key=token_texts(trace.tokens[token_lists(step)[1]])[column],
        weight=weight,
        total=total,
    )


def _masked_text(weight: float) -> str:
    if weight == 0:
        return translate("Attention", "{query} → {key}: masked, so its weight is {weight}; {total}")
    return translate(
        "Attention", "{query} → {key}: masked by a finite number, so its weight is {weight}; {total}"
    )


def number_sentence(
    trace: Trace, step: Step, head: int, numbers: tuple[Quantity, Array], row: int | None, column: int | None
) -> str:
    """The exact number of a cell of another quantity [query key], then its weight; without a row, what to do."""
    quantity, values = numbers
    if row is None or not 0 <= row < values.shape[0]:
        return translate("Attention", "Click a cell, or move with the arrow keys, to read its exact number.")
    sentence = translate("Attention", "{query} → {key}: {unit} {number} (weight {weight})")
    if column is None or not 0 <= column < values.shape[1]:
        column = int(np.argmax(np.abs(values[row]) if quantity == "difference" else values[row]))
        sentence = translate(
            "Attention", "{query} → {key}: {unit} {number}, the largest of its row (weight {weight})"
        )
    return sentence.format(
        query=row_name(trace, step, row),
        key=token_texts(trace.tokens[token_lists(step)[1]])[column],
        unit=quantity_unit(quantity),
        number=significant(float(values[row, column])),
        weight=f"{step.value[head, row, column]:.4f}",
    )


def row_name(trace: Trace, step: Step, row: int) -> str:
    """The token that asks; in the decoder also the token predicted from it."""
    queries = token_lists(step)[0]
    asking = token_texts(trace.tokens[queries])[row]
    predicted = trace.tokens.get("predicted", ())
    if queries != "target" or row >= len(predicted):
        return asking
    return translate("Attention", "after {fed}, predicting {predicted}").format(
        fed=asking, predicted=token_texts(predicted)[row]
    )


def _scored(trace: Trace, step: Step, head: int, row: int, column: int) -> str:
    """A weight with the score that it came from."""
    weight, scaled = f"{step.value[head, row, column]:.4f}", upstream(trace, step, "scale")
    if scaled is None:
        return weight
    score = significant(float(scaled.value[head, row, column]))
    return translate("Attention", "{weight} (scaled score {score})").format(weight=weight, score=score)
