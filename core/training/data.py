"""Sentence pairs from a TSV file to padded batches of token ids, both directions of translation together."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from core.files import reason
from core.problems import ProblemError
from core.request import Direction
from core.tokenizers.bilingual import (
    END,
    LANGUAGE_TOKEN,
    PAD,
    START,
    BilingualTokenizer,
)

MOST_COLUMNS = 3


@dataclass(frozen=True)
class Example:
    """One pair in one direction: encoder input ids and the target's ids, without start and end."""

    source: tuple[int, ...]
    target: tuple[int, ...]

    @property
    def size(self) -> int:
        """Tokens that the pair takes up in a batch."""
        return max(len(self.source), len(self.target) + 1)


@dataclass(frozen=True)
class TrainingBatch:
    """Padded ids [b, n] and [b, t]: source, what the decoder is fed, what it should predict."""

    source: Tensor
    fed: Tensor
    predicted: Tensor

    def to(self, device: torch.device) -> TrainingBatch:
        """The same batch on another device."""
        return TrainingBatch(*(tensor.to(device) for tensor in (self.source, self.fed, self.predicted)))


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """(english, chinese) of every line ``english<TAB>chinese[<TAB>id]``, from plain or gzip text.

    Raises ProblemError ``unreadable_file`` with the line where the file is not of that form.
    """
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\r\n") for line in file]
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
    return [_pair(row, path, number) for number, row in enumerate(rows, 1) if row.strip()]


def _pair(row: str, path: Path, number: int) -> tuple[str, str]:
    columns = row.split("\t")
    if len(columns) < 2:
        raise ProblemError("unreadable_file", path=str(path), reason=f"line {number} has no tab")
    if len(columns) > MOST_COLUMNS:  # of another form, such as one with ids first: its texts may be anywhere
        found = f"line {number} has {len(columns)} columns instead of english, chinese and perhaps an id"
        raise ProblemError("unreadable_file", path=str(path), reason=found)
    return columns[0], columns[1]


def examples(
    pairs: Iterable[tuple[str, str]],
    tokenizer: BilingualTokenizer,
    limit: int,
    directions: Sequence[Direction] = ("zh-en", "en-zh"),
) -> list[Example]:
    """Every pair in every direction asked for; pairs longer than ``limit`` tokens are left out."""
    made = []
    for english, chinese in pairs:
        sides = {"en": tokenizer.encode(english), "zh": tokenizer.encode(chinese)}
        for direction in directions:
            source, target = (sides[side] for side in direction.split("-"))
            made.append(Example((LANGUAGE_TOKEN[direction], *source, END), tuple(target)))
    return [example for example in made if example.size <= limit and example.target]


def batches(data: Sequence[Example], tokens: int, seed: int) -> list[list[Example]]:
    """All examples once, in random groups of like length and at most ``tokens`` tokens on the longer side.

    Other seeds give other groups in another order, but always the same number of them.
    """
    generator = random.Random(seed)
    order = sorted(range(len(data)), key=lambda at: (data[at].size, generator.random()))
    groups: list[list[Example]] = []
    longest = 0
    for at in order:
        longest = max(longest, data[at].size)
        if not groups or longest * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            longest = data[at].size
        groups[-1].append(data[at])
    generator.shuffle(groups)
    return groups


def collate(group: Sequence[Example]) -> TrainingBatch:
    """Pad a group of examples into one batch; targets are shifted right behind the start token."""
    return TrainingBatch(
        source=pad([example.source for example in group]),
        fed=pad([(START, *example.target) for example in group]),
        predicted=pad([(*example.target, END) for example in group]),
    )


def pad(rows: Sequence[Sequence[int]]) -> Tensor:
    """int64 [b, longest], filled up with the padding token on the right."""
    length = max(len(row) for row in rows)
    return torch.tensor([[*row, *[PAD] * (length - len(row))] for row in rows])
