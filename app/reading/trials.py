"""The log of what was tried, in words and as a table to save."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.explanations import SEPARATOR, intervention_title, intervention_titles
from app.trials import Trial, Trials
from app.widgets.number_text import NO_VALUE, significant
from core.request import HandSized, Numbers, Sentence, TraceRequest

translate = QCoreApplication.translate
COLUMNS = (
    *("number", "time", "model", "direction", "sentence", "padding", "target_ids", "what_ifs", "output"),
    *("seconds", "log_probability_change", "request"),
)
"""The head of the table: never translated, so that a programme that reads it does so in every language."""


def trial_title(request: TraceRequest) -> str:
    """What a setting is, in one line: its what-ifs, its sentence, its model."""
    edits = intervention_titles(request, request.interventions)
    names = translate("Trials", ", ").join(edits) or translate("Trials", "no what-ifs")
    if request.target is not None:
        names += SEPARATOR + translate("Trials", "output given")
    return SEPARATOR.join(filter(None, (names, sentence_of(request), model_words(request))))


def step_from(before: TraceRequest | None, request: TraceRequest) -> str:
    """What a setting has, or no longer has, against the one tried before it; all of it where there is none."""
    if before is None:
        return trial_title(request)
    signs = (("+", request, before), ("−", before, request))
    said = [
        f"{sign} {intervention_title(edit, one)}"
        for sign, one, other in signs
        for edit in one.interventions
        if edit not in other.interventions
    ]
    if request.target != before.target:
        given = translate("Trials", "output given"), translate("Trials", "output written freely")
        said.append(given[request.target is None])
    if request.inputs != before.inputs:
        said.append(_read_words(request, before))
    if model_words(request) != model_words(before):
        said.append(model_words(request))
    return SEPARATOR.join(filter(None, said)) or trial_title(request)


def model_words(request: TraceRequest) -> str:
    """The name of the model, or its sizes where the request itself says what they are."""
    match request.inputs:
        case Numbers():
            return translate("Models", "One part by itself")
        case HandSized() as inputs:
            text = translate("Trials", "board: width {width}, heads {heads}, layers {encoder} + {decoder}")
            layers = {"encoder": inputs.encoder_layers, "decoder": inputs.decoder_layers}
            return text.format(width=inputs.width, heads=inputs.heads, **layers)
    return request.model.name


def sentence_of(request: TraceRequest) -> str:
    """The sentence that is read; nothing where numbers were typed."""
    inputs = request.inputs
    return inputs.text if isinstance(inputs, Sentence | HandSized) else ""


def clock(trial: Trial) -> str:
    """When it was tried: the time of today, or the day."""
    today = trial.when.date() == datetime.now(trial.when.tzinfo).date()
    return trial.when.strftime("%H:%M:%S" if today else "%y-%m-%d")


def seconds(trial: Trial) -> str:
    """How long it took."""
    return NO_VALUE if trial.seconds is None else significant(trial.seconds, 2)


def change(trial: Trial) -> str:
    """How much more probable its output is with the setting than without, with its sign."""
    if trial.change is None:
        return NO_VALUE
    # A difference of large sums: what is below their rounding is no change.
    shown = significant(trial.change, 3) if abs(trial.change) > 5e-6 else "0"
    return f"+{shown}" if trial.change > 5e-6 else shown


def as_csv(trials: Trials) -> str:
    """All entries as RFC 4180 has it, the oldest first; the last column is the whole request as JSON."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for trial in reversed(trials.entries):
        writer.writerow(_cells(trial))
    return text.getvalue()


def _cells(trial: Trial) -> list[object]:
    request, inputs = trial.request, trial.request.inputs
    return [
        trial.number,
        trial.when.isoformat(timespec="seconds"),
        request.model.name,
        inputs.direction if isinstance(inputs, Sentence) else "",
        sentence_of(request),
        inputs.padding if isinstance(inputs, Sentence | HandSized) else "",
        " ".join(map(str, request.target.ids)) if request.target else "",
        "; ".join(intervention_titles(request, request.interventions)),
        trial.output,
        "" if trial.seconds is None else round(trial.seconds, 6),
        "" if trial.change is None else trial.change,
        request.to_json(),
    ]


def _read_words(request: TraceRequest, before: TraceRequest) -> str:
    """What is read now; nothing where the sizes of the board, which are told anyway, are all that changed."""
    text, numbers = sentence_of(request), translate("Trials", "other numbers")
    if not isinstance(request.inputs, HandSized) or text != sentence_of(before):
        return text or numbers
    return numbers if model_words(request) == model_words(before) else ""
