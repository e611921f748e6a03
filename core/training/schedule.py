"""How the learning rate goes: a short linear warm-up, then a cosine down to zero at the end of training."""

from __future__ import annotations

import math


def rate(progress: float, step: int, warm_up: int) -> float:
    """The share of the peak learning rate at ``progress`` (0 to 1) through training, ``step`` steps in."""
    warm = min(1.0, (step + 1) / max(1, warm_up))
    return warm * 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))
