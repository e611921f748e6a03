"""A row picked from a table by the token's id."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Making, Term, UnderivableError


def derive(making: Making) -> Derivation:
    """e = E[id]: the table's row of the token."""
    *_, token, feature = making.index
    tokens = making.step.axes[-2].tokens
    if tokens not in making.trace.tokens:
        raise UnderivableError(f"tokens of {making.step.site}")
    id = making.trace.tokens[str(tokens)][token].id
    entry = making.entry(f"E_{{{id},{feature}}}", 0, (id, feature))
    return making.made("lookup", "e", (Term(entry.value, (entry,)),))


DERIVATION = DerivationSpec(("lookup",), derive)
