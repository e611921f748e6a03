"""The figures of heads in words: their names, what they mean, and one line on each head."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from app.reading.head_figures import Figure, MeasuredHeads
from app.reading.several_heads import Place
from app.state import AttentionKind
from app.widgets.number_text import NO_VALUE, decimal, percent, percentage
from core.measures.head_effects import HeadEffects
from core.measures.patterns import Pattern

translate = QCoreApplication.translate


def short_place(place: Place) -> str:
    """ "2.7" for head 7 of layer 2."""
    return f"{place[0] + 1}.{place[1] + 1}"


def sort_name(figure: Figure) -> str:
    """What heads may be sorted by, in a menu."""
    return {
        "layer": translate("HeadFigures", "Layer"),
        "entropy": translate("HeadFigures", "Entropy"),
        "breadth": translate("HeadFigures", "Tokens looked at"),
        "distance": translate("HeadFigures", "Distance looked"),
        "first": translate("HeadFigures", "Share on the first token"),
        "end": translate("HeadFigures", "Share on the end token"),
        "pattern": translate("HeadFigures", "Clearness of the pattern"),
        "effect": translate("HeadFigures", "Effect of silencing"),
    }[figure]


def column_title(figure: Figure) -> str:
    """The title of a column."""
    return {
        "layer": translate("HeadFigures", "Head"),
        "entropy": translate("HeadFigures", "Entropy"),
        "breadth": translate("HeadFigures", "Tokens"),
        "distance": translate("HeadFigures", "Distance"),
        "first": translate("HeadFigures", "First"),
        "end": translate("HeadFigures", "End"),
        "pattern": translate("HeadFigures", "Pattern"),
        "effect": translate("HeadFigures", "Silenced"),
    }[figure]


def meaning(figure: Figure, kind: AttentionKind) -> str:
    """How a figure is measured."""
    if figure == "distance" and kind == "cross":
        return translate(
            "HeadFigures",
            "Distance: how many source tokens away from the straight line between the corners of the map a row "
            "looks, weighted by its weights.",
        )
    return {
        "layer": translate(
            "HeadFigures",
            "2.7 is head 7 of layer 2. Each figure is the mean over the rows that may look at more than one token.",
        ),
        "entropy": translate(
            "HeadFigures",
            "Entropy: −Σ w ln w of the weights w of a row, in nats; 0 where all weight lies on one token.",
        ),
        "breadth": translate(
            "HeadFigures",
            "Tokens: e to the power of the entropy; so many tokens, looked at evenly, have that entropy.",
        ),
        "distance": translate(
            "HeadFigures",
            "Distance: how many tokens away a row looks, weighted by its weights; 0 is the token itself.",
        ),
        "first": translate("HeadFigures", "First: the share of the weight that lies on the first token."),
        "end": translate("HeadFigures", "End: the share of the weight that lies on the end token."),
        "pattern": translate(
            "HeadFigures",
            "Pattern: the place that gets at least 40 % of the weight; else “one token” where the largest weight of "
            "a row is 60 % on average, else “broad”.",
        ),
        "effect": translate(
            "HeadFigures",
            "Silenced: change of the log-probability of the present output, summed over its tokens, in nats, when "
            "this head alone is silenced.",
        ),
    }[figure]


def order_note(figure: Figure, turned: bool) -> str:
    """What comes first in the grid."""
    if figure == "effect":
        text = (
            translate("HeadFigures", "Smallest effect first, in nats.")
            if turned
            else translate("HeadFigures", "Largest effect first, in nats.")
        )
    else:
        text = (
            translate("HeadFigures", "Lowest first.")
            if turned
            else translate("HeadFigures", "Highest first.")
        )
    # Not inside an f-string, where the texts to be translated are not found.
    example = translate("HeadFigures", "2.7 is head 7 of layer 2.")
    return f"{text} {example}"


def progress(effects: HeadEffects) -> str:
    """How far the silencing has come."""
    text = translate("HeadFigures", "Silencing one head after another: {done} of {count} heads")
    return text.format(done=len(effects.changes), count=effects.count)


def figure_text(figure: Figure, value: float) -> str:
    """A figure as it stands below a map's name and in the table."""
    if math.isnan(value):
        return "…" if figure == "effect" else NO_VALUE
    if figure in ("first", "end", "pattern"):
        return percentage(percent(value))
    if figure == "effect":
        return f"{'+' if value > 0 else ''}{decimal(value, 3)}"
    return decimal(value, 2 if figure == "entropy" else 1)


def pattern_text(found: Pattern) -> str:
    """The pattern's name in a word or two, with its share."""
    name = {
        "previous": translate("HeadFigures", "previous"),
        "next": translate("HeadFigures", "next"),
        "itself": translate("HeadFigures", "itself"),
        "first": translate("HeadFigures", "first"),
        "end": translate("HeadFigures", "end"),
        "focused": translate("HeadFigures", "one token"),
        "broad": translate("HeadFigures", "broad"),
        "nothing": translate("HeadFigures", "no choice"),
    }[found.name]
    return name if found.name in ("broad", "nothing") else f"{name} {percentage(percent(found.share))}"


def head_line(heads: MeasuredHeads, place: Place) -> str:
    """The figures of one head in a line; nothing where no row has a choice."""
    found = heads.of_head(place)
    if math.isnan(found.entropy):
        return ""
    text = translate(
        "HeadFigures", "entropy {nats} nats = {tokens} tokens · distance {distance} · first {first} %"
    )
    text = text.format(
        nats=decimal(float(found.entropy)),
        tokens=decimal(float(found.breadth), 1),
        distance=decimal(float(found.distance), 1),
        first=percent(float(found.first)),
    )
    if math.isnan(found.end):
        return text
    whole = translate("HeadFigures", "{figures}, end {end} %")
    return whole.format(figures=text, end=percent(float(found.end)))
