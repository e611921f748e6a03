"""The largest entries, found block by block, are those that torch finds."""

from __future__ import annotations

import pytest
import torch

from core.decoding.largest import BLOCK, argmax, largest

WIDTHS = [1, 3, BLOCK, 4 * BLOCK, 8 * BLOCK, 125 * BLOCK, 125 * BLOCK + 1]
widths = pytest.mark.parametrize("width", WIDTHS)


def scores(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(len(shape) + shape[-1]))


@widths
def test_the_largest_entry_is_where_torch_finds_it(width: int) -> None:
    values = scores(2, 5, width)
    assert torch.equal(argmax(values), values.argmax(dim=-1))


@widths
def test_of_equal_entries_it_is_the_first(width: int) -> None:
    values = scores(40, width).round()
    assert torch.equal(argmax(values), values.argmax(dim=-1))
    assert argmax(torch.zeros(3, width)).tolist() == [0, 0, 0]


@widths
@pytest.mark.parametrize("count", [1, 8])
def test_the_largest_entries_come_in_descending_order(width: int, count: int) -> None:
    values = scores(2, 5, width)
    best, indices = largest(values, count)
    assert torch.equal(best, values.topk(min(count, width), dim=-1).values)
    assert torch.equal(values.gather(-1, indices), best)


@widths
def test_equal_entries_are_listed_once_each(width: int) -> None:
    best, indices = largest(torch.zeros(3, width), 8)
    assert not best.any()
    assert all(len(set(row)) == min(8, width) for row in indices.tolist())


@widths
def test_what_is_no_number_is_found_where_torch_finds_it(width: int) -> None:
    values = scores(4, width)
    values[1, width // 2] = torch.nan
    assert torch.equal(argmax(values), values.argmax(dim=-1))
