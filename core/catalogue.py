"""Which models there are: those in the folders of ``resources/models``, and those made up on the spot.

Reads ``config.json`` only, without torch.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from core import board
from core.problems import ProblemError
from core.request import DIRECTIONS, Direction, HandSized, ModelId, Numbers, Target
from core.tokenizers import Tokenizer
from core.tokenizers.bilingual import BilingualTokenizer
from core.tokenizers.own_pieces import OwnPieces
from core.trace import Architecture

DEFAULT_MODEL = "zh-en"
FOLDER_VARIABLE = "ATTENTION_MICROSCOPE_MODELS"
CONFIG, WEIGHTS, TOKENIZER, CARD = "config.json", "model.safetensors", "tokenizer.json", "card.md"
_OWN_MODELS = Path(__file__).resolve().parent.parent / "resources" / "models"


@dataclass(frozen=True)
class ModelInfo:
    """A model: its id (name and digest of its weights) and what it is built from."""

    id: ModelId
    title: str
    architecture: Architecture


@dataclass(frozen=True)
class BundledModel(ModelInfo):
    """A trained model that lies in a folder."""

    folder: Path
    directions: tuple[Direction, ...] = DIRECTIONS

    @property
    def card(self) -> Path:
        """The model card: sources, licences, scores, weaknesses."""
        return self.folder / CARD

    def to_plain(self) -> dict[str, Any]:
        """What config.json holds."""
        return {
            "name": self.id.name,
            "digest": self.id.digest,
            "title": self.title,
            "directions": list(self.directions),
            "architecture": asdict(self.architecture),
        }


MADE_UP: Mapping[str, ModelInfo] = {
    info.id.name: info
    for info in (
        ModelInfo(
            ModelId(board.HAND_SIZED), "Hand-sized, untrained", board.architecture_of(HandSized(""), 0)
        ),
        ModelInfo(
            ModelId(board.PART),
            "One part by itself",
            board.architecture_of_part(Numbers("softmax", ((0.0,),))),
        ),
    )
}
"""The models that lie in no folder: what they are in truth, each request says of its own."""


def models_folder() -> Path:
    """Where models are looked for: ATTENTION_MICROSCOPE_MODELS, or those that came with the application."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else _OWN_MODELS


def names() -> tuple[str, ...]:
    """Names of the models in the folder, whole or not, the default one first."""
    found = sorted(path.parent.name for path in models_folder().glob(f"*/{CONFIG}"))
    return tuple(sorted(found, key=lambda name: name != DEFAULT_MODEL))


def models() -> tuple[ModelInfo, ...]:
    """Every model that reads a sentence and whose description can be read; ``find`` says what is wrong else."""
    readable: list[ModelInfo] = []
    for name in (*names(), board.HAND_SIZED):
        try:
            readable.append(find(name))
        except ProblemError:
            continue
    return tuple(readable)


def find(name: str) -> ModelInfo:
    """The model of that name, bundled or made up on the spot; ProblemError as ``bundled``."""
    return MADE_UP[name] if name in MADE_UP else bundled(name)


def bundled(name: str) -> BundledModel:
    """The trained model of that name.

    Raises ProblemError unknown_model, untrained_model, model_missing_file or model_corrupted.
    """
    if name in MADE_UP:
        raise ProblemError("untrained_model", model=name, available=", ".join(names()))
    root = models_folder()
    if not root.is_dir() or name not in {entry.name for entry in os.scandir(root) if entry.is_dir()}:
        available = ", ".join((*names(), board.HAND_SIZED))
        raise ProblemError("unknown_model", model=name, available=available)
    folder = root / name
    present = {entry.name for entry in os.scandir(folder) if entry.is_file()}
    for file in (CONFIG, WEIGHTS, TOKENIZER):
        if file not in present:
            raise ProblemError("model_missing_file", model=name, file=file, folder=str(folder))
    path = folder / CONFIG
    return _read_config(path, path.stat().st_mtime_ns)


def tokenizer(name: str, text: str = "") -> Tokenizer:
    """The tokenizer of the model of that name for a target of ``text``; ProblemError as ``bundled``.

    The hand-sized model has no other words than those of its ``text``.
    """
    if name == board.HAND_SIZED:
        return OwnPieces(text)
    path = bundled(name).folder / TOKENIZER
    return _read_tokenizer(path, path.stat().st_mtime_ns)


def target(name: str, typed: str, text: str = "") -> Target:
    """What the decoder of that model is fed where ``typed`` is given as its output; ProblemError as ``tokenizer``
    and for what cannot be read."""
    tokens = tokenizer(name, text).read(typed)
    unknown = (token.text for token in tokens if token.role == "unknown")
    return Target(tuple(token.id for token in tokens), unknown=tuple(unknown))


@lru_cache(maxsize=16)
def _read_config(path: Path, changed: int) -> BundledModel:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return BundledModel(
            id=ModelId(plain["name"], plain["digest"]),
            folder=path.parent,
            title=plain["title"],
            architecture=_checked(Architecture(**plain["architecture"])),
            directions=tuple(plain["directions"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProblemError(
            "model_corrupted", model=path.parent.name, file=CONFIG, reason=str(error)
        ) from error


def _checked(architecture: Architecture) -> Architecture:
    """ValueError for sizes that no model can have."""
    stacks = architecture.encoder_layers, architecture.decoder_layers
    sizes = architecture.width, architecture.heads, architecture.feed_forward_width, architecture.vocabulary
    limits = architecture.source_limit, architecture.target_limit
    if any(type(size) is not int or size < 1 for size in (*stacks, *sizes, *limits)):
        raise ValueError("a size is no positive whole number")
    if architecture.width % architecture.heads:
        raise ValueError("the width is not shared out evenly among the heads")
    return architecture


@lru_cache(maxsize=16)
def _read_tokenizer(path: Path, changed: int) -> BilingualTokenizer:
    return BilingualTokenizer.load(path)
