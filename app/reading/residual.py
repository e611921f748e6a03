"""The residual stream as it is shown: maps of places by tokens, bars of one token, and what they say in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.labels import token_texts
from app.widgets.number_text import percent, significant
from app.widgets.paired_bars import BarRow
from app.widgets.scale import Scale
from core.measures.residual_stream import (
    Stream,
    Sublayer,
    change_lengths,
    found_lengths,
    layer_cosines,
    lengths,
    shares,
    stream_lengths,
)
from core.trace import Array, Trace

Quantity: TypeAlias = Literal["length", "added", "cosine"]
QUANTITIES: tuple[Quantity, ...] = ("length", "added", "cosine")

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class StreamMap:
    """One quantity [place, token]; ``parts`` tells which sublayer a row belongs to, -1 being none of them."""

    values: Array
    parts: tuple[int, ...]
    row_labels: tuple[str, ...]
    scale: Scale

    def row_of(self, stream: Stream, part: int | None) -> int | None:
        """The row of a sublayer, or of its layer where the rows are layers; None where it has none."""
        if part is None or part in self.parts:
            return None if part is None else self.parts.index(part)
        if part < 0 or len(self.parts) != len(stream.layers):
            return None
        return stream.sublayers[part].layer


def stream_map(stream: Stream, quantity: Quantity) -> StreamMap:
    """The quantity of every token, at every place at which the stream has it."""
    parts = tuple(range(len(stream.sublayers)))
    labels = tuple(map(place_label, stream.sublayers))
    if quantity == "length":
        values = stream_lengths(stream)
        return StreamMap(values, (-1, *parts), (start_label(stream), *labels), _from_nought(values))
    if quantity == "added":
        values = shares(stream)
        return StreamMap(values, parts, labels, _from_nought(values))
    values = layer_cosines(stream)
    ends = tuple(stream.sublayers.index(layer[-1]) for layer in stream.layers)
    template = translate("Residual", "layer {layer}")
    names = tuple(template.format(layer=at + 1) for at in range(len(ends)))
    signed = bool((values < 0).any())
    return StreamMap(values, ends, names, Scale("diverging" if signed else "sequential", -1.0 * signed, 1.0))


def bars(stream: Stream, token: int) -> list[BarRow]:
    """For each sublayer the length of what it found and of what it added."""
    found, added = found_lengths(stream)[:, token], change_lengths(stream)[:, token]
    names = map(place_label, stream.sublayers)
    return [BarRow(*row) for row in zip(names, found.tolist(), added.tolist(), strict=True)]


def quantity_name(quantity: Quantity) -> str:
    """What can be shown of the stream, on a button."""
    return {
        "length": translate("Residual", "Length"),
        "added": translate("Residual", "Added"),
        "cosine": translate("Residual", "Cosine"),
    }[quantity]


def quantity_unit(quantity: Quantity) -> str:
    """What the numbers are, beside the legend."""
    return {
        "length": translate("Residual", "length of the sum"),
        "added": translate("Residual", "length added ÷ length found"),
        "cosine": translate("Residual", "cosine, before and after the layer"),
    }[quantity]


def side_name(tokens: str) -> str:
    """The half of the model that has this stream, on a button."""
    return translate("Residual", "Encoder") if tokens == "source" else translate("Residual", "Decoder")


def start_label(stream: Stream) -> str:
    """Where the stream begins."""
    if stream.start.kind == "given":
        return translate("Residual", "input")
    return translate("Residual", "embedding")


def place_label(part: Sublayer) -> str:
    """A sublayer with the number of its layer, as short as it goes: "2 feed"."""
    name = {
        "self_attention": translate("Residual", "self"),
        "cross_attention": translate("Residual", "cross"),
        "feed_forward": translate("Residual", "feed"),
        "other": translate("Residual", "sublayer"),
    }[part.kind]
    return f"{part.layer + 1} {name}"


def place_name(part: Sublayer) -> str:
    """A sublayer with the number of its layer: "2 feed-forward"."""
    name = {
        "self_attention": translate("Residual", "self-attention"),
        "cross_attention": translate("Residual", "cross-attention"),
        "feed_forward": translate("Residual", "feed-forward"),
        "other": translate("Residual", "sublayer"),
    }[part.kind]
    return f"{part.layer + 1} {name}"


def most_changed(stream: Stream) -> int:
    """The token to which some sublayer adds most, measured by what was there."""
    return int(np.nan_to_num(shares(stream), nan=-1.0).max(axis=0).argmax())


def caption(trace: Trace, stream: Stream, token: int) -> str:
    """Which sublayer changes the token most, and what becomes of the length of its vector."""
    part = int(np.nan_to_num(shares(stream)[:, token], nan=-1.0).argmax())
    text = token_texts(trace.tokens[stream.tokens])[token]
    return translate("Residual", "{first} {second}").format(
        first=_change_sentence(stream, part, token, text), second=_length_sentence(stream, token, text)
    )


def _change_sentence(stream: Stream, part: int, token: int, text: str) -> str:
    sublayer = stream.sublayers[part]
    template = {
        "self_attention": translate(
            "Residual",
            "At layer {layer} self-attention changes “{token}” most: "
            "it adds a vector of length {added} to one of {found} ({share} %).",
        ),
        "cross_attention": translate(
            "Residual",
            "At layer {layer} cross-attention changes “{token}” most: "
            "it adds a vector of length {added} to one of {found} ({share} %).",
        ),
        "feed_forward": translate(
            "Residual",
            "At layer {layer} the feed-forward network changes “{token}” most: "
            "it adds a vector of length {added} to one of {found} ({share} %).",
        ),
        "other": translate(
            "Residual",
            "At layer {layer} a sublayer changes “{token}” most: "
            "it adds a vector of length {added} to one of {found} ({share} %).",
        ),
    }[sublayer.kind]
    return template.format(
        layer=sublayer.layer + 1,
        token=text,
        added=significant(float(change_lengths(stream)[part, token]), 3),
        found=significant(float(found_lengths(stream)[part, token]), 3),
        share=percent(float(shares(stream)[part, token])),
    )


def _length_sentence(stream: Stream, token: int, text: str) -> str:
    """Whether the length of the token's vector is kept, reset by norms, or lost."""
    parts = stream.sublayers
    if all(part.is_cut for part in parts):
        return translate(
            "Residual",
            "The residual connections are cut: only what was added goes on, what was found is lost.",
        )
    if stream.is_running_sum:
        ends = (float(lengths(step)[token]) for step in (stream.start, parts[-1].after))
        first, last = (significant(end, 3) for end in ends)
        return _sum_sentence(stream).format(token=text, first=first, last=last)
    after = [float(lengths(part.after)[token]) for part in parts if part.is_normed]
    low, high = significant(min(after), 3), significant(max(after), 3)
    template = translate(
        "Residual",
        "After every sum a LayerNorm resets the length, for “{token}” to between {low} and {high}.",
    )
    if low == high:
        template = translate(
            "Residual", "After every sum a LayerNorm resets the length, for “{token}” to {low}."
        )
    return template.format(token=text, low=low, high=high)


