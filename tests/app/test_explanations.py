from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from app.explanations import (
    explanation,
    formula,
    intervention_explanation,
    intervention_title,
    norm_title,
    step_group,
    step_title,
)
from app.problems import sentence
from app.theme import LIGHT
from app.widgets.formula import formula_svg
from core.interventions import Intervention, catalogue
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.hide_token import HideToken
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import MaskFiller
from core.interventions.paint_mask import PaintMask
from core.interventions.position_order import PositionOrder
from core.interventions.position_scale import PositionScale
from core.interventions.replace_head import PATTERNS, ReplaceHead
from core.interventions.set_weight import SetWeight
from core.interventions.silence_head import SilenceHead
from core.interventions.skip_part import SkipPart
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.problems import Problem
from core.trace import Trace
from tests.core.edits import CLAIMS

EVERY = [
    SilenceHead("cross", 1, 2),
    *CLAIMS,
    *(
        ReplaceHead("decoder", layer, head, pattern)
        for pattern in PATTERNS
        for layer in (None, 0)
        for head in (None, 1)
    ),
    *(spec.type() for spec in catalogue().values() if spec.is_switch),
]


def test_every_step_has_a_title_of_its_own(tiny_trace: Trace) -> None:
    titles = [step_title(step.site, step.kind) for step in tiny_trace.steps]
    assert len(set(titles)) == len(titles)


def test_every_title_is_in_words(tiny_prenorm_trace: Trace) -> None:
    assert not any("_" in step_title(step.site, step.kind) for step in tiny_prenorm_trace.steps)


@pytest.mark.parametrize(
    ("site", "title"),
    [
        ("encoder.layers.0.self_attention.scaled", "Encoder 1 · self-attention · scaled scores"),
        ("decoder.layers.1.cross_attention_residual", "Decoder 2 · cross-attention · residual sum"),
        ("decoder.layers.1.feed_forward_norm.mean", "Decoder 2 · feed-forward · LayerNorm · mean"),
        ("encoder.norm.output", "Encoder · final LayerNorm · output"),
        ("decoder.logits", "Decoder · output · logits"),
        ("encoder.layers.2.gate.new_thing", "Encoder 3 · gate · new thing"),
    ],
)
def test_a_title_says_where_and_what(site: str, title: str) -> None:
    assert step_title(site, "sum") == title


def test_a_sublayer_with_its_sum_and_norm_is_one_group() -> None:
    sites = ["self_attention.query", "self_attention_residual", "self_attention_norm.mean"]
    assert {step_group(f"encoder.layers.0.{site}") for site in sites} == {"Encoder 1 · self-attention"}


def test_a_norm_is_named_by_its_sublayer() -> None:
    assert norm_title("decoder.layers.0.cross_attention_norm") == "Decoder 1 · cross-attention · LayerNorm"


def test_every_kind_is_explained(tiny_trace: Trace) -> None:
    assert all(explanation(kind).endswith(".") for kind in {step.kind for step in tiny_trace.steps})


def test_every_formula_is_set_in_type(qapp: QApplication, tiny_trace: Trace) -> None:
    for latex in {formula(step.kind, step.site) for step in tiny_trace.steps}:
        assert b"<path" in formula_svg(latex, 20, LIGHT.text), latex


def test_a_learned_position_has_words_and_a_formula() -> None:
    assert explanation("learned_position")
    assert formula("learned_position")


def test_an_unknown_kind_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        explanation("magic")


@pytest.mark.parametrize("intervention", EVERY, ids=repr)
def test_every_intervention_has_a_title_and_a_sentence(intervention: Intervention) -> None:
    assert intervention_title(intervention)
    assert not re.search(r"[{}]|None|-\d", intervention_title(intervention))
    assert intervention_explanation(intervention).endswith(".")


def test_a_silenced_head_is_named_from_one() -> None:
    assert intervention_title(SilenceHead("cross", 1, 2)) == "Head 3 of layer 2 silent, cross-attention"


@pytest.mark.parametrize(
    ("intervention", "title"),
    [
        (Temperature("every", value=0.5), "Temperature 0.5, every attention"),
        (LocalWindow("every", width=2), "Window of ±2, every self-attention"),
        (PaintMask("encoder", 0, 3, 8, 8), "Painted mask, head 4 of layer 1, encoder self-attention"),
        (HideToken("target", 1, "query"), "Decoder token at position 1 blind as a query"),
        (MaskFiller("-inf", "float16"), "Masked scores −∞ in float16"),
        (
            SetWeight("cross", 0, 0, 2, 1, 0.25),
            "Weight at position 2 → at position 1 = 0.25, head 1 of layer 1, cross-attention",
        ),
        (SkipPart("encoder", None, "feed_forward", "norm"), "Encoder · feed-forward without LayerNorm"),
        (PositionScale("both", -0.5), "Positions × −0.5, encoder and decoder"),
        (SwapTokens(4, 1), "Source tokens at position 1 and at position 4 swapped"),
    ],
    ids=repr,
)
def test_a_title_says_where_and_how_much(intervention: Intervention, title: str) -> None:
    assert intervention_title(intervention) == title


def test_what_another_overrules_is_told_with_its_title() -> None:
    problem = Problem("overruled_intervention", {"stronger": SilenceHead("cross", 1, 2)})
    assert sentence(problem).startswith(
        "Without effect while “Head 3 of layer 2 silent, cross-attention” holds"
    )


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ("*.causal_mask", "(causal mask)"),
        ("encoder.*.padding_mask, *.masked", "(Encoder · padding mask, masked scores)"),
        ("*_residual", "(residual sum)"),
        ("*norm.output", "(LayerNorm · output)"),
        ("encoder.embedding.positions", "(Encoder · embedding · position vectors)"),
        ("encoder.layers.0.cross_attention.output", "(Encoder 1 · cross-attention · output)"),
        ("decoder.layers.*.self_attention.weights", "(Decoder · self-attention · attention weights)"),
    ],
)
def test_what_is_not_there_is_named_in_words(site: str, words: str) -> None:
    assert words in sentence(Problem("unknown_site", {"intervention": CausalMaskOff(), "site": site}))


def test_several_interventions_are_told_with_their_titles() -> None:
    note = Problem("uncached_decoding", {"interventions": (CausalMaskOff(), PositionOrder("decoder"))})
    assert "(Causal mask off, Positions reversed, decoder)" in sentence(note)
