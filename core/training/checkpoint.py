"""Reading what a training run saved: weights, their average, optimisers, and where it stood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from core.files import reason
from core.problems import ProblemError


def read_checkpoint(path: Path, device: torch.device | str = "cpu") -> dict[str, Any]:
    """What ``Trainer.save`` wrote; ProblemError ``unreadable_file`` where it cannot be read."""
    try:
        held: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    except Exception as error:  # a cut-off archive raises RuntimeError, EOFError, UnpicklingError or OSError
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
    return held