def _sum_sentence(stream: Stream) -> str:
    if any(part.after is not part.sum for part in stream.sublayers):
        return translate(
            "Residual",
            "LayerNorm is off, so nothing resets the length: that of “{token}” goes from {first} to {last}.",
        )
    return translate(
        "Residual", "The stream is one running sum: the length of “{token}” goes from {first} to {last}."
    )


def exact_sentence(trace: Trace, stream: Stream, part: int | None, token: int | None) -> str:
    """The numbers of one token at one place; how to get at them where none is chosen."""
    if part is None or token is None:
        return translate("Residual", "Click a cell, or move with the arrow keys, to read its exact numbers.")
    text = token_texts(trace.tokens[stream.tokens])[token]
    if part < 0:
        template = translate("Residual", "“{token}” · {place}: length {length}")
        length = significant(float(lengths(stream.start)[token]))
        return template.format(token=text, place=start_label(stream), length=length)
    sublayer = stream.sublayers[part]
    steps = (sublayer.stream, sublayer.change, sublayer.sum, sublayer.after)
    found, added, total, after = (significant(float(lengths(step)[token])) for step in steps)
    template = translate("Residual", "“{token}” · {place}: found {found}, added {added}, their sum {total}")
    if sublayer.after is not sublayer.sum:
        template = translate(
            "Residual",
            "“{token}” · {place}: found {found}, added {added}, their sum {total}, after its LayerNorm {after}",
        )
    cosine = float(layer_cosines(stream)[sublayer.layer, token])
    sentence = translate("Residual", "{numbers}; cosine over layer {layer}: {cosine}")
    numbers = template.format(
        token=text, place=place_name(sublayer), found=found, added=added, total=total, after=after
    )
    return sentence.format(numbers=numbers, layer=sublayer.layer + 1, cosine=significant(cosine))


def _from_nought(values: Array) -> Scale:
    finite = values[np.isfinite(values)]
    return Scale("sequential", 0.0, float(finite.max(initial=0.0)) or 1.0)
