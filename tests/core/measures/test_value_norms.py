from __future__ import annotations

import numpy as np
import pytest
import torch

from core.layers.attention import MultiHeadAttention
from core.measures.value_norms import transformed, value_norms
from tests.core.passes import randomise, record, tiny_model

MODULES = (
    "encoder.layers.0.self_attention",
    "encoder.layers.1.self_attention",
    "decoder.layers.0.self_attention",
    "decoder.layers.1.cross_attention",
)


def norms_by_the_paper(attention: MultiHeadAttention, x: torch.Tensor, weights: torch.Tensor) -> np.ndarray:
    """|| sum over h of alpha f(x) || with f(x) = (x W_V + b_V) W_O of the head, pair by pair."""
    width, count = attention.head_width, weights.shape[0]
    projection, bias = attention.value_projection.weight, attention.value_projection.bias
    found = np.zeros(weights.shape[1:])
    for i in range(weights.shape[1]):
        for j in range(weights.shape[2]):
            added = torch.zeros(x.shape[-1])
            for h in range(count):
                part = slice(h * width, (h + 1) * width)
                value = x[j] @ projection[part].T + bias[part]
                added = added + weights[h, i, j] * (value @ attention.output_projection.weight[:, part].T)
            found[i, j] = torch.linalg.norm(added)
    return found


@pytest.mark.parametrize("site", MODULES)
def test_norms_are_those_of_the_paper(site: str) -> None:
    recorded, attention = record(), tiny_model().get_submodule(site)
    assert isinstance(attention, MultiHeadAttention)
    seen = recorded.by_site[f"{site}.value_projected"].sources[0]
    with torch.inference_mode():
        weights = torch.tensor(recorded.value(f"{site}.weights"))
        expected = norms_by_the_paper(attention, torch.tensor(recorded.value(seen)), weights)
    found = value_norms(
        recorded.value(f"{site}.weights"),
        recorded.value(f"{site}.value"),
        recorded.parameters[f"{site}.output_projection.weight"],
    )
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-6)


def test_what_all_keys_add_is_the_output_without_its_bias() -> None:
    site, recorded = MODULES[0], record()
    output = recorded.parameters[f"{site}.output_projection.weight"]
    vectors = transformed(recorded.value(f"{site}.value"), output)
    added = np.einsum("hqk,hkw->qw", recorded.value(f"{site}.weights"), vectors)
    expected = recorded.value(f"{site}.output") - recorded.parameters[f"{site}.output_projection.bias"]
    assert np.allclose(added, expected, atol=1e-5)


def test_a_weight_of_0_adds_nothing() -> None:
    weights = np.zeros((2, 3, 3))
    assert not value_norms(weights, np.ones((2, 3, 4)), np.ones((8, 8))).any()


def test_vectors_that_cancel_add_nothing() -> None:
    values = np.stack([np.ones((1, 4)), -np.ones((1, 4))])
    assert value_norms(np.ones((2, 1, 1)), values, np.ones((8, 8))) == pytest.approx(0)


def test_one_key_alone_adds_its_own_length() -> None:
    attention = randomise(MultiHeadAttention(8, 2, queries="source", keys="source"))
    values = np.random.default_rng(1).random((2, 1, 4))
    output = attention.output_projection.weight.numpy()
    expected = np.linalg.norm(values.reshape(-1) @ output.T)
    assert value_norms(np.ones((2, 1, 1)), values, output) == pytest.approx(expected)
