"""Masks that are changed: painted as torch's own attention has them, a row left with nothing is 0 and never NaN."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.interventions import Intervention, canonical_order
from core.interventions.heads import ATTENTIONS, MODULES, Attention
from core.interventions.hide_token import HideToken
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import FILLERS, PRECISIONS, Filler, MaskFiller, Precision
from core.interventions.paint_mask import PaintMask
from core.interventions.replace_head import PATTERNS, Pattern, ReplaceHead
from core.interventions.set_weight import SetWeight
from core.interventions.valid_length import ValidLength
from tests.core.passes import PADDED_SOURCE, SOURCE, Recorded, record

ENCODER, DECODER = MODULES["encoder"].format(layer=0), MODULES["decoder"].format(layer=0)
LENGTHS = {"encoder": (6, 6), "decoder": (5, 5), "cross": (5, 6)}
BLIND = PaintMask("encoder", 0, None, closed=tuple((2, key) for key in range(6)))
"""Query 2 may look nowhere."""


def recorded_with(*interventions: Intervention, source: tuple[int, ...] = SOURCE) -> Recorded:
    return record(interventions=canonical_order(interventions), source=source)


def attended(recorded: Recorded, path: str) -> torch.Tensor:
    """What torch's fused attention makes of the same queries, keys, values and mask."""
    query, key, value, mask = (
        torch.from_numpy(recorded.value(f"{path}.{leaf}").copy())
        for leaf in ("query", "key", "value", "mask")
    )
    return torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)


@st.composite
def painted(draw: st.DrawFn) -> PaintMask:
    attention: Attention = draw(st.sampled_from(ATTENTIONS))
    queries, keys = LENGTHS[attention]
    cells = st.tuples(st.integers(0, queries - 1), st.integers(0, keys - 1))
    several = st.lists(cells, max_size=40).map(tuple)
    head = draw(st.sampled_from((None, 0, 1)))
    return PaintMask(attention, 0, head, queries, keys, draw(several), draw(several))


@settings(deadline=None, max_examples=40)
@given(painted())
def test_a_painted_mask_gives_what_torch_gives_with_the_same_mask(edit: PaintMask) -> None:
    path = MODULES[edit.attention].format(layer=0)
    recorded = recorded_with(edit)
    expected = attended(recorded, path).numpy()
    np.testing.assert_allclose(recorded.value(f"{path}.head_output"), expected, rtol=0, atol=1e-5)


@settings(deadline=None, max_examples=40)
@given(painted())
def test_the_mask_is_the_painted_one_in_these_heads_alone(edit: PaintMask) -> None:
    path = MODULES[edit.attention].format(layer=0)
    expected = record().value(f"{path}.mask").copy()
    heads = (0, 1) if edit.head is None else (edit.head,)
    for head in heads:
        for cells, allowed in ((edit.opened, True), (edit.closed, False)):
            for query, key in cells:
                expected[head, query, key] = allowed
    assert np.array_equal(recorded_with(edit).value(f"{path}.mask"), expected)


def test_a_cell_that_is_closed_and_opened_is_closed() -> None:
    assert PaintMask("encoder", closed=((0, 1),), opened=((0, 1), (2, 2))).opened == ((2, 2),)


def test_the_order_of_painting_does_not_matter() -> None:
    assert PaintMask("encoder", closed=((0, 1), (2, 3))) == PaintMask("encoder", closed=((2, 3), (0, 1)))


@pytest.mark.parametrize(
    ("edit", "keeps"),
    [
        (PaintMask("decoder", opened=((1, 2),)), False),
        (PaintMask("decoder", opened=((2, 1),), closed=((1, 2),)), True),
        (PaintMask("encoder", opened=((1, 2),)), True),
        (PaintMask("cross", opened=((1, 2),)), True),
    ],
)
def test_only_an_opened_later_cell_of_the_decoder_breaks_causality(edit: PaintMask, keeps: bool) -> None:
    assert edit.keeps_causality == keeps


def test_a_row_with_nothing_left_to_look_at_is_zero() -> None:
    recorded = recorded_with(BLIND)
    assert not recorded.value(f"{ENCODER}.weights")[:, 2].any()
    assert np.isneginf(recorded.value(f"{ENCODER}.masked")[:, 2]).all()


FILLED = [MaskFiller(filler, precision) for filler in FILLERS for precision in PRECISIONS]
BLINDING: list[Intervention] = [
    BLIND,
    HideToken("source", 2),
    HideToken("target", 0, "query"),
    HideToken("target", 0, "key"),
    ValidLength(0),
    *(PaintMask(kind, closed=tuple(np.ndindex(LENGTHS[kind]))) for kind in ATTENTIONS),
]


@pytest.mark.parametrize("filled", [None, *FILLED], ids=repr)
@pytest.mark.parametrize("edit", BLINDING, ids=lambda edit: repr(edit)[:40])
def test_a_blind_row_is_never_nan(edit: Intervention, filled: MaskFiller | None) -> None:
    further = [ReplaceHead("every", None, 1, "uniform"), SetWeight("encoder", 0, 0, 2, 2, 0.3)]
    recorded = recorded_with(edit, *further, *filter(None, [filled]))
    assert all(np.isfinite(step.value).all() for step in recorded.steps if step.kind != "masking")
    assert not any(np.isnan(step.value).any() for step in recorded.steps)


