"""Which models there are: read from ``config.json`` in the folders of ``resources/models``, without torch."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.problems import ProblemError
from core.request import DIRECTIONS, Direction, ModelId
from core.tokenizers.bilingual import BilingualTokenizer
from core.trace import Architecture

DEFAULT_MODEL = "zh-en"
FOLDER_VARIABLE = "ATTENTION_MICROSCOPE_MODELS"
CONFIG, WEIGHTS, TOKENIZER, CARD = "config.json", "model.safetensors", "tokenizer.json", "card.md"


@dataclass(frozen=True)
class ModelInfo:
    """A bundled model: its id (name and digest of its weights), where it lies, and what it is built from."""

    id: ModelId
    folder: Path
    title: str
    architecture: Architecture
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


def models_folder() -> Path:
    """Where models are looked for: ATTENTION_MICROSCOPE_MODELS, or those that came with the application."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else Path(__file__).resolve().parent.parent / "resources" / "models"


def names() -> tuple[str, ...]:
    """Names of the models in the folder, whole or not, the default one first."""
    found = sorted(path.parent.name for path in models_folder().glob(f"*/{CONFIG}"))
    return tuple(sorted(found, key=lambda name: name != DEFAULT_MODEL))


def models() -> tuple[ModelInfo, ...]:
    """Every model whose description can be read; ``find`` says what is wrong with the others."""
    readable = []
    for name in names():
        try:
            readable.append(find(name))
        except ProblemError:
            continue
    return tuple(readable)


def find(name: str) -> ModelInfo:
    """The model of that name; ProblemError unknown_model, model_missing_file or model_corrupted."""
    root = models_folder()
    if not root.is_dir() or name not in {path.name for path in root.iterdir() if path.is_dir()}:
        raise ProblemError("unknown_model", model=name, available=", ".join(names()))
    folder = root / name
    for file in (CONFIG, WEIGHTS, TOKENIZER):
        if not (folder / file).is_file():
            raise ProblemError("model_missing_file", model=name, file=file, folder=str(folder))
    path = folder / CONFIG
    return _read_config(path, path.stat().st_mtime_ns)


def tokenizer(name: str) -> BilingualTokenizer:
    """The tokenizer of the model of that name; ProblemError as ``find``."""
    path = find(name).folder / TOKENIZER
    return _read_tokenizer(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read_config(path: Path, changed: int) -> ModelInfo:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return ModelInfo(
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
