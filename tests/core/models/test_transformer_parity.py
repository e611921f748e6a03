"""The Transformer equals torch.nn's encoder and decoder over the same weights, in every composition."""

from __future__ import annotations

import subprocess
import sys
from typing import Literal

import pytest
import torch
from torch import Tensor, nn

from core.models.transformer import Transformer, TransformerConfig
from core.models.transformer_reference import TransformerReference
from core.recording import recording
from tests.core.passes import randomise
from tests.core.reference import TOLERANCE

Size = tuple[int, int, int, int, int, tuple[int, ...], tuple[int, ...]]
SIZES: dict[str, Size] = {  # width, heads, encoder layers, decoder layers, feed-forward width, lengths
    "one head, one layer": (8, 1, 1, 1, 8, (1, 2), (1, 3)),
    "odd lengths": (16, 2, 2, 3, 40, (7, 3, 5), (2, 9, 4)),
    "more decoder": (48, 6, 1, 4, 64, (12,), (12,)),
    "bundled size": (256, 8, 3, 3, 768, (20, 11), (17, 24)),
}
PLACEMENTS: tuple[Literal["post", "pre"], ...] = ("post", "pre")


@pytest.fixture(params=SIZES, scope="module")
def size(request: pytest.FixtureRequest) -> Size:
    return SIZES[request.param]


@pytest.fixture(params=TOLERANCE, ids=str, scope="module")
def dtype(request: pytest.FixtureRequest) -> torch.dtype:
    assert isinstance(request.param, torch.dtype)
    return request.param


@pytest.fixture(params=PLACEMENTS, scope="module")
def model(request: pytest.FixtureRequest, size: Size, dtype: torch.dtype) -> Transformer:
    width, heads, encoder_layers, decoder_layers, hidden_width, _, _ = size
    config = TransformerConfig(
        60, width, heads, encoder_layers, decoder_layers, hidden_width, norm_placement=request.param, limit=32
    )
    return randomise(Transformer(config)).to(dtype)


def padded(lengths: tuple[int, ...], seed: int) -> tuple[Tensor, Tensor]:
    present = torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]
    ids = torch.randint(1, 60, present.shape, generator=torch.Generator().manual_seed(seed))
    return ids * present, present


def embedded(reference: TransformerReference, ids: Tensor) -> Tensor:
    found: Tensor = reference.embedding(ids)
    return found


def test_encoder_equals_torch_on_a_padded_batch(model: Transformer, size: Size, dtype: torch.dtype) -> None:
    source, present = padded(size[5], seed=1)
    ours = model.encoder(source, present)
    reference = TransformerReference(model)
    theirs = reference.encoder(embedded(reference, source), src_key_padding_mask=~present)
    torch.testing.assert_close(ours[present], theirs[present], rtol=0, atol=TOLERANCE[dtype])


def test_logits_equal_torch_on_a_padded_batch(model: Transformer, size: Size, dtype: torch.dtype) -> None:
    count = min(len(size[5]), len(size[6]))
    source, source_present = padded(size[5][:count], seed=1)
    target, target_present = padded(size[6][:count], seed=2)
    ours = model(source, target, source_present, target_present)
    theirs = TransformerReference(model)(source, target, source_present, target_present)
    torch.testing.assert_close(ours[target_present], theirs[target_present], rtol=0, atol=TOLERANCE[dtype])


def test_padding_leaves_a_sentence_as_it_is_alone(model: Transformer, size: Size, dtype: torch.dtype) -> None:
    source, present = padded((4, 9), seed=3)
    target, _ = padded((3, 3), seed=4)
    together = model(source, target, present)[0]
    alone = model(source[:1, :4], target[:1])[0]
    torch.testing.assert_close(together, alone, rtol=0, atol=TOLERANCE[dtype])


def test_post_norm_has_no_final_norm_and_pre_norm_has() -> None:
    finals = {
        placement: isinstance(
            Transformer(TransformerConfig(9, 8, 2, norm_placement=placement)).encoder.norm, nn.Identity
        )
        for placement in PLACEMENTS
    }
    assert finals == {"post": True, "pre": False}


def test_one_table_is_both_embeddings_and_the_output_layer() -> None:
    model = Transformer(TransformerConfig(9, 8, 2))
    assert model.encoder.embedding.table is model.decoder.embedding.table
    assert not any("logits" in name for name, _ in model.named_parameters())


CHECKED_PASS = """
import jaxtyping
with jaxtyping.install_import_hook(["core.layers", "core.models"], "beartype.beartype"):
    from core.models.transformer import Transformer, TransformerConfig
import torch
for placement in ("post", "pre"):
    for positions in ("sinusoidal", "learned"):
        model = Transformer(TransformerConfig(20, 8, 2, 1, 1, 8, placement, positions))
        model.decoder.choose(model(torch.tensor([[1, 2, 0]]), torch.tensor([[3, 4]])))
try:
    model.encoder.layers[0].feed_forward(torch.zeros(2, 3))
except jaxtyping.TypeCheckError:
    print("checked")
"""


def test_shapes_in_the_signatures_are_the_shapes_at_run_time() -> None:
    done = subprocess.run([sys.executable, "-c", CHECKED_PASS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "checked", done.stderr


def test_recording_a_padded_batch_keeps_the_batch_axis(model: Transformer, size: Size) -> None:
    source, present = padded((4, 9), seed=3)
    with torch.inference_mode(), recording(model) as recorder:
        model.encoder(source, present)
    steps = recorder.steps(batched=True)
    assert {step.axes[0].name for step in steps} == {"batch"}
    assert {step.shape[0] for step in steps} == {2}
