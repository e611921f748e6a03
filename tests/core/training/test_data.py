import gzip
from collections import Counter

import pytest

from core.problems import ProblemError
from core.tokenizers.bilingual import END, PAD, START, TO_CHINESE, TO_ENGLISH
from core.training.data import batches, collate, examples, read_pairs
from tests.core.training import pairs


def unpadded(tensor):
    return [tuple(token for token in row if token != PAD) for row in tensor.tolist()]


def test_an_epoch_holds_every_example_once():
    seen = Counter()
    for batch in map(collate, batches(pairs.data(), 100, seed=3)):
        seen.update(zip(unpadded(batch.source), unpadded(batch.predicted), strict=True))
    assert seen == Counter((example.source, (*example.target, END)) for example in pairs.data())


def test_a_batch_is_about_as_large_as_asked():
    made = [collate(group) for group in batches(pairs.data(), 100, seed=1)]
    sizes = [max(batch.source.numel(), batch.fed.numel()) for batch in made]
    assert max(sizes) <= 100
    assert sum(size > 50 for size in sizes) >= len(sizes) - 1


def test_another_seed_gives_another_order_and_the_same_seed_the_same():
    first, again, other = (batches(pairs.data(), 100, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len(first) == len(other)


def test_the_decoder_is_fed_the_target_shifted_right():
    batch = collate(pairs.data()[:3])
    assert batch.fed[:, 0].tolist() == [START] * 3
    assert unpadded(batch.fed[:, 1:]) == [row[:-1] for row in unpadded(batch.predicted)]


def test_both_directions_are_marked_by_their_target_language():
    made = examples(pairs.PAIRS[:1], pairs.tokenizer(), pairs.LIMIT)
    assert [example.source[0] for example in made] == [TO_ENGLISH, TO_CHINESE]
    assert all(example.source[-1] == END for example in made)


def test_pairs_that_are_too_long_or_empty_are_left_out():
    assert examples([("a " * 50, "水"), ("", "水")], pairs.tokenizer(), 20, ["zh-en"]) == []


@pytest.mark.parametrize("name", ["pairs.tsv", "pairs.tsv.gz"])
def test_pairs_are_read_with_or_without_an_id(tmp_path, name):
    content = "Yes.\t是。\t7\n\nNo.\t不。\r\n".encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    assert read_pairs(tmp_path / name) == [("Yes.", "是。"), ("No.", "不。")]


@pytest.mark.parametrize("content", [b"no tab\n", b"\xff\xfe\t\n"])
def test_a_file_of_another_form_is_a_problem(tmp_path, content):
    (tmp_path / "pairs.tsv").write_bytes(content)
    with pytest.raises(ProblemError) as raised:
        read_pairs(tmp_path / "pairs.tsv")
    assert raised.value.problem.kind == "unreadable_file"


@pytest.mark.parametrize(
    "content",
    [None, b"not gzip", gzip.compress(b"a\tb\n" * 9)[:-9]],
    ids=["missing", "not gzip", "cut short"],  # gzip writes the time, which would be part of the name
)
def test_a_missing_or_damaged_file_is_a_problem(tmp_path, content):
    if content:
        (tmp_path / "pairs.tsv.gz").write_bytes(content)
    with pytest.raises(ProblemError, match="unreadable_file"):
        read_pairs(tmp_path / "pairs.tsv.gz")
