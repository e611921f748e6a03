"""The token that comes next: the largest entry of the row."""

from __future__ import annotations

import numpy as np

from core.derivations import Derivation, DerivationSpec, Form, Making, Term

CHOICE = Form(r"\arg\max(@1, @2, \ldots)", "argmax(@1, @2, …)")
ONLY = Form(r"\arg\max(@1)", "argmax(@1)")


def derive(making: Making) -> Derivation:
    """The index of the largest entry; its factors are that entry and the runner-up."""
    row = making.source(0).value[making.index]
    recorded = int(making.result[making.index])
    best = int(row.argmax())
    if 0 <= recorded < len(row) and row[recorded] == row[best]:
        best = recorded  # of several equal ones a device may take any
    others = np.delete(np.arange(len(row)), best)
    places = [best, *others[[row[others].argmax()]]] if len(others) else [best]
    factors = tuple(making.cell("p", 0, (*making.index, int(at))) for at in places)
    term = Term(float(best), factors, CHOICE if len(factors) > 1 else ONLY)
    return making.made("choice", r"\mathrm{next}", (term,))


DERIVATION = DerivationSpec(("choice",), derive)
