"""Where to compute: an accelerator when there is one, else the CPU."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import torch

from core.problems import ProblemError

AUTO = "auto"


@cache
def available() -> tuple[str, ...]:
    """Names of the devices at hand, the fastest first; "cpu" is always the last.

    Asked once: some drivers take a millisecond to answer, and devices do not come and go.
    """
    accelerators: dict[str, Callable[[], bool]] = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
        "xpu": torch.xpu.is_available,
    }
    return (*(name for name, there in accelerators.items() if there()), "cpu")


def is_there(name: str) -> bool:
    """Whether ``choose`` finds a device of that name."""
    try:
        choose(name)
    except ProblemError:
        return False
    return True


def choose(name: str = AUTO) -> torch.device:
    """The device of that name, or the best one for "auto"; ProblemError ``device_failed`` if it is not there."""
    names = available()
    if name == AUTO:
        return torch.device(names[0])
    try:
        device = torch.device(name)
    except RuntimeError:  # no name of a device at all
        device = None
    if device is None or device.type not in names:
        raise ProblemError("device_failed", device=name, available=", ".join(names))
    return device
