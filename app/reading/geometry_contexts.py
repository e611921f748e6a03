"""The same token in two sentences: how alike its vectors are after every layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.problems import sentence
from app.reading.geometry_stream import StreamPaths, level_names, stream_paths
from app.reading.labels import token_texts
from app.reading.positions import swapped, words
from app.widgets.number_text import significant
from core import catalogue
from core.board import HAND_SIZED, hand_sized_inputs
from core.measures.angles import cosines
from core.measures.positions import same_pieces
from core.problems import Problem, ProblemError
from core.request import HandSized, Sentence, TraceRequest
from core.trace import Array, Token, Trace

translate = QCoreApplication.translate
SPECIALS = 2
"""The tokens that stand around a sentence: its language, and its end."""

# For the sentences that the window offers, one that uses a word of them otherwise.
_OTHERS = {
    "我是一只猫娘。": "他家的猫在树下睡觉。",
    "The animal didn't cross the street because it was too tired.": "I was tired, so an animal crossed the street.",
    "狗咬了人，人没有咬狗。": "那个人有一只狗。",
    "她昨天在图书馆借了三本书。": "书在桌子上。",
    "如果明天下雨，我们就在家看电影。": "我们不看电影。",
    "Birds fly.": "We can't fly to the moon.",
    "My brother gave his old bicycle to the girl next door.": "The old girl is my brother's next teacher.",
    "We don't know where they went, but they will be back tomorrow.": "I will know tomorrow.",
}


def other_sentence(text: str) -> str:
    """A second sentence to begin with: one written for it, or else the same with its outer words swapped."""
    last = len(words(text)) - 1
    return _OTHERS.get(text) or (swapped(text, 0, last) if last > 0 else text)


def no_request_words() -> str:
    """Why some models cannot read a second sentence."""
    return translate("Geometry", "These numbers were typed by hand: there is no sentence to exchange.")


def other_request(request: TraceRequest, text: str) -> TraceRequest | None:
    """The same model and what-ifs with another sentence; None for numbers typed by hand.

    A hand-sized model keeps its table, and so knows no other tokens than those of its own sentence.
    """
    inputs = request.inputs
    if not isinstance(inputs, Sentence | HandSized):
        return None
    if request.model.name == HAND_SIZED:
        sized = hand_sized_inputs(inputs)
        inputs = replace(sized, vocabulary=sized.lexicon)
    return replace(request, inputs=replace(inputs, text=text), target=None)


def unreadable(trace: Trace, text: str) -> str:
    """Why the model cannot read a sentence, in words; empty where it can."""
    limit, inputs = trace.architecture.source_limit, trace.request.inputs
    if not text.strip():
        return sentence(Problem("empty_input", {}))
    is_sized = trace.request.model.name == HAND_SIZED  # its sentences have nothing around them
    lexicon = (
        hand_sized_inputs(inputs).lexicon if is_sized and isinstance(inputs, Sentence | HandSized) else ""
    )
    try:
        pieces = catalogue.tokenizer(trace.request.model.name, lexicon).encode(text)
    except ProblemError as error:
        return sentence(error.problem)
    length = len(pieces) + (0 if is_sized else SPECIALS)
    return sentence(Problem("too_long", {"length": length, "limit": limit})) if length > limit else ""


@dataclass(frozen=True)
class Meeting:
    """A token that occurs in both sentences: its place in each, and its text."""

    here: int
    there: int
    text: str


def meetings(here: Sequence[Token], there: Sequence[Token]) -> tuple[Meeting, ...]:
    """Every piece of a word that occurs in both; the n-th of a kind is the n-th in the other."""
    return tuple(
        Meeting(first, second, token_texts(here)[first])
        for first, second in same_pieces(here, there)
        if here[first].role == "word"
    )


def telling(found: Sequence[Meeting]) -> int:
    """Which of them to begin with: the longest word, and no punctuation where there is another."""

    def weight(meeting: Meeting) -> int:
        return len(meeting.text) if meeting.text.isalnum() else 0

    return max(range(len(found)), key=lambda at: weight(found[at]))


@dataclass(frozen=True, eq=False)
class Encounter:
    """Everything that two sentences have in common, one token of it chosen: its named lines and a caption."""

    meetings: tuple[Meeting, ...]
    chosen: int
    levels: tuple[str, ...]
    lines: tuple[tuple[str, Array], ...]
    words: str

    def names(self) -> list[str]:
        """Each token with its places, which count from 0 as positions do in the formulas."""
        told = translate("Geometry", "{word} (positions {here} and {there})")
        return [told.format(word=met.text, here=met.here, there=met.there) for met in self.meetings]


def encounter(here: Trace, there: Trace, tokens: str, index: int | None) -> Encounter | None:
    """The token at ``index``, or else a telling one, in both traces; None where no word occurs in both."""
    found = meetings(here.tokens[tokens], there.tokens[tokens])
    paths, others = stream_paths(here).get(tokens), stream_paths(there).get(tokens)
    if not found or paths is None or others is None:
        return None
    chosen = next((at for at, met in enumerate(found) if met.here == index), telling(found))
    met = found[chosen]
    levels = meeting_levels(paths, others, met)
    strangers = stranger_levels(paths, others, here.tokens[tokens], there.tokens[tokens])
    lines = [(translate("Geometry", "{word} with itself").format(word=met.text), levels)]
    if np.isfinite(strangers).any():
        lines.append((translate("Geometry", "two different words, on average"), strangers))
    words = meeting_words(met, levels, strangers)
    return Encounter(found, chosen, level_names(paths.layers), tuple(lines), words)


def meeting_levels(here: StreamPaths, there: StreamPaths, met: Meeting) -> Array:
    """Cosine of the token's two vectors where the stream begins and after each layer, [1 + layer]."""
    return cosines(here.levels[:, met.here], there.levels[:, met.there])


def stranger_levels(
    here: StreamPaths, there: StreamPaths, one: Sequence[Token], other: Sequence[Token]
) -> Array:
    """Mean cosine of two different words, one of each sentence, at every level, [1 + layer]; NaN without any."""
    different = np.array([[a.id != b.id and a.role == b.role == "word" for b in other] for a in one])
    if not different.any():
        return np.full(len(here.levels), np.nan)
    found = cosines(here.levels[:, :, None], there.levels[:, None])[:, different]
    return np.asarray(np.nanmean(found, axis=1))


def meeting_words(met: Meeting, levels: Array, strangers: Array) -> str:
    """How alike the token's vectors are where they begin and where they end."""
    text = translate(
        "Geometry",
        "{token} in both sentences: cosine {first} where the streams begin, {last} after layer {layers}.",
    ).format(
        token=met.text,
        first=significant(float(levels[0])),
        last=significant(float(levels[-1])),
        layers=len(levels) - 1,
    )
    if not np.isfinite(strangers[-1]):
        return text
    usual = translate("Geometry", "Two different words of them end at {cosine} on average.")
    return f"{text} {usual.format(cosine=significant(float(strangers[-1]), 3))}"
