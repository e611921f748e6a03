"""The arithmetic of one number in words, formula and figures, ready to be shown or copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from app.explanations import SEPARATOR, explanation, intervention_titles, step_title
from app.formulas import LAYER_NORM, formula
from app.reading.derivation_lines import FEW, Fold, Lines, Listing, quantity_lines, sources_lines
from app.reading.derivation_names import (
    cell_place,
    entry_place,
    factor_word,
    is_whole,
    parameter_word,
    short_name,
    whole_word,
)
from app.reading.derivation_pieces import worded
from app.widgets.number_text import significant
from app.widgets.term_layout import Line, Piece
from core.derivations import Cell, Derivation, Entry
from core.derivations.writing import as_text
from core.interventions import Intervention
from core.interventions.heads import Reach
from core.interventions.set_parameter import SetParameter
from core.trace import Trace

__all__ = ["Arithmetic", "Fold", "arithmetic", "copied_text", "parameter_arithmetic", "short_name"]

translate = QCoreApplication.translate
DIGITS, EXACT = 5, 9
"""Shown, and copied: with nine digits every float32 is told from its neighbours."""


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """Where a number stands, what it is, its formula as LaTeX, and the lines that make it."""

    title: str
    place: str
    value: str
    exact: str
    formula: str
    spoken: str
    lines: Sequence[Line]
    signed: bool = False
    note: str = ""
    changed: str = ""


def arithmetic(trace: Trace, derivation: Derivation, opened: frozenset[Fold]) -> Arithmetic:
    """What made the cell; of long sums those that are ``opened`` in full."""
    step, cell = trace[derivation.cell.site], derivation.cell
    value = derivation.value if derivation.edited is None else derivation.edited
    listing = Listing(trace, derivation.terms, step)
    lines = [
        quantity_lines(trace, quantity, str(at), opened) for at, quantity in enumerate(derivation.quantities)
    ]
    return Arithmetic(
        title=step_title(cell.site, step.kind),
        place=cell_place(trace, cell),
        value=_number(trace, cell, value),
        exact=_number(trace, cell, value, EXACT),
        formula=_formula(derivation),
        spoken=explanation(step.kind),
        lines=Lines(*lines, _main_lines(trace, derivation, listing, opened), _results(trace, derivation)),
        signed=listing.signed,
        changed=changed_text(trace, derivation),
    )


def parameter_arithmetic(trace: Trace, entry: Entry, used_by: Cell | None) -> Arithmetic:
    """A number that was trained and not computed."""
    value = float(trace.parameters[entry.parameter][entry.index])
    site = used_by.site if used_by else next(s.site for s in trace.steps if entry.parameter in s.parameters)
    place = ", ".join(map(str, entry.index))
    name = f"{entry.parameter}[{place}]".replace(".", ".\u200b").replace("_", "_\u200b")
    nothing = translate("Derivations", "A parameter of the model: nothing was computed here.")
    number = entry.parameter, entry.index
    edits = [edit for edit in _active(trace) if isinstance(edit, SetParameter) and edit.entry == number]
    return Arithmetic(
        title=SEPARATOR.join((step_title(site, ""), parameter_word(entry.parameter))),
        place=entry_place(trace, entry),
        value=significant(value, DIGITS),
        exact=significant(value, EXACT),
        formula="",
        spoken="",
        lines=[Line((*worded(translate("Derivations", "used for ")), Piece(short_name(used_by), used_by)))]
        if used_by
        else (),
        note=f"{nothing}\n{name}",
        changed=translate("Derivations", ", ").join(intervention_titles(trace.request, edits)),
    )


def copied_text(trace: Trace, derivation: Derivation) -> str:
    """The arithmetic as lines of text, the number itself in full, and what changed it."""
    names = {step.site: step_title(step.site, step.kind) for step in trace.steps}
    names |= {name: parameter_word(name) for name in trace.parameters}
    exact = _number(trace, derivation.cell, derivation.value, EXACT)
    computed = translate("Derivations", "computed, in float32: {value}")
    if is_whole(trace[derivation.cell.site]):
        computed = translate("Derivations", "computed: {value}")
    parts = (
        cell_place(trace, derivation.cell),
        as_text(derivation, names),
        computed.format(value=exact),
        changed_text(trace, derivation, EXACT),
    )
    return "\n".join(filter(None, parts))


def changed_text(trace: Trace, derivation: Derivation, digits: int = DIGITS) -> str:
    """What an intervention made of the number; nothing where it left it as it was."""
    if derivation.edited is None or derivation.edited == derivation.value:
        return ""
    found = (edit for edit in _active(trace) if _reaches(edit, trace, derivation.cell))
    edits = intervention_titles(trace.request, found)
    text = translate("Derivations", "Changed by {names}: {before} → {after}")
    before, after = (
        _number(trace, derivation.cell, value, digits) for value in (derivation.value, derivation.edited)
    )
    return text.format(names=translate("Derivations", ", ").join(edits), before=before, after=after)


def _reaches(edit: Intervention, trace: Trace, cell: Cell) -> bool:
    """Whether it edits the site of the cell, and the head that the cell is in."""
    at, reach = trace[cell.site].axis("head"), getattr(edit, "reach", None)
    in_head = at is None or not isinstance(reach, Reach) or reach.head in (None, cell.index[at])
    return in_head and edit.applies_to(cell.site)


def _active(trace: Trace) -> list[Intervention]:
    dormant = {edit for edit, _ in trace.dormant}
    return [edit for edit in trace.request.interventions if edit not in dormant]


def _main_lines(trace: Trace, derivation: Derivation, listing: Listing, opened: frozenset[Fold]) -> Lines:
    fold, count = Fold("terms"), len(derivation.terms)
    terms = listing.lines(fold, fold in opened)
    if count > FEW:
        return Lines([listing.heading()], terms)
    if not any(term.factors for term in derivation.terms):
        return Lines(
            [Line(worded(translate("Derivations", "given from outside, not computed")), role="title")]
        )
    title = Line(worded(translate("Derivations", "from the normalised number on")), role="title")
    return Lines(
        [title] if derivation.kind == "affine" and derivation.quantities else [],
        [_named(line, derivation, at) for at, line in enumerate(terms)],
        sources_lines(trace, derivation.terms, derivation.rule),
    )


def _named(line: Line, derivation: Derivation, at: int) -> Line:
    """A term that is one number only, with the name of where it comes from."""
    factors = derivation.terms[at].factors
    if len(line.pieces) > 1 or len(factors) != 1:
        return line
    return Line((*line.pieces, *worded(f"  {factor_word(factors[0])}")), "", "", line.running, line.share)


def _results(trace: Trace, derivation: Derivation) -> list[Line]:
    """The sum, and what the model computed in float32."""
    computed = translate("Derivations", "computed, in float32")
    if is_whole(trace[derivation.cell.site]):
        computed = translate("Derivations", "computed")
    result = Line(worded(computed), value=_number(trace, derivation.cell, derivation.value), role="total")
    if len(derivation.terms) < 2:
        return [result]
    total = significant(derivation.total, DIGITS)
    if total == result.value:
        return [replace(result, pieces=worded(translate("Derivations", "sum, as computed in float32")))]
    return [Line(worded(translate("Derivations", "sum of the terms")), value=total, role="total"), result]


def _number(trace: Trace, cell: Cell, value: float, digits: int = DIGITS) -> str:
    step = trace[cell.site]
    return whole_word(trace, step, value) if is_whole(step) else significant(value, digits)


def _formula(derivation: Derivation) -> str:
    if derivation.kind == "affine" and derivation.quantities:
        return LAYER_NORM
    return formula(derivation.kind, derivation.cell.site)
