from __future__ import annotations

import numpy as np
import pytest

from core.measures.pair_products import half, ordered, products
from core.measures.value_norms import weighted_lengths
from tests.core.passes import record

SITES = (
    "encoder.layers.1.self_attention",
    "decoder.layers.0.self_attention",
    "decoder.layers.1.cross_attention",
)


@pytest.mark.parametrize("site", SITES)
def test_the_products_add_up_to_the_recorded_score(site: str) -> None:
    recorded = record()
    query, key = recorded.value(f"{site}.query")[1, 2], recorded.value(f"{site}.key")[1, 3]
    terms = products(query, key)
    assert terms.sum() == pytest.approx(
        recorded.value(f"{site}.scores")[1, 2, 3], abs=1e-5 * np.abs(terms).sum()
    )


def test_by_size_the_largest_comes_first_whatever_its_sign() -> None:
    assert ordered(np.array([1.0, -3.0, 2.0]), "size").tolist() == [1, 2, 0]


def test_in_order_nothing_moves() -> None:
    assert ordered(np.array([1.0, -3.0, 2.0]), "dimension").tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("terms", "count"), [([4.0, -3.0, 1.0], 1), ([1.0, 1.0, 1.0, 1.0], 2), ([0.0, 0.0], 0)]
)
def test_half_counts_the_largest_dimensions(terms: list[float], count: int) -> None:
    assert half(np.array(terms)) == count


@pytest.mark.parametrize("site", SITES)
def test_weighted_lengths_are_lengths_of_weighted_values(site: str) -> None:
    recorded = record()
    weights, values = recorded.value(f"{site}.weights"), recorded.value(f"{site}.value")
    vectors = weights[..., None] * values[:, None]  # [head query key width]
    expected = np.sqrt((vectors.astype(float) ** 2).sum(axis=-1))
    assert np.allclose(weighted_lengths(weights, values), expected, rtol=1e-6)
