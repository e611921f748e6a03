"""A small bilingual world for training tests: sentences of our own, a vocabulary, and a quick plan."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import torch

from core.models.transformer import Transformer, TransformerConfig
from core.tokenizers.bilingual import BilingualTokenizer, learn
from core.training.data import Example, examples
from core.training.loop import Trainer, TrainingPlan

WHO = (("I", "我"), ("The cat", "猫"), ("My mother", "我妈妈"))
DOES = (("see", "看见"), ("want", "要"))
WHAT = (("a red apple", "一个红苹果"), ("water", "水"), ("two big fish", "两条大鱼"), ("the book", "那本书"))

PAIRS = [
    (f"{who[0]} {does[0]} {what[0]}.", f"{who[1]}{does[1]}{what[1]}。")
    for who, does, what in product(WHO, DOES, WHAT)
]
LIMIT = 40


@cache
def tokenizer() -> BilingualTokenizer:
    return learn([side for pair in PAIRS for side in pair], vocabulary_size=150, rarest=1)


def data() -> list[Example]:
    return examples(PAIRS, tokenizer(), LIMIT)


def model(**choices: object) -> Transformer:
    torch.manual_seed(0)
    sizes: dict[str, object] = {
        "vocabulary": tokenizer().vocabulary_size,
        "width": 16,
        "heads": 2,
        "encoder_layers": 1,
        "decoder_layers": 2,
        "feed_forward_width": 32,
        "dropout": 0.1,
        "limit": LIMIT,
    }
    return Transformer(TransformerConfig(**{**sizes, **choices}))  # type: ignore[arg-type]


def plan(**choices: object) -> TrainingPlan:
    values: dict[str, object] = {"epochs": 2, "batch_tokens": 100, "warm_up": 3, "save_every": 1000}
    return TrainingPlan(**{**values, **choices})  # type: ignore[arg-type]


def trainer(checkpoint: Path | None = None, **choices: object) -> Trainer:
    return Trainer(model(), data(), plan(**choices), checkpoint)


def write_pairs(path: Path) -> Path:
    path.write_text("".join(f"{english}\t{chinese}\town\n" for english, chinese in PAIRS), "utf-8")
    return path
