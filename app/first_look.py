"""Where a first look falls: the head that points most clearly from the output to the words that were read."""

from __future__ import annotations

from app.state import AttentionKind, Selection
from core.measures.pointing import pointing
from core.trace import Trace

_PREFERRED: tuple[AttentionKind, ...] = ("cross", "encoder", "decoder")


def first_selection(trace: Trace) -> Selection:
    """The clearest head of the first kind of attention that there is, and the second token's row in it."""
    for kind in _PREFERRED:
        found = [chosen for chosen in _heads(trace, kind) if f"{chosen.attention_site}.weights" in trace]
        if found:
            scores = [_score(trace, chosen) for chosen in found]
            chosen = found[scores.index(max(scores))]
            weights = trace.value(f"{chosen.attention_site}.weights")[chosen.head]
            query = min(1, len(weights) - 1)
            return chosen.at_cell(query, int(weights[query].argmax()))
    return Selection()


def _heads(trace: Trace, kind: AttentionKind) -> list[Selection]:
    shape = trace.architecture
    layers = shape.encoder_layers if kind == "encoder" else shape.decoder_layers
    return [Selection(kind, layer, head) for layer in range(layers) for head in range(shape.heads)]


def _score(trace: Trace, selection: Selection) -> float:
    return float(pointing(trace.value(f"{selection.attention_site}.weights"))[selection.head])
