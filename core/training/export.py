"""From a checkpoint to a model that the application opens: averaged weights, tokenizer, description, card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from core import weights
from core.catalogue import WEIGHTS, ModelInfo
from core.models.transformer import Transformer, TransformerConfig
from core.tokenizers.bilingual import BilingualTokenizer
from core.training.card import Facts, Measured, model_card
from core.training.checkpoint import read_checkpoint

TOLD = ("batch_tokens", "learning_rate", "warm_up", "label_smoothing", "weight_decay", "averaging", "seed")


def averaged_model(checkpoint: Path, device: torch.device | str = "cpu") -> Transformer:
    """The model with the averaged weights of a checkpoint, to evaluate; ProblemError as read_checkpoint."""
    return _averaged(read_checkpoint(checkpoint, device)).to(device)


def export(
    checkpoint: Path,
    tokenizer: BilingualTokenizer,
    folder: Path,
    title: str,
    measured: Measured,
    about: str = "",
) -> ModelInfo:
    """Write ``folder`` (whose name is the model's) with config, float16 weights, tokenizer and card."""
    held = read_checkpoint(checkpoint)
    model = _averaged(held)
    info = weights.save(folder, model, tokenizer, folder.name, title)
    facts = Facts(
        title=title,
        architecture=info.architecture,
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        file_bytes=(folder / WEIGHTS).stat().st_size,
        training=_training(held),
        about=about,
    )
    info.card.write_text(model_card(facts, measured), encoding="utf-8")
    return info


def _averaged(held: dict[str, Any]) -> Transformer:
    average = held["average"]
    # Checkpoints of early runs carry no config; they are of the default sizes.
    config = {"vocabulary": len(average["encoder.embedding.table.weight"]), **held.get("config", {})}
    model = Transformer(TransformerConfig(**config))
    model.load_state_dict({**held["model"], **_tied(average)})
    return model.eval().requires_grad_(False)


def _tied(average: dict[str, Any]) -> dict[str, Any]:
    """The averages, with the shared embedding table under its second name too."""
    return {**average, "decoder.embedding.table.weight": average["encoder.embedding.table.weight"]}


def _training(held: dict[str, Any]) -> dict[str, object]:
    state, plan = held["state"], held["plan"]
    spent = {"steps": state["step"], "epochs": state["epoch"] + 1, "minutes": round(state["seconds"] / 60)}
    return {**spent, **{name: plan[name] for name in TOLD}}
