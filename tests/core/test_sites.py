"""Every site of the Transformer is there, with its axes, its sources and values that make sense."""

from __future__ import annotations

import numpy as np
import pytest

from core.trace import Axis, Step
from tests.core.passes import CONFIGS, PADDED_SOURCE, SOURCE, TARGET, Recorded, record

ATTENTION = {
    "query_projected": "{q}:token width",
    "key_projected": "{k}:token width",
    "value_projected": "{k}:token width",
    "query": "head {q}:token head_width",
    "key": "head {k}:token head_width",
    "value": "head {k}:token head_width",
    "scores": "head {q}:query {k}:key",
    "scaled": "head {q}:query {k}:key",
    "padding_mask": "{q}:query {k}:key",
    "mask": "head {q}:query {k}:key",
    "masked": "head {q}:query {k}:key",
    "weights": "head {q}:query {k}:key",
    "head_output": "head {q}:token head_width",
    "concatenated": "{q}:token width",
    "output": "{q}:token width",
}
FEED_FORWARD = {
    "hidden": "{q}:token hidden_width",
    "activated": "{q}:token hidden_width",
    "output": "{q}:token width",
}
NORM = {
    "mean": "{q}:token",
    "variance": "{q}:token",
    "deviation": "{q}:token",
    "normalized": "{q}:token width",
    "output": "{q}:token width",
}
EMBEDDING = dict.fromkeys(("rows", "tokens", "positions", "sum"), "{q}:token width")
OUTPUT = {
    "logits": "target:token vocabulary",
    "probabilities": "target:token vocabulary",
    "next_token": "target:token",
}


def under(path: str, sites: dict[str, str], q: str, k: str = "source") -> dict[str, str]:
    return {f"{path}.{name}": axes.format(q=q, k=k) for name, axes in sites.items()}


def sublayer(path: str, inside: dict[str, str], q: str, k: str) -> dict[str, str]:
    around = under(f"{path}_norm", NORM, q) | {f"{path}_residual": f"{q}:token width"}
    return under(path, inside, q, k) | around


def expected_sites(layers: int, pre_norm: bool) -> dict[str, str]:
    """Site -> axes, as section 2 of the issue lists them."""
    causal = {"causal_mask": "{q}:query {k}:key"}
    sites = under("encoder.embedding", EMBEDDING, "source") | under("decoder.embedding", EMBEDDING, "target")
    for layer in range(layers):
        encoder, decoder = f"encoder.layers.{layer}", f"decoder.layers.{layer}"
        sites |= sublayer(f"{encoder}.self_attention", ATTENTION, "source", "source")
        sites |= sublayer(f"{encoder}.feed_forward", FEED_FORWARD, "source", "source")
        sites |= sublayer(f"{decoder}.self_attention", ATTENTION | causal, "target", "target")
        sites |= sublayer(f"{decoder}.cross_attention", ATTENTION, "target", "source")
        sites |= sublayer(f"{decoder}.feed_forward", FEED_FORWARD, "target", "target")
    if pre_norm:
        sites |= under("encoder.norm", NORM, "source") | under("decoder.norm", NORM, "target")
    return sites | OUTPUT_SITES


OUTPUT_SITES = {f"decoder.{name}": axes for name, axes in OUTPUT.items()}


def described(axes: tuple[Axis, ...]) -> str:
    return " ".join(f"{axis.tokens}:{axis.name}" if axis.tokens else axis.name for axis in axes)


@pytest.fixture(params=CONFIGS, scope="module")
def composition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def recorded(composition: str) -> Recorded:
    return record(composition, source=PADDED_SOURCE)


def test_the_sites_are_those_of_the_issue_with_their_axes(composition: str, recorded: Recorded) -> None:
    found = {step.site: described(step.axes) for step in recorded.steps}
    assert found == expected_sites(2, composition == "pre-norm")


def test_every_step_has_as_many_axes_as_dimensions(recorded: Recorded) -> None:
    assert [s.site for s in recorded.steps if len(s.axes) != s.value.ndim] == []


def test_axes_have_the_lengths_of_what_they_index(recorded: Recorded) -> None:
    lengths = {"head": 2, "width": 16, "head_width": 8, "hidden_width": 24, "vocabulary": 50}
    for step in recorded.steps:
        expected = tuple(len(recorded.ids[a.tokens]) if a.tokens else lengths[a.name] for a in step.axes)
        assert step.shape == expected, step.site


