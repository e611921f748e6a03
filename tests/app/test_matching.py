"""Finding things by a few letters of their names."""

import pytest

from app.matching import ranked

THINGS = (
    (
        "Encoder 1 · self-attention · scores",
        "encoder.layers.0.self_attention.scores",
        "编码器 1 · 自注意力 · 分数",
    ),
    ("Encoder 1 · self-attention · scaled scores", "编码器 1 · 自注意力 · 缩放后的分数"),
    ("Decoder 2 · cross-attention · attention weights", "解码器 2 · 交叉注意力 · 注意力权重"),
    ("Play the steps", "播放各步"),
    ("Step 17",),
    ("Step 171",),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("play", [3]),
        ("SCORES", [0, 1]),
        ("scaled scores", [1]),
        ("scores scaled", [1]),
        ("cross weights", [2]),
        ("自注意力", [0, 1]),
        ("编码器缩放", [1]),
        ("self_attention", [0]),
        ("17", [4, 5]),
        ("step 171", [5]),
        ("ply", [3]),
        ("nothing like it", []),
    ],
)
def test_what_is_typed_is_found(query: str, found: list[int]) -> None:
    assert ranked(query, THINGS) == found


@pytest.mark.parametrize("query", ["", "  "])
def test_without_a_word_everything_is_found_in_order(query: str) -> None:
    assert ranked(query, THINGS) == list(range(len(THINGS)))


def test_a_whole_word_comes_before_a_beginning_and_that_before_the_rest() -> None:
    assert ranked("key", [("monkey",), ("keyboard",), ("the key",), ("k e y",)]) == [2, 1, 0, 3]


def test_the_very_name_comes_first() -> None:
    assert ranked("inspector", [("Copy the numbers of the inspector",), ("Inspector",)]) == [1, 0]


def test_signs_are_taken_as_they_are() -> None:
    assert ranked("a.b (c", [("a.b (c)",), ("axb c",)]) == [0]
