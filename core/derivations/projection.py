"""A row times a trained matrix, plus a bias where there is one."""

from __future__ import annotations

from core.derivations import Derivation, DerivationSpec, Factor, Making, Term
from core.derivations.making import products
from core.derivations.notation import role


def derive(making: Making) -> Derivation:
    """x W + b, one product for each number of the source's row; the matrix is stored as [out, in]."""
    *row, out = making.index
    weight, x = making.parameter(0), making.source(0)
    is_table = any(step.kind == "lookup" and _shared(making, step.parameters) for step in making.trace.steps)

    def factors(at: int) -> tuple[Factor, Factor]:
        name = f"E_{{{out},{at}}}" if is_table else f"W_{{{at},{out}}}"
        return making.cell("x", 0, (*row, at)), making.entry(name, 0, (out, at))

    terms = products(x.value[tuple(row)], weight[out], factors, _bias(making, out))
    return making.made("dot_product", role(making.trace, making.step.site), terms)


def _shared(making: Making, parameters: tuple[str, ...]) -> bool:
    return making.step.parameters[0] in parameters


def _bias(making: Making, out: int) -> tuple[Term, ...]:
    if len(making.step.parameters) < 2:
        return ()
    bias = making.entry(f"b_{{{out}}}", 1, (out,))
    return (Term(bias.value, (bias,)),)


DERIVATION = DerivationSpec(("projection",), derive)
