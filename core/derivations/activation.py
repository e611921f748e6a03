"""The rectifier of the feed-forward network."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Form, Making, Term

RECTIFIED = Form(r"\max(0, @1)", "max(0, @1)")


def derive(making: Making) -> Derivation:
    """max(0, u)."""
    before = making.cell("u", 0, making.index)
    return making.made("rectifier", "r", (Term(max(0.0, before.value), (before,), RECTIFIED),))


DERIVATION = DerivationSpec(("activation",), derive)
