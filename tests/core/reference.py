"""How close to torch.nn our layers and models have to be; the counterparts are in core.models."""

from __future__ import annotations

import torch

TOLERANCE = {torch.float32: 1e-5, torch.float64: 1e-10}
"""How far from the reference a number may be, absolutely, for numbers of about 1."""
