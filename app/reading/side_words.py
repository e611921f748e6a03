"""What is said about two settings side by side."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.explanations import intervention_titles, part_title, step_title
from app.problems import sentence
from app.reading.attention_maps import attention_kind, attentions
from app.reading.attention_words import kind_name
from app.reading.outputs import output
from app.reading.side_matrices import Pair
from app.reading.side_traces import SideTraces
from app.reading.sides import sleeping, unreadable
from app.widgets.number_text import significant
from core.measures.changes import Change
from core.measures.differences import same_tokens
from core.measures.likelihood import log_probabilities
from core.trace import Step, Trace

translate = QCoreApplication.translate
SIDES = "A", "B"
MOST_PARTS = 4


def page_titles(present: Trace) -> dict[str, str]:
    """What can be looked at on both sides, by the name of the page."""
    titles = {
        "head": translate("Sides", "Head"),
        "step": translate("Sides", "Step"),
        "changes": translate("Sides", "Changes"),
        "outputs": translate("Sides", "Outputs"),
    }
    absent = set() if attentions(present) else {"head"}
    absent |= set() if present.tokens.get("predicted") else {"outputs"}
    return {name: title for name, title in titles.items() if name not in absent}


def heading(chosen: SideTraces, number: int) -> str:
    """What stands above a side."""
    title = chosen.side(number).title
    if number == 1 and chosen.is_fed:
        title = translate("Sides", "{title}, fed the output of A").format(title=title)
    return f"{SIDES[number]} · {title}"


def waiting(chosen: SideTraces, number: int) -> str:
    """Why a side shows nothing: it is computed, there is nothing to compute, or it cannot be."""
    request = chosen.side(number).request
    if request is None:
        text = translate("Sides", "{side}: type a sentence in the line above, then press Enter.")
    elif (problem := unreadable(request)) is not None:
        return f"{SIDES[number]}: {sentence(problem)}"
    elif (failed := chosen.problem(number)) is not None:
        return f"{SIDES[number]}: {sentence(failed)}"
    elif number == 1 and chosen.is_fed and not chosen.can_share:
        text = translate("Sides", "{side} cannot be fed the output of A: its model has another vocabulary.")
    else:
        text = translate("Sides", "{side} is being computed …")
    return text.format(side=SIDES[number])


def lacking(number: int, step: Step | None) -> str:
    """What a side's model does not have; a step of the walk, or the selected head where none is given."""
    if step is None:
        return translate("Sides", "{side} has no such head.").format(side=SIDES[number])
    text = translate("Sides", "{side} has no step “{step}”.")
    return text.format(side=SIDES[number], step=step_title(step.site, step.kind))


def matrices_caption(chosen: SideTraces, found: Pair | None, title: str) -> str:
    """One sentence on what is seen, and on how far both sides are apart or why that cannot be told."""
    return " ".join(filter(None, (title, _distance(chosen, found), _asleep(chosen))))


def changes_caption(chosen: SideTraces, found: tuple[Change, ...]) -> str:
    """One sentence on how the steps are ranked, and which parts only one side has."""
    first, second = chosen.traces()
    if first is None or second is None:
        return ""
    if found:
        text = translate(
            "Sides", "How far each step moved: the norm of B − A by that of A, over the same tokens."
        )
    elif chosen.are_same:
        text = same_words()
    elif not same_tokens(first, second, "source"):
        text = _other_tokens(chosen)
    else:
        text = translate("Sides", "No step over the same tokens differs.")
    only = [
        translate("Sides", "Only in {side}: {parts}.").format(side=side, parts=parts)
        for side, one, other in (("A", first, second), ("B", second, first))
        if (parts := _own_parts(one, other))
    ]
    return " ".join(filter(None, (text, *only, _asleep(chosen))))


