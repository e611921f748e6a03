from __future__ import annotations

import numpy as np
import pytest

from app.reading.attention_maps import attentions, silenced
from app.reading.lines import Lines, count_sentence, heads_sentence, lines, silent_heads, token_sentence
from app.reading.several_heads import Place
from core.interventions import Intervention
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.silence_head import SilenceHead
from core.interventions.skip_part import SkipPart
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

BOTH = (0, 1)


def of(trace: Trace, kind: str = "encoder", heads: tuple[int, ...] = BOTH, threshold: float = 0.1) -> Lines:
    return lines(trace, attentions(trace)[kind][0], heads, threshold)  # type: ignore[index]


def test_a_line_is_drawn_where_the_weight_reaches_the_threshold(tiny_trace: Trace) -> None:
    found = of(tiny_trace)
    assert np.array_equal(found.drawn, found.weights >= 0.1)


def test_a_masked_pair_has_no_line_at_any_threshold(tiny_trace: Trace) -> None:
    drawn = of(tiny_trace, "decoder", threshold=0.0).drawn
    assert np.array_equal(drawn[0], np.tril(np.ones(drawn.shape[1:], bool)))


def test_only_the_chosen_heads_have_lines(tiny_trace: Trace) -> None:
    step = attentions(tiny_trace)["cross"][0]
    assert np.array_equal(of(tiny_trace, "cross", (1,)).weights, step.value[[1]])


def test_it_is_said_how_many_lines_are_hidden(tiny_trace: Trace) -> None:
    found = of(tiny_trace)
    start = f"{found.drawn.sum()} of {found.weights.size} lines are shown, the others weigh less than 10 %"
    assert count_sentence(found, None, None).startswith(start)


def test_a_token_counts_its_own_lines(tiny_trace: Trace) -> None:
    found = of(tiny_trace)
    expected = f"{found.drawn[:, 2].sum()} of {found.weights[:, 2].size} lines of this token"
    assert count_sentence(found, 2, None).startswith(expected)


def test_masked_pairs_are_counted_apart(tiny_trace: Trace) -> None:
    found = of(tiny_trace, "decoder", threshold=0.0)
    assert count_sentence(found, None, None).endswith(f"; masked: {(~found.allowed).sum()}.")


def test_without_a_head_it_says_so(tiny_trace: Trace) -> None:
    assert "No head is chosen" in count_sentence(of(tiny_trace, heads=()), None, None)
    assert "choose a head" in heads_sentence(tiny_trace, of(tiny_trace, heads=()), 0)


def test_of_several_heads_the_heaviest_line_is_named(tiny_trace: Trace) -> None:
    found = of(tiny_trace)
    assert f"{found.weights.max():.4f}" in heads_sentence(tiny_trace, found, 0)


def test_of_one_head_it_is_said_what_it_looks_at(tiny_trace: Trace) -> None:
    assert heads_sentence(tiny_trace, of(tiny_trace, heads=(1,)), 0).startswith("Head 2 of layer 1")


def test_a_pair_has_the_exact_weight_of_every_head(tiny_trace: Trace) -> None:
    found = of(tiny_trace)
    text = token_sentence(tiny_trace, found, 2, 3)
    assert all(f"head {head + 1}: {found.weights[head, 2, 3]:.4f}" in text for head in BOTH)


@pytest.mark.parametrize(("query", "key"), [(2, None), (None, 2)])
def test_a_token_has_the_largest_mean_weight_of_its_lines(
    query: int | None, key: int | None, tiny_trace: Trace
) -> None:
    found = of(tiny_trace)
    largest = found.part(found.weights, query, key).mean(0).max()
    assert f"{largest:.4f}, mean of 2 heads" in token_sentence(tiny_trace, found, query, key)


@pytest.mark.usefixtures("tiny_models")
def test_a_silenced_head_is_known_by_its_output() -> None:
    trace = compute(tiny_request(interventions=(SilenceHead("cross", 1, 0),)), device="cpu")
    assert [silent_heads(trace, step) for step in attentions(trace)["cross"]] == [(), (0,)]


@pytest.mark.usefixtures("tiny_models")
@pytest.mark.parametrize(
    ("edit", "silent"),
    [
        (SilenceHead("cross", 1, 0), {(1, 0)}),
        (KeepOnlyHead("cross", 1, 0), {(1, 1)}),
        (SkipPart("decoder", None, "cross_attention"), {(0, 0), (0, 1), (1, 0), (1, 1)}),
        (SilenceHead("encoder", 1, 0), set()),
    ],
    ids=repr,
)
def test_lines_and_maps_agree_on_which_heads_are_silent(edit: Intervention, silent: set[Place]) -> None:
    trace = compute(tiny_request(interventions=(edit,)), device="cpu")
    layers = enumerate(attentions(trace)["cross"])
    assert silenced(trace, "cross") == silent
    assert {(layer, head) for layer, step in layers for head in silent_heads(trace, step)} == silent


def test_of_a_token_its_own_heaviest_line_is_named(tiny_trace: Trace) -> None:
    found = of(tiny_trace)
    assert f"{found.weights[:, 2].max():.4f}" in heads_sentence(tiny_trace, found, 0, query=2)
