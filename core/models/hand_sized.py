"""A whole model small enough for the board: any architecture, its numbers drawn from a seed to one decimal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor, nn

from core import models
from core.trace import Architecture

DECIMALS = 1
TABLE = "encoder.embedding.table.weight"
"""The name by which the numbers of the embedding table are drawn, also where there is no encoder."""


def build(architecture: Architecture, pieces: Sequence[str], seed: int) -> nn.Module:
    """The untrained model over a vocabulary of ``pieces``.

    Matrices are uniform as Glorot and Bengio (2010, eq. 16) start them; gains are 1 and biases 0. A row's
    numbers depend on nothing but the seed, the matrix and the row (in the embedding table: the piece), so
    that another layer or another sentence leaves the rest of the board as it was.
    """
    module = models.catalogue()[architecture.family].build(architecture)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            is_table = "embedding" in name
            rows = pieces if is_table else [str(row) for row in range(len(parameter))]
            parameter.copy_(_numbers(TABLE if is_table else name, parameter, rows, seed))
    return module


def _numbers(name: str, parameter: Tensor, rows: Sequence[str], seed: int) -> Tensor:
    if parameter.dim() == 1:
        return torch.ones_like(parameter) if name.endswith("gamma") else torch.zeros_like(parameter)
    reach = math.sqrt(6 / sum(parameter.shape))
    return torch.tensor([_row(f"{seed} {name} {row}", parameter.shape[1], reach) for row in rows])


def _row(source: str, width: int, reach: float) -> list[float]:
    # Python promises the same numbers for the same text in every version; torch and NumPy do not.
    random = Random(source)
    return [
        round((2 * random.random() - 1) * reach, DECIMALS) + 0.0 for _ in range(width)
    ]  # + 0.0: never -0.0
