"""A token may look where every mask allows it."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Form, Making, Term


def derive(making: Making) -> Derivation:
    """The conjunction of the masks; they have no head axis, the combined mask may have one."""
    *_, query, key = making.index
    count = max(1, len(making.step.sources))
    masks = [
        making.cell("m" + "'" * (at + 1), at, (*making.leading(at, 2), query, key)) for at in range(count)
    ]
    allowed = float(all(mask.value for mask in masks))
    slots = [f"@{at + 1}" for at in range(count)]
    form = Form(r" \wedge ".join(slots), " ∧ ".join(slots))
    return making.made("conjunction", "m", (Term(allowed, tuple(masks), form),))


DERIVATION = DerivationSpec(("combined_mask",), derive)
