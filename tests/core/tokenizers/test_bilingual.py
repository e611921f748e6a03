"""Text to pieces and back: both languages, and everything that people type by accident or on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.problems import ProblemError
from core.tokenizers.bilingual import (
    END,
    PAD,
    SPACE,
    SPECIALS,
    TO_CHINESE,
    TO_ENGLISH,
    UNKNOWN,
    BilingualTokenizer,
    learn,
)

ENGLISH = (
    "The kettle is singing on the stove.",
    "My sister keeps three tortoises in the garden.",
    "Did you lock the door before you left?",
    "I'd rather walk than wait for the bus.",
    "He didn't say a word all evening.",
    "The library opens at nine and closes at six.",
    "Rain ran down the window, slowly and without a sound.",
    "She wrote 2048 letters and sent none of them.",
    "Nobody knew whose umbrella it was.",
    '"Come in," said the old man, "the tea is ready."',
    "We're going to plant tomatoes this spring.",
    "The bridge was built in 1932 (or so they say).",
    "A fox crossed the road and looked at us.",
    "It's too cold to swim today!",
    "They've painted the kitchen yellow.",
    "The train to the coast leaves from platform 4.",
    "How many stars can you count from here?",
    "He mended the clock with a hairpin.",
    "Every child was given an orange.",
    "The café on the corner is closed on Mondays.",
)
CHINESE = (
    "水壶在炉子上响。",
    "我姐姐在花园里养了三只乌龟。",
    "你出门之前锁门了吗？",
    "我宁愿走路，也不想等公共汽车。",
    "他整个晚上一句话也没说。",
    "图书馆九点开门，六点关门。",
    "雨水慢慢地流下窗户，没有一点声音。",
    "她写了2048封信，一封也没寄出去。",
    "没有人知道这把雨伞是谁的。",
    "“请进，”老人说，“茶已经准备好了。”",
    "今年春天我们要种西红柿。",
    "这座桥建于1932年（据说是这样）。",
    "一只狐狸穿过马路，看了看我们。",
    "今天太冷了，不能游泳！",
    "他们把厨房刷成了黄色。",
    "去海边的火车从四号站台出发。",
    "从这里你能数出多少颗星星？",
    "他用一根发夹修好了钟。",
    "每个孩子都得到了一个橙子。",
    "街角的咖啡馆星期一不营业。",
)


@pytest.fixture(scope="module")
def tokenizer() -> BilingualTokenizer:
    return learn([*ENGLISH, *CHINESE], vocabulary_size=700, rarest=1)


def shown(tokenizer: BilingualTokenizer, text: str) -> list[str]:
    return [token.text for token in tokenizer.source(text, "zh-en")[1:-1]]


@pytest.mark.parametrize("sentence", [*ENGLISH, *CHINESE])
def test_what_is_read_can_be_written_again(tokenizer: BilingualTokenizer, sentence: str) -> None:
    assert tokenizer.decode(tokenizer.encode(sentence)) == sentence


@pytest.mark.parametrize("sentence", CHINESE)
def test_chinese_is_read_by_character(tokenizer: BilingualTokenizer, sentence: str) -> None:
    han = [character for character in sentence if "\u4e00" <= character <= "\u9fff"]
    assert [text for text in shown(tokenizer, sentence) if "\u4e00" <= text[0] <= "\u9fff"] == han


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_pieces_join_to_the_words(tokenizer: BilingualTokenizer, sentence: str) -> None:
    pieces = [piece for _, piece in tokenizer.pieces(sentence)]
    assert "".join(pieces).replace(SPACE, " ").strip() == sentence


def test_the_first_piece_of_a_word_says_so(tokenizer: BilingualTokenizer) -> None:
    starts = [token for token in tokenizer.source("the garden", "en-zh") if token.starts_word]
    assert [token.text[0] for token in starts] == ["t", "g"]
    assert all(SPACE not in token.text for token in starts)


def test_digits_are_read_one_by_one(tokenizer: BilingualTokenizer) -> None:
    assert shown(tokenizer, "2048") == ["2", "0", "4", "8"]


def test_the_source_starts_with_its_direction_and_ends_with_end_and_padding(
    tokenizer: BilingualTokenizer,
) -> None:
    to_english, to_chinese = tokenizer.source("水", "zh-en", 2), tokenizer.source("tea", "en-zh")
    assert to_english[0].id == TO_ENGLISH
    assert [token.id for token in to_english[-3:]] == [END, PAD, PAD]
    assert to_chinese[0].id == TO_CHINESE
    assert to_chinese[-1].id == END
    assert {token.role for token in (to_english[0], *to_english[-3:])} == {"special"}


@pytest.mark.parametrize("special", SPECIALS)
def test_a_typed_control_token_is_only_text(tokenizer: BilingualTokenizer, special: str) -> None:
    ids = tokenizer.encode(f"tea {special} tea")
    assert all(token == UNKNOWN or token >= len(SPECIALS) for token in ids)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("水𠮷𠮷水", ["𠮷𠮷"]),
        ("👩\u200d👩\u200d👧", ["👩\u200d👩\u200d👧"]),
        ("水🙂水🙂🙂", ["🙂", "🙂🙂"]),
        ("שלום", ["שלום"]),
        ("\u0000", ["\u0000"]),
        ("水\u0000\u0007水", ["\u0000\u0007"]),
    ],
)
def test_a_run_outside_the_vocabulary_is_one_piece_with_its_characters(
    tokenizer: BilingualTokenizer, text: str, unknown: list[str]
) -> None:
    tokens = [token for token in tokenizer.source(text, "zh-en") if token.id == UNKNOWN]
    assert [token.text for token in tokens] == unknown
    assert {token.role for token in tokens} == {"unknown"}


def test_two_unknown_words_stay_two(tokenizer: BilingualTokenizer) -> None:
    pieces = [piece.strip() for token, piece in tokenizer.pieces("שלום עולם") if token == UNKNOWN]
    assert pieces == ["שלום", "עולם"]


@pytest.mark.parametrize("text", ["\ud800", "tea \udfff", "水\udc00水"])
def test_half_a_surrogate_pair_is_a_problem(tokenizer: BilingualTokenizer, text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        tokenizer.encode(text)
    assert caught.value.problem.kind == "unreadable_text"


def test_combining_marks_are_composed(tokenizer: BilingualTokenizer) -> None:
    assert tokenizer.encode("cafe\u0301") == tokenizer.encode("caf\u00e9")
    assert UNKNOWN not in tokenizer.encode("cafe\u0301")


@pytest.mark.parametrize("text", ["", " ", "\n\t  ", "\u3000"])
def test_nothing_but_space_is_nothing(tokenizer: BilingualTokenizer, text: str) -> None:
    assert tokenizer.encode(text) == []


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  The   kettle ", "The kettle"),
        ("水 壶", "水壶"),
        ("水壶\n在", "水壶在"),
        ("the\tkettle", "the kettle"),
    ],
)
def test_spaces_are_tidied(tokenizer: BilingualTokenizer, typed: str, clean: str) -> None:
    assert tokenizer.encode(typed) == tokenizer.encode(clean)


def test_latin_words_within_chinese_are_the_same_pieces_as_elsewhere(tokenizer: BilingualTokenizer) -> None:
    pieces = tokenizer.encode("the kettle")
    assert tokenizer.encode("水the kettle水") == [*tokenizer.encode("水"), *pieces, *tokenizer.encode("水")]


def test_a_long_word_is_read(tokenizer: BilingualTokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("tea" * 1700)) == "tea" * 1700


def test_the_special_tokens_have_the_first_ids(tokenizer: BilingualTokenizer) -> None:
    assert [tokenizer.token(token).text for token in range(len(SPECIALS))] == list(SPECIALS)


def test_a_saved_tokenizer_reads_the_same(tokenizer: BilingualTokenizer, tmp_path: Path) -> None:
    tokenizer.save(tmp_path / "tokenizer.json")
    again = BilingualTokenizer.load(tmp_path / "tokenizer.json")
    assert again.vocabulary_size == tokenizer.vocabulary_size
    assert [again.pieces(line) for line in ENGLISH] == [tokenizer.pieces(line) for line in ENGLISH]
    assert END not in again.encode("</s>")


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"version": "1.0"'])
def test_a_broken_file_is_a_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        BilingualTokenizer.load(tmp_path / "tokenizer.json")
    assert caught.value.problem.kind == "model_corrupted"


texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("水壶the '</s>▁\u0301\u200d\u3000。"),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_any_text_is_read_into_ids_that_exist(tokenizer: BilingualTokenizer, text: str) -> None:
    ids = tokenizer.encode(text)
    assert all(token == UNKNOWN or len(SPECIALS) <= token < tokenizer.vocabulary_size for token in ids)
    assert isinstance(tokenizer.decode(ids), str)


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_every_piece_has_something_to_show(tokenizer: BilingualTokenizer, text: str) -> None:
    assert all(token.text for token in tokenizer.source(text, "zh-en"))
