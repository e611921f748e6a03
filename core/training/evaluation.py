"""How well a model translates: BLEU and chrF of greedy translations, by sacrebleu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sacrebleu

from core.decoding.batch_greedy import generate_all
from core.tokenizers.bilingual import BilingualTokenizer

if TYPE_CHECKING:
    from core.models.transformer import Transformer
    from core.request import Direction

BLEU_TOKENIZERS = {"zh": "zh", "en": "13a"}


@dataclass(frozen=True)
class Scores:
    """Corpus BLEU (Papineni et al. 2002) and chrF2 (Popovic 2015), both 0 to 100, over some sentences."""

    bleu: float
    chrf: float
    sentences: int


def translate(
    model: Transformer,
    tokenizer: BilingualTokenizer,
    texts: Sequence[str],
    direction: Direction,
    on_done: Callable[[int], None] | None = None,
) -> list[str]:
    """The greedy translation of every text; empty where a text is empty or longer than the model's limit.

    ``on_done`` is told after every batch how many texts are done.
    """
    sources = [[token.id for token in tokenizer.source(text, direction)] for text in texts]
    # Two tokens are the language and the end alone: there is nothing to translate.
    fitting = [at for at, ids in enumerate(sources) if 2 < len(ids) <= model.config.limit]
    outputs = [""] * len(texts)
    for at, ids in zip(fitting, generate_all(model, [sources[at] for at in fitting], on_done), strict=True):
        outputs[at] = tokenizer.decode(ids)
    return outputs


def score(outputs: Sequence[str], references: Sequence[str], language: str) -> Scores:
    """Scores of translations into ``language`` ("zh" or "en") against one reference each."""
    bleu = sacrebleu.corpus_bleu(outputs, [references], tokenize=BLEU_TOKENIZERS[language])
    chrf = sacrebleu.corpus_chrf(outputs, [references])
    return Scores(bleu.score, chrf.score, len(outputs))


def sides(pairs: Sequence[tuple[str, str]], direction: Direction) -> tuple[list[str], list[str]]:
    """(sources, references) of (english, chinese) pairs."""
    english, chinese = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return (chinese, english) if direction == "zh-en" else (english, chinese)


def evaluate(
    model: Transformer, tokenizer: BilingualTokenizer, pairs: Sequence[tuple[str, str]], direction: Direction
) -> Scores:
    """Translate one side of (english, chinese) pairs and score it against the other."""
    sources, references = sides(pairs, direction)
    outputs = translate(model, tokenizer, sources, direction)
    return score(outputs, references, direction.split("-")[1])
