"""What can stand on the two sides of a comparison, as requests, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from app.reading.trials import trial_title
from app.state import detected_direction
from app.trials import Trials
from core import catalogue
from core.catalogue import BundledModel
from core.interventions import Intervention
from core.problems import Problem, ProblemError
from core.request import HandSized, Sentence, TraceRequest
from core.tokenizers import Tokenizer
from core.trace import Trace

CURRENT, BASELINE, SENTENCE = "current", "baseline", "sentence"
MODEL, MARK = "model:", "mark:"

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Side:
    """What stands on a side: its title, and its request; None as long as there is something to type."""

    title: str
    request: TraceRequest | None


def sides(trace: Trace, trials: Trials, sentence: str) -> dict[str, Side]:
    """Everything that can be compared, by name; ``sentence`` is what was typed as the other one."""
    request = trace.request
    found = {
        BASELINE: Side(translate("Sides", "Without what-ifs"), request.baseline()),
        CURRENT: Side(translate("Sides", "Current settings"), request),
    }
    if isinstance(request.inputs, Sentence | HandSized):
        found[SENTENCE] = Side(translate("Sides", "Another sentence"), with_sentence(request, sentence))
    title = translate("Sides", "Model {name}")
    for name, other in other_models(request).items():
        found[f"{MODEL}{name}"] = Side(title.format(name=name), other)
    title = translate("Sides", "Log {number}: {setting}")
    for at, trial in enumerate(trials.marked()):
        words = title.format(number=trial.number, setting=trial_title(trial.request))
        found[f"{MARK}{at}"] = Side(words, trial.request)
    return found


def with_sentence(request: TraceRequest, text: str) -> TraceRequest | None:
    """The same model and settings over another sentence, which it answers by itself; None without one."""
    text, inputs = text.strip(), request.inputs
    if not text or not isinstance(inputs, Sentence | HandSized):
        return None
    if isinstance(inputs, HandSized):
        return replace(request, inputs=replace(inputs, text=text), target=None)
    # A direction that the present sentence would have suggested was not chosen: the other one suggests its own.
    suggested = detected_direction(inputs.text) == inputs.direction
    direction = detected_direction(text) if suggested else inputs.direction
    return replace(request, inputs=replace(inputs, text=text, direction=direction), target=None)


def other_models(request: TraceRequest) -> Mapping[str, TraceRequest]:
    """The same sentence and what-ifs for every other bundled model that reads it, by the model's name."""
    found: dict[str, TraceRequest] = {}
    for name in catalogue.names() if isinstance(request.inputs, Sentence) else ():
        try:
            model = catalogue.bundled(name)
        except ProblemError:
            continue
        if _reads(model, request) and name != request.model.name:
            kept = request.target if same_vocabulary(request, replace(request, model=model.id)) else None
            found[name] = replace(request, model=model.id, target=kept)
    return found


def _reads(model: BundledModel, request: TraceRequest) -> bool:
    return isinstance(request.inputs, Sentence) and request.inputs.direction in model.directions


def same_vocabulary(first: TraceRequest, second: TraceRequest) -> bool:
    """Whether an id means the same piece to both models, so that one can be fed what the other wrote."""
    if isinstance(first.inputs, HandSized) or isinstance(second.inputs, HandSized):
        return first.inputs == second.inputs  # its vocabulary is its own sentence
    if first.model.name == second.model.name:
        return True
    try:
        one, two = (catalogue.tokenizer(request.model.name) for request in (first, second))
    except ProblemError:
        return False
    if one.vocabulary_size != two.vocabulary_size:
        return False
    return one is two or _same_pieces(one, two)


@lru_cache(maxsize=16)
def _same_pieces(one: Tokenizer, two: Tokenizer) -> bool:
    """Kept for each pair: thousands of pieces are compared, and a tokenizer stays what it is."""
    return all(one.spaced(id) == two.spaced(id) for id in range(one.vocabulary_size))


def fed(request: TraceRequest, written: Trace) -> TraceRequest:
    """The request with the output of a trace given to it."""
    return replace(request, target=written.as_target)


def unreadable(request: TraceRequest) -> Problem | None:
    """Why a sentence cannot be read, as far as can be told without computing; None where it can."""
    inputs = request.inputs
    if not isinstance(inputs, Sentence | HandSized):
        return None
    try:
        info = catalogue.find(request.model.name)
        ids = catalogue.tokenizer(request.model.name, inputs.text).encode(inputs.text)
    except ProblemError as error:
        return error.problem
    limit, around = info.architecture.source_limit, 2 if isinstance(inputs, Sentence) else 0
    length = len(ids) + around + inputs.padding
    return Problem("too_long", {"length": length, "limit": limit}) if length > limit else None


def sleeping(trace: Trace) -> tuple[Intervention, ...]:
    """The interventions that have no effect in a trace."""
    return tuple(edit for edit, _ in trace.dormant)