def test_sources_are_earlier_steps(recorded: Recorded) -> None:
    earlier: set[str] = set()
    for step in recorded.steps:
        assert earlier.issuperset(step.sources), step.site
        earlier.add(step.site)


def test_only_inputs_have_no_source(recorded: Recorded) -> None:
    kinds = {step.kind for step in recorded.steps if not step.sources}
    assert kinds <= {"lookup", "position", "learned_position", "given_mask"}


def test_everything_but_the_last_choice_is_a_source_of_something(recorded: Recorded) -> None:
    used = {source for step in recorded.steps for source in step.sources}
    assert {step.site for step in recorded.steps} - used == {"decoder.next_token"}


def test_parameter_names_exist_and_every_parameter_is_named(recorded: Recorded) -> None:
    used = {name for step in recorded.steps for name in step.parameters}
    assert used == set(recorded.parameters)


def softmax_steps(recorded: Recorded) -> list[Step]:
    return [step for step in recorded.steps if step.kind == "softmax"]


def test_rows_of_every_softmax_sum_to_one(recorded: Recorded) -> None:
    for step in softmax_steps(recorded):
        np.testing.assert_allclose(step.value.sum(-1), 1, rtol=0, atol=1e-6, err_msg=step.site)


def masks(recorded: Recorded) -> list[tuple[str, np.ndarray]]:
    return [(s.site.removesuffix("mask"), s.value) for s in recorded.steps if s.kind == "combined_mask"]


def test_masked_cells_weigh_exactly_nothing_and_the_others_something(recorded: Recorded) -> None:
    for attention, mask in masks(recorded):
        assert np.array_equal(recorded.value(attention + "weights") > 0, mask), attention


def test_only_masked_scores_are_infinite(recorded: Recorded) -> None:
    for attention, mask in masks(recorded):
        masked = recorded.value(attention + "masked")
        assert np.array_equal(masked == -np.inf, ~mask), attention
    others = [step for step in recorded.steps if step.kind != "masking"]
    assert [step.site for step in others if not np.isfinite(step.value).all()] == []


def test_padding_is_hidden_from_every_query(recorded: Recorded) -> None:
    for attention, mask in masks(recorded):
        if "decoder.layers" not in attention or "cross" in attention:
            assert (mask == (np.arange(mask.shape[-1]) < len(SOURCE))).all(), attention


def test_values_are_float32_booleans_or_ids(recorded: Recorded) -> None:
    special = {"given_mask": np.bool_, "combined_mask": np.bool_, "choice": np.int64}
    assert [s.site for s in recorded.steps if s.value.dtype != special.get(s.kind, np.float32)] == []


@pytest.mark.parametrize("changed", range(1, len(TARGET)))
def test_a_later_target_token_changes_no_earlier_row(composition: str, changed: int) -> None:
    other = (*TARGET[:changed], 33, *TARGET[changed + 1 :])
    before, after = record(composition), record(composition, target=other)
    for step in before.steps:
        if step.axes and any(axis.tokens == "target" for axis in step.axes):
            rows = tuple(slice(changed) if axis.tokens == "target" else slice(None) for axis in step.axes)
            same = np.array_equal(step.value[rows], after.value(step.site)[rows])
            assert same, step.site


def test_the_encoder_does_not_know_the_target(composition: str) -> None:
    before, after = record(composition), record(composition, target=(2, 44))
    sites = [step.site for step in before.steps if step.site.startswith("encoder")]
    assert all(np.array_equal(before.value(site), after.value(site)) for site in sites)


def test_padding_leaves_the_valid_rows_as_they_are(composition: str, recorded: Recorded) -> None:
    for step in record(composition, source=SOURCE).steps:
        part = recorded.value(step.site)[tuple(slice(length) for length in step.shape)]
        np.testing.assert_allclose(part, step.value, rtol=0, atol=1e-5, err_msg=step.site)


def test_a_source_of_padding_alone_gives_zeros_and_no_nan(composition: str) -> None:
    recorded = record(composition, source=(0, 0, 0))
    assert np.isfinite(recorded.value("decoder.logits")).all()
    for step in softmax_steps(recorded):
        if "target" not in described(step.axes) or "cross" in step.site:
            assert not step.value.any(), step.site
