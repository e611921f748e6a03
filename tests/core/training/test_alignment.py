from pathlib import Path

import numpy as np
import pytest

from core.problems import ProblemError
from core.request import ModelId, Sentence, Target, TraceRequest
from core.run import compute
from core.training.alignment import Hits, count_hits, piece_spans, read_links
from tests.tiny import tiny_model, tiny_tokenizer

GOLD = Path(__file__).parents[2] / "data" / "alignments.tsv"


def test_the_gold_links_are_twenty_sentences_half_in_each_direction():
    pairs = read_links(GOLD)
    directions = [pair.direction for pair in pairs]
    assert (directions.count("zh-en"), directions.count("en-zh")) == (10, 10)
    assert all(3 <= len(pair.links) <= 7 for pair in pairs)


def test_pieces_are_found_in_their_text():
    text = "The dog bites the man."
    spans = piece_spans(tiny_tokenizer(), text)
    pieces = [piece.replace("\u2581", "") for _, piece in tiny_tokenizer().pieces(text)]
    assert [text[start:end] for start, end in spans] == pieces


def test_a_word_links_the_row_that_predicts_it(tmp_path, tiny_models):
    """Counted again from a trace: argmax over the source of the row that predicts the target word."""
    (tmp_path / "links.tsv").write_text("head\nzh-en\t狗咬人\tThe dog bites\t狗=dog\n", "utf-8")
    model, tokenizer = tiny_model(), tiny_tokenizer()
    hits = count_hits(model, tokenizer, read_links(tmp_path / "links.tsv"))

    target = Target(tuple(tokenizer.encode("The dog bites")))
    trace = compute(TraceRequest(ModelId("zh-en"), Sentence("狗咬人", "zh-en"), target), device="cpu")
    row = len(tokenizer.encode("The"))  # row r predicts piece r
    column = 1  # behind the language token
    weights = [trace.value(f"decoder.layers.{layer}.cross_attention.weights") for layer in range(2)]
    assert hits.links == 1
    assert hits.counts.tolist() == [
        [int(head[row].argmax() == column) for head in layer] for layer in weights
    ]


def test_the_best_head_is_named():
    hits = Hits(np.array([[1, 2], [61, 5]]), 88)
    assert hits.best == (1, 0)
    assert hits.summary == "best head cross.1.0 61/88 69.3 %"


@pytest.mark.parametrize(
    "row",
    [
        "zh-en\t狗\tdog",
        "zh-fr\t狗\tdog\t狗=dog",
        "zh-en\t狗咬狗\tdog\t狗=dog",
        "zh-en\t狗\tdogs\t狗=dog",
        "zh-en\t狗\tdog\t狗",
    ],
)
def test_a_line_of_another_form_is_a_problem(tmp_path, row):
    (tmp_path / "links.tsv").write_text(f"head\n{row}\n", "utf-8")
    with pytest.raises(ProblemError, match="line 2"):
        read_links(tmp_path / "links.tsv")
