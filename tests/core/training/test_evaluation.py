import pytest
import torch

from core.decoding.batch_greedy import ROWS, generate_all, room
from core.request import ModelId, Sentence, TraceRequest
from core.run import compute
from core.tokenizers.bilingual import END
from core.training.evaluation import score, translate
from tests.tiny import SENTENCES, tiny_model, tiny_tokenizer

TEXTS = [*SENTENCES, "狗", "The dog", "我们读书。" * 4, "the man " * 6]


@pytest.mark.parametrize(("name", "norm"), [("zh-en", "post"), ("zh-en-prenorm", "pre")])
@pytest.mark.parametrize("direction", ["zh-en", "en-zh"])
def test_a_batch_gives_what_one_by_one_gives(tiny_models, name, norm, direction):
    together = translate(tiny_model(norm_placement=norm), tiny_tokenizer(), TEXTS, direction)
    requests = [TraceRequest(ModelId(name), Sentence(text, direction)) for text in TEXTS]
    alone = [compute(request, sites=(), device="cpu").output_text for request in requests]
    assert together == alone


def ends_early(seed):
    """A model that ends after a few tokens, which one with random weights hardly ever does."""
    model = tiny_model()
    torch.manual_seed(seed)
    table = model.encoder.embedding.table.weight
    with torch.no_grad():
        table[END] = torch.randn(16) * 0.6
    return model


@pytest.mark.parametrize("seed", range(3))
def test_finished_rows_leave_and_the_others_go_on_unchanged(seed):
    model = ends_early(seed)
    sources = [[token.id for token in tiny_tokenizer().source(text, "zh-en")] for text in TEXTS]
    together = generate_all(model, sources)
    assert together == [generate_all(model, [source])[0] for source in sources]


def test_more_than_one_batch_comes_back_in_order():
    model, source = tiny_model(), [4, 7, 9, END]
    done = []
    sources = [source] * ROWS + [[4, 8, END]]
    outputs = generate_all(model, sources, done.append)
    assert outputs[:ROWS] == generate_all(model, [source]) * ROWS
    assert outputs[ROWS:] == generate_all(model, [[4, 8, END]])
    assert done == [ROWS, ROWS + 1]


def test_an_output_has_room_for_twice_its_source_and_no_more():
    [output] = generate_all(tiny_model(), [[4, 7, END]])
    assert len(output) <= room(3, 64) == 22


def test_what_cannot_be_translated_comes_out_empty():
    outputs = translate(tiny_model(), tiny_tokenizer(), ["", "狗" * 100, "狗"], "zh-en")
    assert outputs[:2] == ["", ""]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "The dog bites the man today."), ("zh", "狗今天咬人了。")]
)
def test_a_perfect_translation_scores_a_hundred(language, text):
    scores = score([text], [text], language)
    assert (scores.bleu, scores.chrf, scores.sentences) == (pytest.approx(100), pytest.approx(100), 1)


def test_chinese_is_scored_by_characters():
    assert score(["狗今天咬人了"], ["狗今天咬猫了"], "zh").bleu > 0