@pytest.mark.parametrize(
    ("filler", "precision", "expected"),
    [
        ("-1e4", "float32", -1e4),
        ("-1e9", "float32", -1e9),
        ("-inf", "float32", -math.inf),
        ("-1e4", "float16", -1e4),
        ("-1e6", "float16", -math.inf),
        ("-1e9", "float16", -math.inf),
    ],
)
def test_the_filler_is_what_its_precision_makes_of_it(
    filler: Filler, precision: Precision, expected: float
) -> None:
    edit = MaskFiller(filler, precision)
    masked = recorded_with(edit).value(f"{DECODER}.masked")
    assert edit.value == expected
    assert (masked[~np.tri(5, dtype=bool)[None].repeat(2, axis=0)] == np.float32(expected)).all()


def test_a_finite_filler_shares_a_blind_row_out_evenly() -> None:
    weights = recorded_with(BLIND, MaskFiller("-1e9")).value(f"{ENCODER}.weights")
    np.testing.assert_allclose(weights[:, 2], 1 / 6, rtol=1e-6)


@pytest.mark.parametrize("edit", [MaskFiller("-inf"), MaskFiller("-1e6", "float16")], ids=repr)
def test_minus_infinity_leaves_a_blind_row_at_zero(edit: MaskFiller) -> None:
    assert not recorded_with(BLIND, edit).value(f"{ENCODER}.weights")[:, 2].any()
    assert edit.keeps_causality


@pytest.mark.parametrize("filler", FILLERS)
def test_in_float32_no_filler_changes_a_row_that_sees_anything(filler: Filler) -> None:
    one, other = record(), recorded_with(MaskFiller(filler))
    site = f"{DECODER}.weights"
    assert np.array_equal(one.value(site), other.value(site))


def test_float16_rounds_as_numpy_does() -> None:
    site = f"{ENCODER}.masked"
    halves = record().value(site).astype(np.float16)
    assert np.array_equal(recorded_with(MaskFiller("-inf", "float16")).value(site), halves)


def test_a_window_of_zero_sees_only_itself() -> None:
    weights = recorded_with(LocalWindow("encoder", None, None, 0)).value(f"{ENCODER}.weights")
    assert np.array_equal(weights, np.eye(6, dtype=np.float32)[None].repeat(2, axis=0))


def test_a_window_over_every_attention_leaves_cross_attention_alone() -> None:
    edit = LocalWindow("every", None, None, 1)
    site = MODULES["cross"].format(layer=0) + ".mask"
    assert not edit.applies_to(site)
    assert edit.applies_to(f"{ENCODER}.mask") and edit.applies_to(f"{DECODER}.mask")


def test_the_window_of_the_decoder_stays_causal() -> None:
    mask = recorded_with(LocalWindow("decoder", None, None, 1)).value(f"{DECODER}.mask")[0]
    assert np.array_equal(mask, np.tri(5, dtype=bool) & ~np.tri(5, k=-2, dtype=bool))


def test_a_valid_length_does_what_padding_does() -> None:
    """The six tokens, padded by two and all of them valid, are read as the six alone."""
    short, cut = record(), recorded_with(ValidLength(6), source=(*SOURCE, 9, 9))
    site = "encoder.layers.1.feed_forward_norm.output"
    np.testing.assert_allclose(cut.value(site)[:6], short.value(site), rtol=0, atol=1e-5)
    np.testing.assert_allclose(cut.value("decoder.logits"), short.value("decoder.logits"), rtol=0, atol=1e-5)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_looks_only_where_the_mask_lets_it(pattern: Pattern) -> None:
    edits = (ReplaceHead("encoder", None, None, pattern), HideToken("source", 0, "key"))
    recorded = recorded_with(*edits, source=PADDED_SOURCE)
    assert not recorded.value(f"{ENCODER}.weights")[~recorded.value(f"{ENCODER}.mask")].any()


def test_a_weight_on_a_masked_cell_stays_zero() -> None:
    site = f"{DECODER}.weights"
    recorded = recorded_with(SetWeight("decoder", 0, 1, 1, 3, 0.9))
    assert np.array_equal(recorded.value(site), record().value(site))


def test_where_the_others_were_zero_they_share_the_rest_evenly() -> None:
    edits = (ReplaceHead("encoder", 0, 1, "self"), SetWeight("encoder", 0, 1, 3, 3, 0.5))
    row = recorded_with(*edits).value(f"{ENCODER}.weights")[1, 3]
    np.testing.assert_allclose(row, [0.1, 0.1, 0.1, 0.5, 0.1, 0.1], rtol=1e-6)


def test_a_hidden_word_leaves_no_trace_in_the_others() -> None:
    """Nobody looks at it, so whatever stands there the other rows come out the same."""
    hidden = HideToken("source", 2)
    one, other = (recorded_with(hidden, source=(*SOURCE[:2], id, *SOURCE[3:])) for id in (23, 40))
    site = "encoder.layers.1.feed_forward_norm.output"
    assert np.array_equal(np.delete(one.value(site), 2, axis=0), np.delete(other.value(site), 2, axis=0))
    assert np.array_equal(one.value("decoder.logits"), other.value("decoder.logits"))
