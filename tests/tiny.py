"""Tiny seeded models and real traces of them, for every test that needs numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import torch

from core import catalogue, weights
from core.models.transformer import Transformer, TransformerConfig
from core.request import ModelId, Sentence, TraceRequest
from core.run import compute
from core.tokenizers.bilingual import BilingualTokenizer, learn
from core.trace import Trace

CAT = "我是一只猫娘。"
ANIMAL = "The animal didn't cross the street because it was too tired."
SENTENCES = (
    CAT,
    ANIMAL,
    "狗咬人，人咬狗。",
    "今天的天气真好，我们去公园吧。",
    "The dog bites the man and the man bites the dog.",
    "We read the book that you wrote; it is too short!",
)


@cache
def tiny_tokenizer() -> BilingualTokenizer:
    """A vocabulary of about 120 pieces that covers SENTENCES."""
    return learn(SENTENCES, vocabulary_size=120, rarest=1)


def tiny_model(**choices: object) -> Transformer:
    """A seeded Transformer of 2+2 layers, 2 heads of 8, over the tiny vocabulary."""
    torch.manual_seed(0)
    sizes: dict[str, object] = {
        "vocabulary": tiny_tokenizer().vocabulary_size,
        "width": 16,
        "heads": 2,
        "encoder_layers": 2,
        "decoder_layers": 2,
        "feed_forward_width": 32,
        "dropout": 0.0,
        "limit": 64,
    }
    return Transformer(TransformerConfig(**{**sizes, **choices})).eval()  # type: ignore[arg-type]


def write_tiny_models(folder: Path) -> Path:
    """Two models as the application bundles them: "zh-en" (post-norm) and "zh-en-prenorm" (pre-norm)."""
    for name, placement in (("zh-en", "post"), ("zh-en-prenorm", "pre")):
        model = tiny_model(norm_placement=placement)
        weights.save(folder / name, model, tiny_tokenizer(), name, f"Tiny {placement}-norm model")
        (folder / name / catalogue.CARD).write_text(f"# {name}\nA tiny model for tests.\n", "utf-8")
    return folder


def tiny_request(text: str = CAT, **choices: object) -> TraceRequest:
    """A request to the tiny "zh-en"; the direction follows the text unless given."""
    direction = choices.pop("direction", "zh-en" if text[:1] > "\u3000" else "en-zh")
    padding = choices.pop("padding", 0)
    model = ModelId(str(choices.pop("model", "zh-en")))
    inputs = Sentence(text, direction, padding)  # type: ignore[arg-type]
    return TraceRequest(model, inputs, **choices)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two tiny models; do not change what lies in it."""
    return write_tiny_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def tiny_models(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny models in the place of the bundled ones, for this test."""
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tiny_folder))
    return tiny_folder


@pytest.fixture(scope="session")
def tiny_trace(tiny_folder: Path) -> Trace:
    """A real trace of the cat sentence through the tiny post-norm model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(catalogue.FOLDER_VARIABLE, str(tiny_folder))
        return compute(tiny_request(), device="cpu")


@pytest.fixture(scope="session")
def tiny_prenorm_trace(tiny_folder: Path) -> Trace:
    """A real trace of the cat sentence through the tiny pre-norm model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(catalogue.FOLDER_VARIABLE, str(tiny_folder))
        return compute(tiny_request(model="zh-en-prenorm"), device="cpu")
