"""What is saved is what is loaded: half precision on disk, float32 at work."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch

from core import catalogue, weights
from core.models.transformer import Transformer
from core.problems import ProblemError
from tests.core.passes import randomise, run
from tests.tiny import tiny_model, tiny_tokenizer

CHOICES = ({"norm_placement": "post"}, {"norm_placement": "pre"}, {"positions": "learned"})


@pytest.fixture(params=CHOICES, ids=str)
def model(request: pytest.FixtureRequest) -> Transformer:
    return randomise(tiny_model(**request.param))


@pytest.fixture
def loaded(model: Transformer, tmp_path: Path) -> weights.LoadedModel:
    info = weights.save(tmp_path / "tiny", model, tiny_tokenizer(), "tiny", "Tiny")
    return weights.load(info)


def test_weights_are_halves_on_disk_and_float32_when_loaded(loaded: weights.LoadedModel) -> None:
    on_disk = safetensors.torch.load_file(loaded.info.folder / catalogue.WEIGHTS)
    assert {tensor.dtype for tensor in on_disk.values()} == {torch.float16}
    assert {parameter.dtype for parameter in loaded.model.parameters()} == {torch.float32}


def test_every_weight_comes_back_to_half_precision(model: Transformer, loaded: weights.LoadedModel) -> None:
    for name, parameter in loaded.model.named_parameters():
        assert torch.equal(parameter, model.get_parameter(name).half().float()), name


def test_loading_draws_no_random_numbers(tmp_path: Path) -> None:
    info = weights.save(tmp_path / "tiny", tiny_model(), tiny_tokenizer(), "tiny", "Tiny")
    before = torch.get_rng_state()
    weights.load(info)
    assert torch.equal(torch.get_rng_state(), before)


def test_a_model_made_after_loading_one_has_its_random_numbers(loaded: weights.LoadedModel) -> None:
    assert all(parameter.std() > 0 for parameter in tiny_model().parameters() if parameter.dim() > 1)


def test_saving_what_was_loaded_changes_nothing(loaded: weights.LoadedModel, tmp_path: Path) -> None:
    again = weights.save(tmp_path / "again", loaded.model, loaded.tokenizer, "tiny", "Tiny")
    assert again.id == loaded.info.id
    assert again.architecture == loaded.info.architecture
    assert torch.equal(run(weights.load(again).model), run(loaded.model))


def test_the_shared_table_is_stored_once_and_named_twice(loaded: weights.LoadedModel) -> None:
    on_disk = safetensors.torch.load_file(loaded.info.folder / catalogue.WEIGHTS)
    assert [name for name in on_disk if name.endswith("embedding.table.weight")] == [
        "encoder.embedding.table.weight"
    ]
    encoder, decoder = (
        loaded.parameters[f"{side}.embedding.table.weight"] for side in ("encoder", "decoder")
    )
    assert np.shares_memory(encoder, decoder)


def test_the_model_is_ready_to_compute_and_not_to_train(loaded: weights.LoadedModel) -> None:
    assert not loaded.model.training
    assert not any(parameter.requires_grad for parameter in loaded.model.parameters())


def test_the_tokenizer_is_the_one_saved(loaded: weights.LoadedModel) -> None:
    assert loaded.tokenizer.pieces("猫 cat") == tiny_tokenizer().pieces("猫 cat")


def test_other_weights_have_another_digest(tmp_path: Path) -> None:
    digests = {
        weights.save(
            tmp_path / str(seed), randomise(tiny_model(), seed), tiny_tokenizer(), "t", "T"
        ).id.digest
        for seed in (1, 2)
    }
    assert len(digests) == 2


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    small = weights.save(tmp_path / "small", tiny_model(), tiny_tokenizer(), "small", "Small")
    weights.save(tmp_path / "deep", tiny_model(encoder_layers=3), tiny_tokenizer(), "deep", "Deep")
    (small.folder / catalogue.WEIGHTS).write_bytes((tmp_path / "deep" / catalogue.WEIGHTS).read_bytes())
    with pytest.raises(ProblemError, match="model_corrupted"):
        weights.load(small)
