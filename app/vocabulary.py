"""What an id of a vocabulary is called, where nothing but the id is told."""

from __future__ import annotations

from core import catalogue
from core.problems import ProblemError
from core.request import TraceRequest


def piece_of(request: TraceRequest, id: int) -> str:
    """The piece in the vocabulary of the request's model; empty where the model is not there, or has no such id."""
    try:
        tokenizer = catalogue.tokenizer(request.model.name, getattr(request.inputs, "text", ""))
        return tokenizer.token(id).text
    except (ProblemError, LookupError):
        return ""
