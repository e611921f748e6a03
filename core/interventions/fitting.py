"""Why an intervention does not fit: a number out of its range, a token that the text does not have."""

from __future__ import annotations

from core.interventions import Lengths
from core.problems import Problem


def beyond_range(value: float, least: float, most: float) -> Problem | None:
    """Why a number cannot be taken, or None where it lies in the range; NaN lies in none."""
    if least <= value <= most:
        return None
    return Problem("beyond_range", {"value": value, "least": least, "most": most})


def beyond_text(tokens: str, index: int, lengths: Lengths) -> Problem | None:
    """Why there is no such token, or None where there is; a list that is yet to be written may come to it."""
    length = lengths.get(tokens)
    if index >= 0 and (length is None or index < length):
        return None
    return Problem("beyond_text", {"position": index, "length": length or 0})
