"""What tokens are called where there is no trace to ask: by the request alone."""

from __future__ import annotations

from collections.abc import Sequence

from core import catalogue
from core.problems import ProblemError
from core.request import HandSized, Sentence, TraceRequest
from core.tokenizers import Tokenizer
from core.tokenizers.bilingual import BilingualTokenizer


def piece_of(request: TraceRequest, id: int) -> str:
    """The piece in the vocabulary of the request's model; empty where the model is not there, or has no such id."""
    try:
        return _tokenizer(request).token(id).text
    except (ProblemError, LookupError):
        return ""


def token_of(request: TraceRequest, tokens: str, index: int) -> str:
    """The token at an index of the "source" or "target" list, as ``told_apart`` names it.

    Empty where the request does not tell, such as for a token that the model is yet to write.
    """
    try:
        texts = _source_texts(request) if tokens == "source" else _target_texts(request)
        return told_apart(texts, index)
    except (ProblemError, LookupError):
        return ""


def told_apart(texts: Sequence[str], index: int) -> str:
    """A token of a list; one that stands there twice with its place, from 0 as positions count in the formulas."""
    return f"{texts[index]} ({index})" if texts.count(texts[index]) > 1 else texts[index]


def _tokenizer(request: TraceRequest) -> Tokenizer:
    inputs = request.inputs
    lexicon = getattr(inputs, "lexicon", getattr(inputs, "text", ""))
    return catalogue.tokenizer(request.model.name, lexicon)


def _source_texts(request: TraceRequest) -> list[str]:
    inputs, tokenizer = request.inputs, _tokenizer(request)
    if isinstance(inputs, Sentence) and isinstance(tokenizer, BilingualTokenizer):
        return [token.text for token in tokenizer.source(inputs.text, inputs.direction, inputs.padding)]
    if isinstance(inputs, Sentence | HandSized):
        return [token.text for token in tokenizer.read(inputs.text)]
    return []


def _target_texts(request: TraceRequest) -> list[str]:
    """The start token, the sentence where a decoder alone reads it, and what is given as the output."""
    inputs, tokenizer = request.inputs, _tokenizer(request)
    goes_on = isinstance(inputs, HandSized) and not inputs.encoder_layers
    given = request.target.ids if request.target else ()
    texts = (tokenizer.token(id).text for id in (tokenizer.start, *given))
    start, *rest = texts
    return [start, *(_source_texts(request) if goes_on else ()), *rest]
