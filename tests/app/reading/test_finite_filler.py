"""Masked cells that a finite number fills: what is said of them is what softmax really made of them."""

from __future__ import annotations

import numpy as np
import pytest

from app.reading.attention_maps import attentions, maps
from app.reading.attention_picture import AttentionPicture
from app.reading.attention_words import cell_sentence
from app.reading.geometry_heads import head_vectors
from app.reading.head_detail import ShownHead
from app.reading.head_pairs import head_pair, pair_words
from app.reading.heads_look import HeadsLook
from app.reading.lines import count_sentence, lines
from core.interventions.mask_filler import Filler, MaskFiller
from core.interventions.paint_mask import PaintMask
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

CLOSED_ROW = PaintMask("encoder", 0, 0, closed=tuple((2, key) for key in range(9)))
EVEN = f"{1 / 9:.4f}"

pytestmark = pytest.mark.usefixtures("tiny_models")


def filled(filler: Filler = "-1e4") -> Trace:
    """The cat sentence, whose third token may look nowhere in the first head, with masked scores so filled."""
    return compute(tiny_request(interventions=(CLOSED_ROW, MaskFiller(filler))), device="cpu")


@pytest.mark.parametrize(
    ("filler", "words"),
    [
        ("-1e4", f"masked by a finite number, so its weight is {EVEN}"),
        ("-inf", "masked, so its weight is 0.0"),
    ],
)
def test_a_masked_cell_tells_why_it_has_its_weight(filler: Filler, words: str) -> None:
    trace = filled(filler)
    assert words in cell_sentence(trace, attentions(trace)["encoder"][0], 0, 2, 3)


def test_masked_scores_leave_the_colours_to_the_open_ones() -> None:
    trace = filled()
    layers = attentions(trace)["encoder"]
    shown, scaled = maps(trace, layers, "masked"), maps(trace, layers, "scaled")
    assert shown.scale.high == np.abs(scaled.values[~shown.hidden]).max()
    assert np.isnan(shown.values[shown.hidden]).all()


def test_what_fills_a_masked_cell_is_told() -> None:
    trace = filled()
    picture = AttentionPicture(trace, attentions(trace)["encoder"], "masked")
    text = picture.cell_text((0, 0), picture.enlarged((0, 0), HeadsLook()), 2, 3)
    assert text.endswith(f"masked score −10000 (weight {EVEN})")


def test_a_pair_tells_how_a_masked_cell_came_to_its_weight() -> None:
    trace = filled()
    picture = AttentionPicture(trace, attentions(trace)["encoder"], "weights")
    head = ShownHead(picture, (0, 0), HeadsLook())
    words = pair_words(head, head_pair(head, 2, 3), (2, 3))
    assert words.endswith(f"the mask puts a finite number in its place, and softmax makes it {EVEN}")


def test_the_picture_of_a_head_has_lines_to_masked_keys_that_are_looked_at() -> None:
    trace = filled()
    vectors = head_vectors(trace, attentions(trace)["encoder"][0], 0)
    assert vectors is not None and vectors.strongest(2)


def test_a_masked_weight_other_than_nought_has_its_line() -> None:
    trace = filled()
    found = lines(trace, attentions(trace)["encoder"][0], (0,), 0.1)
    assert found.drawn[0, 2].all()
    assert count_sentence(found, 2, None) == "9 of 9 lines of this token are shown."
