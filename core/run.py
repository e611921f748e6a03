"""The one door between a request and its trace: ``compute(request) -> Trace``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache, partial

import torch
from torch import Tensor

from core import catalogue, devices, loading, weights
from core.catalogue import BundledModel
from core.decoding.candidates import candidate, decode_steps
from core.decoding.greedy import generate, room
from core.interventions import Intervention
from core.interventions.set_parameter import SetParameter
from core.loading import Dormant
from core.models.decoder_only import DecoderOnly
from core.models.transformer import Transformer
from core.problems import Problem, ProblemError
from core.recording import nothing, recording
from core.request import Target, TraceRequest
from core.tokenizers import Tokenizer
from core.trace import Candidate, Token, Trace
from core.weights import LoadedModel

ALL = ("*",)
ABSENT = "it is not there"
_THREADS = torch.get_num_threads()
# The C library of Linux learns from this to keep freed memory up to so many bytes for the next pass; it would give
# each back to the system otherwise and have it cleared page by page, which takes as long as a third of the pass.
torch.empty(31 * 2**20, dtype=torch.uint8)
SHORT = 64
"""Up to this many source tokens one thread is fastest: waking others costs more than they bring."""

OnToken = Callable[[Candidate], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class _Pass:
    """What one computation works with."""

    request: TraceRequest
    loaded: LoadedModel
    device: torch.device
    source: tuple[Token, ...]
    prompt: tuple[Token, ...]  # what a decoder alone reads, and goes on with
    active: tuple[Intervention, ...]
    on_token: OnToken | None
    cancelled: Cancelled | None

    @property
    def tokenizer(self) -> Tokenizer:
        return self.loaded.tokenizer

    @property
    def room(self) -> int:
        """How many tokens may be written; an untrained model comes to no end, so as many as it reads."""
        read = sum(token.id != self.tokenizer.pad for token in (*self.source, *self.prompt))
        info = self.loaded.info
        return room(read, info.architecture.target_limit) if isinstance(info, BundledModel) else read

    @property
    def keeps_causality(self) -> bool:
        return all(intervention.keeps_causality for intervention in self.active)


def compute(
    request: TraceRequest,
    sites: Sequence[str] = ALL,
    *,
    device: str = devices.AUTO,
    lenient: bool = False,
    on_token: OnToken | None = None,
    cancelled: Cancelled | None = None,
) -> Trace:
    """Run the request and record the sites that match the globs in ``sites``; same request, same bits.

    ``on_token`` is called with every token as it is generated; where ``cancelled`` turns true, the work
    ends with ProblemError ``cancelled``. A device that fails is replaced by the CPU, with a note, and if
    ``lenient`` also one that is not there. Raises ProblemError for everything that is the user's or the
    machine's affair.
    """
    compute_on = partial(_compute_on, request=request, sites=sites, on_token=on_token, cancelled=cancelled)
    if lenient and not devices.is_there(device):
        return _on_cpu_instead(compute_on, device, ABSENT)
    chosen = devices.choose(device)
    try:
        return compute_on(chosen)
    except (RuntimeError, MemoryError) as error:  # driver errors are RuntimeErrors of many names
        if chosen.type == "cpu":
            raise _cpu_problem(error) from error
        failure = str(error).partition("\n")[0]
    # Only now is what the failed pass held free again.
    return _on_cpu_instead(compute_on, str(chosen), failure)


def warm_up(model: str = catalogue.DEFAULT_MODEL, device: str = devices.AUTO) -> None:
    """Load the model, so that the first request does not wait for it; ProblemError as a lenient ``compute``."""
    chosen = devices.choose(device) if devices.is_there(device) else torch.device("cpu")
    loading.bundled(catalogue.bundled(model), chosen)


def loaded(request: TraceRequest, device: str) -> LoadedModel:
    """The model of a request without its interventions; ProblemError as ``compute``."""
    return loading.load(request, devices.choose(device))


def available_devices() -> tuple[str, ...]:
    """Names of the devices that ``compute`` can be asked for, the fastest first."""
    return devices.available()


def _cpu_problem(error: Exception) -> ProblemError:
    """What it is where the last resort fails too."""
    full = isinstance(error, MemoryError) or "memory" in str(error)
    return ProblemError("out_of_memory" if full else "internal", reason=str(error))


def _on_cpu_instead(compute_on: Callable[[torch.device], Trace], device: str, reason: str) -> Trace:
    """The trace by the CPU, with the note that says so."""
    try:
        trace = compute_on(torch.device("cpu"))
    except (RuntimeError, MemoryError) as error:
        raise _cpu_problem(error) from error
    note = Problem("fell_back_to_cpu", {"device": device, "reason": reason})
    return replace(trace, notes=(*trace.notes, note))


def _compute_on(
    device: torch.device,
    request: TraceRequest,
    sites: Sequence[str],
    on_token: OnToken | None,
    cancelled: Cancelled | None,
) -> Trace:
    loaded = loading.load(request, device)
    read: tuple[Token, ...] = loading.source(request, loaded)
    source, prompt = ((), read) if isinstance(loaded.model, DecoderOnly) else (read, ())
    active, dormant = loading.awake(request, loaded, source, prompt)
    if edits := [edit for edit in active if isinstance(edit, SetParameter)]:
        loaded = weights.edited(loaded, edits)
    torch.set_num_threads(1 if len(read) <= SHORT else _THREADS)
    request = replace(request, model=loaded.info.id)
    work = _Pass(request, loaded, device, source, prompt, active, on_token, cancelled)
    with torch.inference_mode():
        if isinstance(loaded.model, Transformer | DecoderOnly):
            return _written(work, loaded.model, sites, dormant)
        return _read(work, sites, dormant)


def _remarks(work: _Pass) -> list[Problem]:
    read, known = (*work.source, *work.prompt, *_given(work)), work.tokenizer.token
    unknown = tuple(token.text for token in read if token.role == "unknown" and token != known(token.id))
    notes = [Problem("unknown_pieces", {"pieces": unknown})] if unknown else []
    breaking = tuple(edit for edit in work.active if not edit.keeps_causality)
    if breaking and not (work.request.target and work.request.target.complete):
        notes.append(Problem("uncached_decoding", {"interventions": breaking}))
    return notes


def _source(work: _Pass) -> tuple[Tensor, Tensor]:
    """The ids of what is read and which of them are no padding, both [1, n]."""
    ids = torch.tensor([[token.id for token in work.source]], dtype=torch.long, device=work.device)
    return ids, ids != work.tokenizer.pad


def _read(work: _Pass, sites: Sequence[str], dormant: Dormant) -> Trace:
    """The pass of a model that writes nothing: an encoder by itself, or one part."""
    ids, present = _source(work)
    with recording(work.loaded.model, work.active, _wanted(tuple(sites))) as recorder:
        recorder.length = ids.shape[1]
        work.loaded.model(ids, present)
    return Trace(
        request=work.request,
        steps=recorder.steps(batched=False),
        tokens={"source": work.source, "target": (), "predicted": ()},
        parameters=work.loaded.parameters,
        architecture=work.loaded.info.architecture,
        device=str(work.device),
        dormant=dormant,
        notes=tuple(_remarks(work)),
    )


def _written(work: _Pass, model: Transformer | DecoderOnly, sites: Sequence[str], dormant: Dormant) -> Trace:
    """Encode, decode unless the target is given, then record the pass over the finished output."""
    notes, (source, present) = _remarks(work), _source(work)
    with recording(model, work.active, _wanted(tuple(sites))) as recorder:
        recorder.length = source.shape[1]
        encoded = model.encoder(source, present)
        ids, logits = _target(work, model, encoded, present)
        fed = [*_start(work), *ids[:-1]]
        target = torch.tensor([fed], device=work.device)
        recorder.first_row, recorder.length = 0, len(fed)
        passed = model.decoder(target, encoded, torch.ones_like(target, dtype=torch.bool), present)
        predicted, softmax = model.decoder.choose(passed)
    if logits is None:
        logits, probabilities = passed[0, len(work.prompt) :], softmax[0, len(work.prompt) :]
    else:
        probabilities = logits.softmax(dim=-1)
        if ids[-1] != work.tokenizer.end:
            notes.append(Problem("limit_reached", {"limit": len(ids)}))
    return Trace(
        request=work.request,
        steps=recorder.steps(batched=False),
        tokens={
            "source": work.source,
            "target": _as_given(work, fed),
            "predicted": tuple(work.tokenizer.token(id) for id in predicted[0].tolist()),
        },
        parameters=work.loaded.parameters,
        architecture=work.loaded.info.architecture,
        generation=decode_steps(work.tokenizer, ids, logits, probabilities),
        output_text=work.tokenizer.decode(ids),
        device=str(work.device),
        dormant=dormant,
        notes=tuple(notes),
        prompt=len(work.prompt),
    )


def _start(work: _Pass) -> list[int]:
    """What the decoder is fed before anything is written."""
    return [work.tokenizer.start, *(token.id for token in work.prompt)]


def _given(work: _Pass) -> tuple[Token, ...]:
    """The tokens that the request gives as output, each that is unknown with what was written there."""
    target, tokenizer = work.request.target or Target(()), work.tokenizer
    strange = [id for id in target.ids if not 0 <= id < tokenizer.vocabulary_size]
    if strange:
        raise ProblemError("invalid_argument", argument="target", reason=f"there is no token {strange[0]}")
    written = iter(target.unknown)
    return tuple(
        replace(token, text=next(written, token.text)) if token.id == tokenizer.unknown else token
        for token in map(tokenizer.token, target.ids)
        if token.id != tokenizer.end
    )


def _as_given(work: _Pass, fed: Sequence[int]) -> tuple[Token, ...]:
    """The tokens that the decoder is fed."""
    given, start = _given(work), len(_start(work))
    written = fed[start + len(given) :]
    return (*map(work.tokenizer.token, fed[:start]), *given, *map(work.tokenizer.token, written))


def _target(
    work: _Pass, model: Transformer | DecoderOnly, encoded: Tensor, present: Tensor
) -> tuple[list[int], Tensor | None]:
    """The output's ids up to the end token or the limit, with the logits [t, v] that chose them, or with None
    where they were given whole."""
    target, tokenizer = work.request.target, work.tokenizer
    limit = work.loaded.info.architecture.target_limit - len(work.prompt)
    given = [token.id for token in _given(work)]
    if len(given) >= limit:
        raise ProblemError("too_long", length=len(given) + 1, limit=limit)
    if target and target.complete:
        return [*given, tokenizer.end], None
    most = min(work.room, work.request.decoding.max_tokens or limit, limit)
    ids, logits = list(given), []
    with recording(model, work.active, nothing) as recorder:
        for id, row in generate(
            model,
            encoded,
            present,
            [*_start(work), *given],
            end=tokenizer.end,
            limit=max(1, most - len(given)),
            cached=work.keeps_causality,
            recorder=recorder,
        ):
            if work.cancelled and work.cancelled():
                raise ProblemError("cancelled")
            ids.append(id)
            logits.append(row)
            if work.on_token:
                work.on_token(candidate(tokenizer, id, row))
    return ids, torch.stack(logits)


def _wanted(sites: tuple[str, ...]) -> Callable[[str], bool] | None:
    if sites == ALL:
        return None
    return lru_cache(maxsize=None)(lambda site: any(fnmatchcase(site, pattern) for pattern in sites))
