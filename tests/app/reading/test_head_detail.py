"""One head in detail: every number that is shown, against NumPy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from app.reading.attention_maps import Quantity, attentions, maps, quantities
from app.reading.attention_picture import AttentionPicture
from app.reading.head_detail import ShownHead
from app.reading.head_pairs import dimension_words, half_words, has_pairs, head_pair, pair_words
from app.reading.head_rows import head_row, row_words
from app.reading.head_wipe import wipe_sides, wipe_words, wipes
from app.reading.heads_look import HeadsLook
from app.reading.norm_words import norm_sentence
from app.reading.weight_edits import can_be_set, held_edit, is_closed, weight_edit
from app.state import AttentionKind
from app.widgets.number_text import significant
from core import catalogue
from core.interventions import Intervention
from core.interventions.scaling_off import ScalingOff
from core.interventions.set_weight import SetWeight
from core.interventions.temperature import Temperature
from core.measures.pair_products import ordered
from core.request import Target
from core.run import compute
from core.trace import Array, Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

Traced = Callable[..., tuple[Trace, Trace]]
ALONE = HeadsLook()
PLACE = 1, 0
SITES = {
    "encoder": "encoder.layers.1.self_attention",
    "decoder": "decoder.layers.1.self_attention",
    "cross": "decoder.layers.1.cross_attention",
}
KINDS: tuple[AttentionKind, ...] = ("encoder", "decoder", "cross")
CELL = 3, 2


def shown(
    trace: Trace,
    kind: AttentionKind = "cross",
    quantity: Quantity = "weights",
    baseline: Trace | None = None,
    look: HeadsLook = ALONE,
) -> ShownHead:
    picture = AttentionPicture(trace, attentions(trace)[kind], quantity, in_words=look.words)
    return ShownHead(picture, PLACE, look, baseline)


@pytest.fixture
def traced(tiny_models: Path) -> Traced:
    """A trace with what-ifs, and the pass without them over the same tokens."""

    def both(*edits: Intervention) -> tuple[Trace, Trace]:
        trace = compute(tiny_request(interventions=edits), device="cpu")
        output = Target(tuple(token.id for token in trace.tokens["target"][1:]))
        return trace, compute(tiny_request(target=output), device="cpu")

    return both


def lengths(trace: Trace, site: str) -> Array:
    """Weight times length of the value [head query key], as the paper defines a norm."""
    weights, values = trace.value(f"{site}.weights"), trace.value(f"{site}.value").astype(float)
    return weights * np.sqrt((values**2).sum(axis=-1))[:, None, :]


@pytest.mark.parametrize("kind", KINDS)
def test_weights_times_lengths_of_values(kind: AttentionKind, tiny_trace: Trace) -> None:
    found = maps(tiny_trace, attentions(tiny_trace)[kind], "norms")
    np.testing.assert_allclose(found.values[1], lengths(tiny_trace, SITES[kind]), rtol=1e-6)
    assert found.scale.ends() == (0.0, found.values.max())


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_tells_weight_length_product_and_sum(kind: AttentionKind, tiny_trace: Trace) -> None:
    products = lengths(tiny_trace, SITES[kind])[0]
    weight = tiny_trace.value(f"{SITES[kind]}.weights")[0][CELL]
    length = (
        products[CELL] / weight if weight else np.linalg.norm(tiny_trace.value(f"{SITES[kind]}.value")[0, 2])
    )
    step = attentions(tiny_trace)[kind][1]
    text = norm_sentence(tiny_trace, step, 0, *CELL)
    numbers = f"weight {significant(weight)} × length {significant(length)} = {significant(products[CELL])}"
    assert text.endswith(f"{numbers}; the row adds up to {significant(products[3].sum())}")


@pytest.mark.parametrize("trace", [encoder_only_trace, decoder_only_trace])
def test_norms_are_offered_for_models_of_one_half(trace: Callable[[], Trace]) -> None:
    found = trace()
    steps = next(iter(attentions(found).values()))
    assert "norms" in quantities(found, steps[0])


@pytest.mark.parametrize("quantity", ["weights", "scores", "scaled", "masked", "norms"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_row_has_the_values_of_its_map(kind: AttentionKind, quantity: Quantity, tiny_trace: Trace) -> None:
    row = head_row(shown(tiny_trace, kind, quantity), 3)
    taps = {"norms": lengths(tiny_trace, SITES[kind])}
    expected = taps[quantity] if quantity in taps else tiny_trace.value(f"{SITES[kind]}.{quantity}")
    expected = np.where(np.isfinite(expected), expected, np.nan)
    np.testing.assert_allclose(row.values, expected[0, 3], rtol=1e-6)


def test_masked_keys_of_a_row_are_known(tiny_trace: Trace) -> None:
    row = head_row(shown(tiny_trace, "decoder"), 1)
    assert row.hidden.tolist() == [False, False, *[True] * (len(row.keys) - 2)]


@pytest.mark.parametrize("kind", KINDS)
def test_sum_and_entropy_of_a_row_are_told(kind: AttentionKind, tiny_trace: Trace) -> None:
    weights = tiny_trace.value(f"{SITES[kind]}.weights")[0, 3].astype(float)
    nats = stats.entropy(weights)
    text = row_words(shown(tiny_trace, kind), 3)
    assert f"add up to {weights.sum():.4f}; entropy {significant(nats)} nats" in text
    assert text.endswith(f"= {significant(np.exp(nats), 3)} tokens")


@pytest.mark.parametrize("edit", [ScalingOff(), Temperature("every", None, None, value=0.3)])
def test_entropy_is_told_before_and_after(edit: Intervention, traced: Traced) -> None:
    trace, baseline = traced(edit)
    now, before = (
        stats.entropy(one.value(f"{SITES['cross']}.weights")[0, 3].astype(float)) for one in (trace, baseline)
    )
    assert now != pytest.approx(before, rel=1e-3)
    text = row_words(shown(trace, baseline=baseline), 3)
    assert f"entropy {significant(now)} nats" in text
    assert f"without the changes {significant(before)} nats" in text


def test_a_row_carries_what_was_before(traced: Traced) -> None:
    trace, baseline = traced(ScalingOff())
    row = head_row(shown(trace, "cross", "scaled", baseline), 3)
    assert row.before is not None
    np.testing.assert_array_equal(row.before, baseline.value(f"{SITES['cross']}.scaled")[0, 3])


def test_a_row_of_several_heads_is_their_mean(tiny_trace: Trace) -> None:
    look = HeadsLook(marked=frozenset({(0, 0), (1, 1)}))
    found = head_row(shown(tiny_trace, look=look), 3)
    one, other = (step.value for step in attentions(tiny_trace)["cross"])
    np.testing.assert_allclose(found.values, (one[0, 3] + other[1, 3]) / 2, rtol=1e-6)


def test_a_row_with_nothing_to_look_at_has_no_entropy(tiny_trace: Trace) -> None:
    step = attentions(tiny_trace)["cross"][1]
    blind = step.holding(np.zeros_like(step.value), step.sources, None)
    picture = AttentionPicture(tiny_trace, (blind, blind), "weights")
    text = row_words(ShownHead(picture, PLACE, HeadsLook()), 0)
    assert "nothing is left to look at" in text
    assert "entropy" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_products_lead_to_score_scaled_score_and_weight(kind: AttentionKind, tiny_trace: Trace) -> None:
    cell, site = (3, 1), SITES[kind]
    head = shown(tiny_trace, kind)
    pair = head_pair(head, *cell)
    query, key = (tiny_trace.value(f"{site}.{name}")[0].astype(float) for name in ("query", "key"))
    np.testing.assert_allclose(pair.products, query[3] * key[1], rtol=1e-12)
    score = (query[3] * key[1]).sum()
    assert pair.score == pytest.approx(score, abs=1e-5 * np.abs(pair.products).sum())
    assert pair.scaled == pytest.approx(score / np.sqrt(8), abs=1e-5)
    text = pair_words(head, pair, cell)
    for number in (score, np.sqrt(8), score / np.sqrt(8), tiny_trace.value(f"{site}.weights")[0, 3, 1]):
        assert significant(number) in text


def test_a_dimension_is_told_with_the_sum_so_far(tiny_trace: Trace) -> None:
    pair = head_pair(shown(tiny_trace), *CELL)
    order = ordered(pair.products, "size")
    at = int(order[2])
    expected = f"dimension {at}: {significant(pair.query[at])} × {significant(pair.key[at])}"
    text = dimension_words(pair, order, 2)
    assert text.startswith(expected)
    assert text.endswith(
        f"= {significant(pair.products[at])}, so far {significant(pair.products[order[:3]].sum())}"
    )


def test_how_many_dimensions_do_half_is_told(tiny_trace: Trace) -> None:
    pair = head_pair(shown(tiny_trace), *CELL)
    sizes = np.sort(np.abs(pair.products))[::-1]
    few = next(n for n in range(1, 9) if sizes[:n].sum() >= sizes.sum() / 2)
    assert half_words(pair).startswith(f"{few} of 8 dimensions")


def test_a_masked_pair_says_so(tiny_trace: Trace) -> None:
    head = shown(tiny_trace, "decoder")
    assert "the mask closes the cell, so the weight is 0" in pair_words(head, head_pair(head, 1, 3), (1, 3))


def test_a_temperature_is_told_between_scaled_score_and_weight(traced: Traced) -> None:
    trace, _ = traced(Temperature("every", None, None, value=0.5))
    head = shown(trace)
    pair = head_pair(head, *CELL)
    assert pair.went_on == pytest.approx(2 * pair.scaled, rel=1e-5)
    assert f"which a what-if makes {significant(pair.went_on)}" in pair_words(head, pair, CELL)


def test_a_weight_that_is_set_is_told_beside_that_of_softmax(traced: Traced) -> None:
    trace, baseline = traced(SetWeight("cross", *PLACE, *CELL, 0.75))
    head = shown(trace)
    softmax = baseline.value(f"{SITES['cross']}.weights")[0][CELL]
    text = pair_words(head, head_pair(head, *CELL), CELL)
    assert f"softmax over the row gives {significant(softmax)}, which a what-if makes 0.7500" in text


@pytest.mark.parametrize("trace", [encoder_only_trace, decoder_only_trace])
def test_models_of_one_half_have_pairs_and_wipes(trace: Callable[[], Trace]) -> None:
    found = trace()
    head = shown(found, next(iter(attentions(found))))
    assert has_pairs(head)
    assert wipes(head) == ("stages",)


@pytest.mark.parametrize(
    ("quantity", "tap"), [("weights", "scaled"), ("scores", "scores"), ("masked", "masked")]
)
def test_left_of_the_weights_stands_the_chosen_stage(quantity: Quantity, tap: str, tiny_trace: Trace) -> None:
    left, right = wipe_sides(shown(tiny_trace, "decoder", quantity), "stages")
    expected = tiny_trace.value(f"{SITES['decoder']}.{tap}")[0]
    np.testing.assert_array_equal(left.values, np.where(np.isfinite(expected), expected, np.nan))
    np.testing.assert_array_equal(right.values, tiny_trace.value(f"{SITES['decoder']}.weights")[0])


@pytest.mark.parametrize("quantity", ["weights", "scaled", "norms"])
def test_before_and_now_share_a_scale(quantity: Quantity, traced: Traced) -> None:
    trace, baseline = traced(ScalingOff())
    head = shown(trace, "cross", quantity, baseline)
    assert wipes(head) == ("changes", "stages")
    left, right = wipe_sides(head, "changes")
    np.testing.assert_array_equal(left.values, head.alone(quantity, before=True).values[0, 0])
    np.testing.assert_array_equal(right.values, head.alone(quantity).values[0, 0])
    assert left.scale == right.scale
    assert left.scale.ends()[1] >= max(left.values.max(), right.values.max())


def test_both_numbers_of_a_cell_are_told(tiny_trace: Trace) -> None:
    head = shown(tiny_trace)
    scaled, weight = (tiny_trace.value(f"{SITES['cross']}.{tap}")[0][CELL] for tap in ("scaled", "weights"))
    text = wipe_words(head, wipe_sides(head, "stages"), CELL)
    assert text.endswith(f"left, scaled score {significant(scaled)}; right, weight {significant(weight)}")


def test_a_weight_can_be_set_in_the_map_of_one_head(tiny_trace: Trace) -> None:
    assert can_be_set(shown(tiny_trace), CELL)
    assert not can_be_set(shown(tiny_trace, look=HeadsLook(words=True)), CELL)
    assert is_closed(shown(tiny_trace, "decoder"), (1, 3))


def test_a_model_whose_heads_have_other_names_offers_no_slider() -> None:
    assert not can_be_set(shown(decoder_only_trace(), "decoder"), (1, 0))


def test_the_weight_that_holds_in_a_row_is_found(traced: Traced) -> None:
    edit = SetWeight("cross", *PLACE, *CELL, 0.75)
    trace, _ = traced(edit)
    head = shown(trace)
    assert held_edit(head, (CELL[0], 5)) == edit
    assert held_edit(head, (0, 0)) is None
    assert weight_edit(head, CELL, 0.75) == edit


def test_a_trace_without_vectors_has_no_pairs(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tiny_folder))
    found = compute(tiny_request(), sites=("*.weights", "*.mask"), device="cpu")
    head = shown(found)
    assert not has_pairs(head)
    assert wipes(head) == ()
