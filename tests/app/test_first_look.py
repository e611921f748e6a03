"""The first selection lies in the clearest cross-attention head, or in what attention there is."""

from __future__ import annotations

from dataclasses import replace

from app.first_look import first_selection
from app.state import Selection
from core.measures.pointing import pointing
from core.trace import Trace


def test_the_head_that_points_most_clearly_comes_first(tiny_trace: Trace) -> None:
    chosen = first_selection(tiny_trace)
    scores = {
        layer: pointing(tiny_trace.value(f"decoder.layers.{layer}.cross_attention.weights"))
        for layer in range(tiny_trace.architecture.decoder_layers)
    }
    assert chosen.attention == "cross"
    assert scores[chosen.layer][chosen.head] == max(heads.max() for heads in scores.values())


def test_the_cell_is_the_largest_of_its_row(tiny_trace: Trace) -> None:
    chosen = first_selection(tiny_trace)
    row = tiny_trace.value(f"{chosen.attention_site}.weights")[chosen.head, chosen.query]
    assert row[chosen.key] == row.max()


def test_a_model_without_a_decoder_shows_its_encoder(tiny_trace: Trace) -> None:
    steps = tuple(step for step in tiny_trace.steps if step.site.startswith("encoder"))
    assert first_selection(replace(tiny_trace, steps=steps)).attention == "encoder"


def test_without_attention_nothing_is_selected(tiny_trace: Trace) -> None:
    assert first_selection(replace(tiny_trace, steps=())) == Selection()
