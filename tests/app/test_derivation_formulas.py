"""Every derivation can be set in type."""

from __future__ import annotations

import pytest

from app.widgets.formula import formula_svg
from core.derivations import Cell, catalogue, derive
from core.derivations.writing import as_latex, latex_lines
from core.trace import Trace
from tests.core.derived import traced

RECORDED = sorted(set(catalogue()) - {"given"})


def trace_with(kind: str) -> Trace:
    return traced("learned positions" if kind == "learned_position" else "post-norm")


@pytest.mark.parametrize("kind", RECORDED)
def test_the_derivation_of_every_kind_is_typeset(kind: str) -> None:
    trace = trace_with(kind)
    step = trace.of_kind(kind)[0]
    derivation = derive(trace, Cell(step.site, tuple(length - 1 for length in step.shape)))
    for latex in (as_latex(derivation, shown=2), *latex_lines(derivation, shown=2)):
        assert formula_svg(latex, 20, "#000000"), latex
