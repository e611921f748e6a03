"""Reading interventions from the command line: what their texts are made of."""

from __future__ import annotations

import re

INDEX = "([0-9]{1,9})"
NUMBER = r"(-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?)"
LAYER = r"([0-9]{1,9}|\*)"
HEAD = rf"(encoder|decoder|cross)\.{INDEX}\.{INDEX}"
REACH = rf"(encoder|decoder|cross|every)(?:\.{LAYER})?(?:\.{LAYER})?"
"""One attention or every; then a layer and a head, counted from 0, where they are left out or * all of them."""


def groups(pattern: str, text: str, form: str) -> tuple[str, ...]:
    """What the groups of the pattern found, "" where one is not there; ValueError with the expected form."""
    match = re.fullmatch(pattern, text)
    if match is None:
        raise ValueError(form)
    return match.groups(default="")


def index_or_all(text: str) -> int | None:
    """A number counted from 0, or None for all of them."""
    return int(text) if text not in ("", "*") else None
