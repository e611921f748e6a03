"""The logit lens as it is shown: tokens and shares after every layer, and how early each token is decided."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication

from app.reading.labels import token_texts
from app.reading.pieces import piece_texts
from app.widgets.course_chart import Stop
from app.widgets.number_text import percentage, short_percent, significant
from app.widgets.prediction_table import Predictions
from core.measures.logit_lens import Lens, lens
from core.trace import Trace

translate = QCoreApplication.translate
_LENSES: WeakKeyDictionary[Trace, Lens | None] = WeakKeyDictionary()


def lens_of(trace: Trace) -> Lens | None:
    """The lens of a trace, computed once for as long as the trace is kept."""
    if trace not in _LENSES:
        _LENSES[trace] = lens(trace)
    return _LENSES[trace]


def overview(trace: Trace, found: Lens) -> Predictions:
    """For every output token the most probable one at each place."""
    best = found.ids[:, :, 0].T
    texts = piece_texts(trace, best.ravel().tolist())
    return Predictions(
        [[texts[id] for id in row] for row in best.tolist()],
        found.probabilities[:, :, 0].T,
        best == found.final[:, None],
        final_texts(trace, found),
        place_names(found),
    )


def candidates(trace: Trace, found: Lens, row: int) -> Predictions:
    """The best candidates of one row, place beside place."""
    ids = found.ids[:, row].T
    texts = piece_texts(trace, ids.ravel().tolist())
    return Predictions(
        [[texts[id] for id in rank] for rank in ids.tolist()],
        found.probabilities[:, row].T,
        ids == found.final[row],
        [str(rank + 1) for rank in range(len(ids))],
        place_names(found),
    )


def course(found: Lens, row: int) -> list[Stop]:
    """Share and rank of the token that was finally chosen, at every place."""
    template = translate("Lens", "rank {rank}")
    shares, ranks = found.final_probabilities[:, row].tolist(), found.final_ranks[:, row].tolist()
    return [
        Stop(name, share, percentage(short_percent(share)), template.format(rank=f"{place:,}"))
        for name, share, place in zip(place_names(found), shares, ranks, strict=True)
    ]


def place_names(found: Lens) -> list[str]:
    """The names of the places at which the lens reads: "embedding", "layer 1"."""
    template = translate("Lens", "layer {layer}")
    return [translate("Lens", "embedding"), *(template.format(layer=at) for at in range(1, len(found.ids)))]


def final_texts(trace: Trace, found: Lens) -> tuple[str, ...]:
    """What each row is finally most likely to write."""
    predicted = trace.tokens.get("predicted", ())
    if [token.id for token in predicted] == found.final.tolist():
        return token_texts(predicted)
    texts = piece_texts(trace, found.final.tolist())
    return tuple(texts[id] for id in found.final.tolist())


def caption(trace: Trace, found: Lens, row: int) -> str:
    """When this token is decided, and how many are decided before the last layer."""
    return translate("Lens", "{first} {second}").format(
        first=_decided_sentence(trace, found, row), second=_count_sentence(found)
    )


def exact_sentence(trace: Trace, found: Lens, row: int, place: int) -> str:
    """Two exact probabilities of a cell: of the best token there, and of the one finally chosen."""
    ids, final = found.ids[place, row], int(found.final[row])
    texts = piece_texts(trace, [int(ids[0]), final])
    best = significant(float(found.probabilities[place, row, 0]))
    if ids[0] == final:
        template = translate("Lens", "{place}: “{best}” has probability {share}, and is finally chosen")
    else:
        template = translate(
            "Lens",
            "{place}: “{best}” has probability {share}; “{final}”, finally chosen, has {chance} (rank {rank})",
        )
    return template.format(
        place=place_names(found)[place],
        best=texts[int(ids[0])].strip(),
        share=best,
        final=texts[final].strip(),
        chance=significant(float(found.final_probabilities[place, row])),
        rank=f"{int(found.final_ranks[place, row]):,}",
    )


def _decided_sentence(trace: Trace, found: Lens, row: int) -> str:
    place, last = int(found.decided[row]), len(found.ids) - 1
    if place == 0:
        template = translate(
            "Lens", "Read off the embedding alone, “{token}” is already the most probable token ({first} %)."
        )
    elif place < last:
        template = translate(
            "Lens",
            "From layer {place} on, “{token}” stays the most probable token: {first} % there, {last} % at the end.",
        )
    else:
        template = translate(
            "Lens",
            "Only the last layer decides for “{token}” ({last} %); before it, “{other}” was ahead with {ahead} %.",
        )
    before = int(found.ids[last - 1, row, 0])
    return template.format(
        token=final_texts(trace, found)[row],
        place=place,
        first=short_percent(float(found.final_probabilities[place, row])),
        last=short_percent(float(found.final_probabilities[last, row])),
        other=piece_texts(trace, [before])[before].strip(),
        ahead=short_percent(float(found.probabilities[last - 1, row, 0])),
    )


def _count_sentence(found: Lens) -> str:
    early, count = int((found.decided < len(found.ids) - 1).sum()), len(found.final)
    template = translate("Lens", "Decided before the last layer: {early} of {count} tokens.")
    return template.format(early=early, count=count)