def outputs_caption(chosen: SideTraces) -> str:
    """One sentence on how the outputs relate."""
    traces = chosen.traces()
    missing = [waiting(chosen, number) for number, trace in enumerate(traces) if trace is None]
    first, second = traces
    if missing or first is None or second is None:
        return " ".join(missing)
    if chosen.are_same:
        return same_words()
    if chosen.is_fed:
        text = translate("Sides", "B is fed the output of A; marked is what B would have chosen instead.")
    elif output(first) == output(second):
        text = translate("Sides", "Both write the same output.")
    else:
        text = translate("Sides", "The outputs differ; tokens that the other side lacks are marked.")
    return " ".join(filter(None, (text, _asleep(chosen))))


def sums_sentence(first: Trace | None, second: Trace | None) -> str:
    """How probable each side finds the output that the table shows."""
    sums = [
        f"{side} {significant(float(log_probabilities(trace).sum()))}"
        for side, trace in zip(SIDES, (first, second), strict=True)
        if trace is not None and len(log_probabilities(trace))
    ]
    text = translate("Sides", "Sum of the log-probabilities: {sums}")
    return text.format(sums=translate("Sides", ", ").join(sums)) if sums else ""


def matrix_title(step: Step | None, layer: int, head: int, *, is_head: bool) -> str:
    """What both matrices show."""
    if step is None:
        return ""
    if is_head:
        text = translate("Sides", "{attention}, layer {layer}, head {head}.")
        return text.format(attention=kind_name(attention_kind(step)), layer=layer + 1, head=head + 1)
    title = step_title(step.site, step.kind)
    at = step.axis("head")
    if at is None:
        return translate("Sides", "{step}.").format(step=title)
    shown = min(head, step.shape[at] - 1) + 1
    return translate("Sides", "{step}, head {head}.").format(step=title, head=shown)


def same_words() -> str:
    """What to do where both sides are the same setting."""
    return translate(
        "Sides", "A and B are the same: switch on a what-if, or choose something else as A or B."
    )


def _distance(chosen: SideTraces, found: Pair | None) -> str:
    if chosen.are_same:
        return same_words()
    if found is None or found.obstacle == "absent" or found.first is None:
        return ""
    if found.obstacle == "shape":
        return translate("Sides", "No B − A: the two are of different sizes.")
    if found.obstacle == "tokens":
        return _other_tokens(chosen)
    moved = found.moved
    values = np.abs(moved.values[~moved.hidden]) if moved is not None else np.zeros(0)
    largest = float(np.nanmax(values, initial=0.0))
    if largest == 0:
        return translate("Sides", "A and B do not differ here.")
    return translate("Sides", "The largest change of a number is {largest}.").format(
        largest=significant(largest, 3)
    )


def _other_tokens(chosen: SideTraces) -> str:
    first, second = chosen.traces()
    if first is not None and second is not None and first.tokens.get("source") == second.tokens.get("source"):
        return translate("Sides", "No B − A: the outputs differ, so that the rows are not the same tokens.")
    return translate("Sides", "No B − A: the two read different sentences.")


def _asleep(chosen: SideTraces) -> str:
    """The what-ifs that have no effect on a side."""
    said = []
    for name, trace in zip(SIDES, chosen.traces(), strict=True):
        edits = sleeping(trace) if trace is not None else ()
        if edits and trace is not None:
            names = translate("Sides", ", ").join(intervention_titles(trace.request, edits))
            said.append(
                translate("Sides", "Without effect in {side}: {names}.").format(side=name, names=names)
            )
    return " ".join(said)


def _own_parts(trace: Trace, other: Trace) -> str:
    """The parts of which the other trace has no step, the first few of them."""
    sites = [step.site for step in trace.steps if step.site not in other]
    parts = list(dict.fromkeys(part_title(site.rpartition(".")[0]) for site in sites))
    shown = parts[:MOST_PARTS] + (["…"] if len(parts) > MOST_PARTS else [])
    return translate("Sides", ", ").join(filter(None, shown))
