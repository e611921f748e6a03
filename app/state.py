"""What the user has chosen, as plain values: changing anything makes a new one. No Qt, no torch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from core.board import HAND_SIZED, PART
from core.derivations import Cell
from core.interventions import Intervention, canonical_order, with_edit
from core.request import (
    Direction,
    HandSized,
    Inputs,
    ModelId,
    Numbers,
    Sentence,
    Target,
    TraceRequest,
)
from core.trace import Architecture, Trace

Granularity: TypeAlias = Literal["operation", "sublayer", "layer", "token"]
GRANULARITIES: tuple[Granularity, ...] = ("operation", "sublayer", "layer", "token")
SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)

AttentionKind: TypeAlias = Literal["encoder", "decoder", "cross"]
ATTENTION_KINDS: tuple[AttentionKind, ...] = ("encoder", "decoder", "cross")
ATTENTION_SITES: dict[AttentionKind, str] = {
    "encoder": "encoder.layers.{layer}.self_attention",
    "decoder": "decoder.layers.{layer}.self_attention",
    "cross": "decoder.layers.{layer}.cross_attention",
}

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CHINESE_SIGN = re.compile(r"[\u3000-\u303f\uff00-\uffef]")


def _clamped(index: int, count: int) -> int:
    return min(max(index, 0), max(count - 1, 0))


def detected_direction(text: str) -> Direction:
    """Chinese to English as soon as the text holds a Chinese character, else English to Chinese.

    Where there is no letter at all, Chinese punctuation is enough.
    """
    if _CHINESE.search(text) or (_CHINESE_SIGN.search(text) and not any(map(str.isalpha, text))):
        return "zh-en"
    return "en-zh"


@dataclass(frozen=True)
class SelectedToken:
    """One token of one list: "source", "target" (what the decoder is fed) or "predicted"."""

    tokens: str
    index: int

    def within(self, trace: Trace) -> SelectedToken | None:
        """The token, or the last one of its list where the list is shorter; None without such a list."""
        count = len(trace.tokens.get(self.tokens, ()))
        return replace(self, index=_clamped(self.index, count)) if count else None


@dataclass(frozen=True)
class Selection:
    """The one selection that is lit everywhere: an attention, its layer and head, a cell, a token, a norm.

    ``query`` and ``key`` are the cell of the attention map, ``norm`` the site of a norm such as
    "encoder.layers.0.self_attention_norm" (None: the first one of the model). ``cell`` is the one number whose
    arithmetic is written out.
    """

    attention: AttentionKind = "encoder"
    layer: int = 0
    head: int = 0
    query: int | None = None
    key: int | None = None
    token: SelectedToken | None = None
    norm: str | None = None
    cell: Cell | None = None

    @property
    def attention_site(self) -> str:
        """The module path of the selected attention."""
        return ATTENTION_SITES[self.attention].format(layer=self.layer)

    def at_cell(self, query: int, key: int) -> Selection:
        """The cell of the map selected, and with it the token that asks; no other number is any more."""
        asks = "source" if self.attention == "encoder" else "target"
        return replace(self, query=query, key=key, token=SelectedToken(asks, query), cell=None)

    def at_head(self, layer: int, head: int) -> Selection:
        """Another head of the same attention; the cell stays."""
        return replace(self, layer=layer, head=head)

    def at_attention(self, attention: AttentionKind) -> Selection:
        """Another kind of attention; a cell of the former one means nothing there."""
        return replace(self, attention=attention, query=None, key=None)

    def at_token(self, tokens: str, index: int) -> Selection:
        """A token selected; where the attention asks with that list, its row too."""
        asks = ("source",) if self.attention == "encoder" else ("target", "predicted")
        query = index if tokens in asks else self.query
        return replace(self, token=SelectedToken(tokens, index), query=query)

    def moved(self, rows: int, columns: int) -> Selection:
        """The cell so many rows down and columns to the right; the first one where none was selected."""
        if self.query is None or self.key is None:
            return self.at_cell(self.query or 0, self.key or 0)
        return self.at_cell(self.query + rows, self.key + columns)

    def within(self, trace: Trace) -> Selection:
        """The selection kept inside this trace: what lies outside moves to the edge, what is absent goes."""
        shape = trace.architecture
        if (attention := _attention_within(self.attention, shape)) != self.attention:
            return self.at_attention(attention).within(trace)
        layers = shape.encoder_layers if self.attention == "encoder" else shape.decoder_layers
        kept = replace(
            self,
            layer=_clamped(self.layer, layers),
            head=_clamped(self.head, shape.heads),
            norm=self.norm if f"{self.norm}.output" in trace else None,
        )
        asks = "source" if self.attention == "encoder" else "target"
        looked_at = "target" if self.attention == "decoder" else "source"
        return replace(
            kept,
            query=None if self.query is None else _clamped(self.query, len(trace.tokens[asks])),
            key=None if self.key is None else _clamped(self.key, len(trace.tokens[looked_at])),
            token=None if self.token is None else self.token.within(trace),
            cell=None if self.cell is None else _cell_within(self.cell, trace),
        )


def _attention_within(attention: AttentionKind, shape: Architecture) -> AttentionKind:
    """The attention where the model has it, else the first that it has; the same where it has none."""
    encoder, decoder = shape.encoder_layers, shape.decoder_layers
    layers: dict[AttentionKind, int] = {
        "encoder": encoder,
        "decoder": decoder,
        "cross": min(encoder, decoder),
    }
    return attention if layers[attention] else next((kind for kind in layers if layers[kind]), attention)


def _cell_within(cell: Cell, trace: Trace) -> Cell | None:
    """The cell, or the nearest one that this trace has; None where its step is absent or empty."""
    shape = trace[cell.site].shape if cell.site in trace else ()
    if len(shape) != len(cell.index) or 0 in shape:
        return None
    return Cell(cell.site, tuple(_clamped(at, count) for at, count in zip(cell.index, shape, strict=True)))


@dataclass(frozen=True)
class Playback:
    """Where the walk over the trace's steps stands: the step, and how far its transition is (0 to 1).

    ``granularity`` is what one step forward passes over, ``speed`` how fast transitions run and steps play;
    without ``animated`` there are no transitions and ``alpha`` stays 1.
    """

    step: int = 0
    alpha: float = 1.0
    playing: bool = False
    granularity: Granularity = "operation"
    speed: float = 1.0
    animated: bool = True


@dataclass(frozen=True)
class SessionState:
    """Everything that a request is made from, and nothing that only concerns the looks.

    ``direction`` None means: detected from the text. ``target_text`` None means: decode; otherwise the
    decoder is fed this sentence. ``board`` is the shape of the hand-sized model, whose sentence is ``text``,
    or the numbers typed for one part; other models leave it alone.
    """

    model: str = "zh-en"
    text: str = ""
    direction: Direction | None = None
    padding: int = 0
    target_text: str | None = None
    interventions: tuple[Intervention, ...] = ()
    board: HandSized | Numbers | None = None

    @property
    def inputs(self) -> Inputs:
        """What the chosen model is given to read."""
        if self.model == PART and isinstance(self.board, Numbers):
            return self.board
        if self.model == HAND_SIZED and isinstance(self.board, HandSized):
            return replace(self.board, text=self.text, padding=self.padding)
        return Sentence(self.text, self.effective_direction, self.padding)

    @property
    def effective_direction(self) -> Direction:
        """The direction chosen, or the one that the text suggests."""
        return self.direction or detected_direction(self.text)

    def toggled(self, intervention: Intervention) -> SessionState:
        """Without the intervention if it was there; otherwise with it, in the place of any other of the same slot."""
        if intervention not in self.interventions:
            return self.adjusted(intervention)
        return self.with_interventions(other for other in self.interventions if other != intervention)

    def with_interventions(self, interventions: Iterable[Intervention]) -> SessionState:
        """With these interventions in the place of all others."""
        return replace(self, interventions=canonical_order(interventions))

    def adjusted(self, intervention: Intervention) -> SessionState:
        """With the intervention, in the place of any other of the same slot."""
        return replace(self, interventions=with_edit(self.interventions, intervention))

    def request(self, model: ModelId, target: Target | None = None) -> TraceRequest:
        """The request for this state; ``target`` is ``target_text`` as ids of the model's vocabulary."""
        return TraceRequest(model, self.inputs, target, self.interventions)

    def typed(self, text: str) -> SessionState:
        """With another sentence; a single part cannot read it, so that a whole model takes its place."""
        return replace(self, text=text, model=HAND_SIZED if self.model == PART else self.model)

    def taking(self, request: TraceRequest) -> SessionState:
        """With everything that a request says of its own, such as one from a file."""
        inputs, target = request.inputs, self.target_text if request.target else None
        state = replace(
            self, model=request.model.name, interventions=request.interventions, target_text=target
        )
        if inputs == state.inputs:
            return state
        if isinstance(inputs, Sentence):
            return replace(state, text=inputs.text, direction=inputs.direction, padding=inputs.padding)
        if isinstance(inputs, HandSized):
            return replace(state, text=inputs.text, padding=inputs.padding, board=inputs)
        return replace(state, board=inputs) if isinstance(inputs, Numbers) else state


@dataclass(frozen=True, eq=False)
class Comparison:
    """The same request without interventions: ``own`` with its own generation, ``forced`` over the same tokens.

    ``forced`` is the baseline teacher-forced on the current output, so that maps may be subtracted; None
    until it has been computed, or where nothing is intervened.
    """

    own: Trace | None = None
    forced: Trace | None = None
