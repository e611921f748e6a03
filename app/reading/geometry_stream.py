"""The vectors of the residual stream after every layer, as paths through two dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.geometry import axis_titles
from app.reading.labels import token_texts
from app.widgets.number_text import percent, significant
from app.widgets.scatter_marks import Link, Mark, Picture, Shape, Weight
from core.measures.angles import cosines
from core.measures.projection import Projection, principal
from core.measures.residual_stream import streams
from core.trace import Array, Trace

translate = QCoreApplication.translate
TOKEN, CHOSEN = 0, 1
"""The hues of all tokens and of the chosen one."""


@dataclass(frozen=True, eq=False)
class StreamPaths:
    """One list of tokens: ``levels`` [1 + layer token width], the first where the stream begins."""

    levels: Array
    names: tuple[str, ...]

    @property
    def layers(self) -> int:
        """How many layers the stream goes through."""
        return len(self.levels) - 1

    def level(self, wished: int | None) -> int:
        """The wished level, or the last one."""
        return self.layers if wished is None else min(wished, self.layers)

    @cached_property
    def projection(self) -> Projection:
        """One for all layers, so that a point that stays where it is does not move."""
        return principal(self.levels.reshape(-1, self.levels.shape[-1]))


_known: WeakKeyDictionary[Trace, dict[str, StreamPaths]] = WeakKeyDictionary()


def stream_paths(trace: Trace) -> dict[str, StreamPaths]:
    """The stream over each list of tokens, whatever the model calls it; kept as long as the trace is."""
    if trace not in _known:
        _known[trace] = {
            stream.tokens: StreamPaths(
                np.stack([stream.start.value, *(parts[-1].after.value for parts in stream.layers)]),
                token_texts(trace.tokens[stream.tokens]),
            )
            for stream in streams(trace)
        }
    return _known[trace]


def level_names(layers: int) -> tuple[str, ...]:
    """The beginning and every layer, for an axis."""
    named = translate("Geometry", "layer {n}")
    return (translate("Geometry", "start"), *(named.format(n=n + 1) for n in range(layers)))


def stream_picture(paths: StreamPaths, found: Projection, level: int, chosen: int | None) -> Picture:
    """A path for each token; the points at ``level`` stand out, and what lies after it is faint."""
    count = len(paths.names)
    places = found.points(paths.levels.reshape(-1, paths.levels.shape[-1])).tolist()
    marks = [_mark(paths, places[at], *divmod(at, count), level, chosen) for at in range(len(places))]
    return Picture(
        tuple(marks),
        tuple(_links(paths, level, chosen)),
        axis_titles(found),
        (
            ("ring", TOKEN, translate("Geometry", "start")),
            ("circle", TOKEN, translate("Geometry", "between")),
            ("square", TOKEN, translate("Geometry", "end")),
        ),
        None if chosen is None else level * count + chosen,
        translate("Geometry", "The residual stream in two dimensions"),
    )


def _links(paths: StreamPaths, level: int, chosen: int | None) -> Iterator[Link]:
    count = len(paths.names)
    for end in range(1, paths.layers + 1):
        for token in range(count):
            hue, width = (CHOSEN, 2.5) if token == chosen else (TOKEN, 1.0)
            yield Link((end - 1) * count + token, end * count + token, hue, width, faint=end > level)


def _mark(
    paths: StreamPaths, place: Sequence[float], at: int, token: int, level: int, chosen: int | None
) -> Mark:
    weight: Weight = "faint" if at != level else "strong" if token == chosen else "plain"
    shape: Shape = "ring" if at == 0 else "square" if at == paths.layers else "circle"
    name = f"{paths.names[token]}, {level_names(paths.layers)[at]}"
    hue = CHOSEN if token == chosen else TOKEN
    return Mark(place[0], place[1], paths.names[token], name, shape, hue, weight)


def farthest(paths: StreamPaths, level: int) -> int:
    """The token whose vector is farthest from where it began."""
    return int(np.linalg.norm(paths.levels[level] - paths.levels[0], axis=-1).argmax())


def stream_words(paths: StreamPaths, found: Projection, level: int, chosen: int | None) -> str:
    """How far the chosen token, or the one that moved most, has come; and what the picture keeps."""
    kept = translate(
        "Geometry", "Both axes keep {share} % of the variance of all {count} vectors in {width} dimensions."
    ).format(
        share=percent(found.explained.sum(), 1),
        count=paths.levels.shape[0] * paths.levels.shape[1],
        width=paths.levels.shape[-1],
    )
    return f"{_moved_words(paths, level, chosen)} {kept}"


def _moved_words(paths: StreamPaths, level: int, chosen: int | None) -> str:
    if level == 0:
        text = translate("Geometry", "The stream begins here and goes on through {layers} layers.")
        return text.format(layers=paths.layers)
    token = farthest(paths, level) if chosen is None else chosen
    text = translate(
        "Geometry",
        "After layer {level} of {layers}, {token} is {distance} from where it began (cosine {cosine}).",
    )
    if chosen is None:
        text = translate(
            "Geometry",
            "After layer {level} of {layers}, {token} has moved farthest: it is {distance} from where it began "
            "(cosine {cosine}).",
        )
    here, start = (paths.levels[at, token].astype(np.float64) for at in (level, 0))
    return text.format(
        level=level,
        layers=paths.layers,
        token=paths.names[token],
        distance=significant(float(np.linalg.norm(here - start))),
        cosine=significant(float(cosines(here, start))),
    )
