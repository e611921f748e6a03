"""Words for what core reports as Problem(kind, values): one sentence each, with the way out.

Works without a QApplication, and then in English.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.intervention_words import intervention_title
from app.site_words import pattern_title
from core.interventions import Intervention
from core.problems import Problem

LONGEST_ITEM, MOST_ITEMS = 24, 12
"""How much of a list, such as unknown characters, is said: a sentence stays a sentence."""

_SENTENCES = {
    "empty_input": QT_TRANSLATE_NOOP(
        "Problems", "There is nothing to read yet: type a sentence in Chinese or English."
    ),
    "unreadable_text": QT_TRANSLATE_NOOP(
        "Problems",
        "The text holds bytes or half characters that are not valid Unicode; type it again or save it as UTF-8.",
    ),
    "too_long": QT_TRANSLATE_NOOP(
        "Problems", "The text has {length} tokens and the limit of this model is {limit}; shorten it."
    ),
    "too_much_padding": QT_TRANSLATE_NOOP(
        "Problems",
        "There is no room for {padding} padded positions beside the text: this model reads at most {limit} tokens; "
        "take some of them away.",
    ),
    "unknown_model": QT_TRANSLATE_NOOP(
        "Problems", "There is no model called “{model}”; choose one of: {available}."
    ),
    "model_missing_file": QT_TRANSLATE_NOOP(
        "Problems",
        "The model “{model}” lacks its file {file} in {folder}; put back the one that came with the application.",
    ),
    "model_corrupted": QT_TRANSLATE_NOOP(
        "Problems",
        "The file {file} of the model “{model}” is damaged ({reason}); "
        "put back the one that came with the application.",
    ),
    "model_vocabulary_mismatch": QT_TRANSLATE_NOOP(
        "Problems",
        "The tokenizer of the model “{model}” has {tokenizer} pieces but its weights have {vocabulary}; "
        "put back the files that came with the application.",
    ),
    "model_changed": QT_TRANSLATE_NOOP(
        "Problems",
        "The model “{model}” has other weights than when this was saved; compute it anew with the present ones.",
    ),
    "unsupported_input": QT_TRANSLATE_NOOP(
        "Problems", "The model “{model}” cannot read this kind of input ({inputs}); choose another model."
    ),
    "unknown_site": QT_TRANSLATE_NOOP(
        "Problems",
        "This model has nothing that “{intervention}” could change ({site}); choose another what-if.",
    ),
    "unfit_intervention": QT_TRANSLATE_NOOP(
        "Problems",
        "There is no such head (“{head}”, counted from 0): this attention has {layers} layers of {heads} heads here.",
    ),
    "unfit_text": QT_TRANSLATE_NOOP(
        "Problems", "Painted over {painted} tokens, and there are {present} now; paint it anew for this text."
    ),
    "no_painted_cell": QT_TRANSLATE_NOOP(
        "Problems",
        "None of the painted cells is among the {present} tokens of now; paint it anew for this text.",
    ),
    "nothing_padded": QT_TRANSLATE_NOOP(
        "Problems",
        "No token is padding here, so its mask closes nothing; with padded positions after the sentence it does.",
    ),
    "overruled_intervention": QT_TRANSLATE_NOOP(
        "Problems", "Without effect while “{stronger}” holds; take that away first."
    ),
    "self_attention_only": QT_TRANSLATE_NOOP(
        "Problems",
        "In cross-attention queries and keys are different tokens, so this has no meaning there; "
        "choose a self-attention.",
    ),
    "one_attention_only": QT_TRANSLATE_NOOP(
        "Problems",
        "The attentions have masks of different sizes; choose the encoder's, the decoder's or the cross-attention.",
    ),
    "sinusoids_only": QT_TRANSLATE_NOOP(
        "Problems",
        "This model has learned its positions, which are no waves; scale or rearrange them instead.",
    ),
    "beyond_range": QT_TRANSLATE_NOOP(
        "Problems", "{value} is out of range here; choose a number from {least} to {most}."
    ),
    "beyond_text": QT_TRANSLATE_NOOP(
        "Problems",
        "This text has {length} tokens, counted from 0, so there is none at position {position}; choose another.",
    ),
    "unknown_what_if": QT_TRANSLATE_NOOP(
        "Problems", "“{name}” is no what-if that this version knows; it may come from a newer one."
    ),
    "unknown_parameter": QT_TRANSLATE_NOOP(
        "Problems", "This model has no parameter called “{parameter}”; choose a number of another one."
    ),
    "unknown_entry": QT_TRANSLATE_NOOP(
        "Problems", "There is no entry [{entry}] in “{parameter}”, which is {shape} here."
    ),
    "unfit_number": QT_TRANSLATE_NOOP(
        "Problems", "{value} is no number for the board; type one from −{most} to {most}."
    ),
    "unfit_matrix": QT_TRANSLATE_NOOP(
        "Problems", "“{parameter}” is {shape} but has to be {expected} here; change the numbers or the sizes."
    ),
    "uneven_rows": QT_TRANSLATE_NOOP(
        "Problems", "The rows of “{parameter}” have to be there and equally long; fill the gaps."
    ),
    "uneven_heads": QT_TRANSLATE_NOOP(
        "Problems",
        "A width of {width} cannot be shared out evenly among {heads} heads; change one of the two.",
    ),
    "beyond_board": QT_TRANSLATE_NOOP(
        "Problems",
        "{size} = {value} is no size for the board; choose a whole number from {least} to {most}.",
    ),
    "outside_vocabulary": QT_TRANSLATE_NOOP(
        "Problems", "The hand-sized model knows the tokens of its own sentence only, and not: {pieces}"
    ),
    "untrained_model": QT_TRANSLATE_NOOP(
        "Problems",
        "The model “{model}” is made up on the spot and has learned nothing that could be evaluated; "
        "choose one of: {available}.",
    ),
    "out_of_memory": QT_TRANSLATE_NOOP(
        "Problems", "There is not enough memory for this; shorten the sentence or choose the CPU as device."
    ),
    "device_failed": QT_TRANSLATE_NOOP(
        "Problems", "The device “{device}” cannot be used here; choose one of: auto, {available}."
    ),
    "unwritable_file": QT_TRANSLATE_NOOP(
        "Problems", "{path} cannot be written ({reason}); choose another place or make room for it."
    ),
    "unreadable_file": QT_TRANSLATE_NOOP(
        "Problems", "{path} cannot be read ({reason}); choose another file."
    ),
    "invalid_argument": QT_TRANSLATE_NOOP("Problems", "Check the argument “{argument}”: {reason}."),
    "missing_package": QT_TRANSLATE_NOOP(
        "Problems", "The Python package {package} is missing; run “make setup” to install it."
    ),
    "cancelled": QT_TRANSLATE_NOOP(
        "Problems", "The computation was cancelled; start it again when you want its result."
    ),
    "internal": QT_TRANSLATE_NOOP(
        "Problems",
        "Something went wrong inside the application ({reason}); please report it with what you did.",
    ),
    "unknown_pieces": QT_TRANSLATE_NOOP(
        "Problems", "Not in the model's vocabulary, and read as unknown: {pieces}"
    ),
    "limit_reached": QT_TRANSLATE_NOOP(
        "Problems", "The output was cut off after {limit} tokens, since it came to no end."
    ),
    "uncached_decoding": QT_TRANSLATE_NOOP(
        "Problems",
        "Earlier positions can look at later ones ({interventions}), "
        "so the maps show one pass over the finished output.",
    ),
    "fell_back_to_cpu": QT_TRANSLATE_NOOP(
        "Problems", "The device “{device}” failed ({reason}), so this was computed on the CPU."
    ),
}


class _Values(dict[str, Any]):
    """Says "?" for a value that a problem did not bring, since a sentence with a gap beats a traceback."""

    def __missing__(self, name: str) -> str:
        return "?"


_REASONS = {
    os.strerror(errno.ENOENT): QT_TRANSLATE_NOOP("Problems", "no such file or folder"),
    os.strerror(errno.EACCES): QT_TRANSLATE_NOOP("Problems", "no permission"),
    os.strerror(errno.EISDIR): QT_TRANSLATE_NOOP("Problems", "it is a folder"),
    os.strerror(errno.ENOTDIR): QT_TRANSLATE_NOOP("Problems", "part of the path is not a folder"),
    os.strerror(errno.EROFS): QT_TRANSLATE_NOOP("Problems", "nothing can be written there"),
    os.strerror(errno.ENOSPC): QT_TRANSLATE_NOOP("Problems", "there is no room left"),
    os.strerror(errno.ENAMETOOLONG): QT_TRANSLATE_NOOP("Problems", "the name is too long"),
    "it is not UTF-8 text": QT_TRANSLATE_NOOP("Problems", "it is not UTF-8 text"),
    "it is not a file": QT_TRANSLATE_NOOP("Problems", "it is not a file"),
    "not a trace, or damaged": QT_TRANSLATE_NOOP("Problems", "not a trace, or damaged"),
    "not a preset, or damaged": QT_TRANSLATE_NOOP("Problems", "not a preset, or damaged"),
    "missing or damaged": QT_TRANSLATE_NOOP("Problems", "missing or damaged"),
    "it is not there": QT_TRANSLATE_NOOP("Problems", "it is not there"),
    "the checksum does not match": QT_TRANSLATE_NOOP("Problems", "the checksum does not match"),
}
"""What the system and core give as a reason, in words that can be translated; others are said as they come."""


def sentence(problem: Problem) -> str:
    """What went wrong, or is worth saying, and what to do about it, in the language now chosen."""
    text = QCoreApplication.translate("Problems", str(_SENTENCES[problem.kind]))
    values = {name: _shown(value) for name, value in problem.values.items()}
    if "site" in values:
        values["site"] = _places(values["site"])
    return text.format_map(_Values(values))


def _places(sites: str) -> str:
    """Patterns of sites in words; those that mean the same place are named once."""
    named = dict.fromkeys(map(pattern_title, sites.split(", ")))
    return QCoreApplication.translate("Problems", ", ").join(named)


def _shown(value: Any) -> str:
    if isinstance(value, Intervention):
        return intervention_title(value)
    if isinstance(value, float):
        return f"{value:,.12g}".replace("-", "−")
    if isinstance(value, str) and value in _REASONS:
        return QCoreApplication.translate("Problems", str(_REASONS[value]))
    if not isinstance(value, Iterable) or isinstance(value, str):
        return str(value) or "–"
    several = list(dict.fromkeys(map(_listed, value)))
    shown = several[:MOST_ITEMS] + ["…"] * (len(several) > MOST_ITEMS)
    return QCoreApplication.translate("Problems", ", ").join(shown)


def _listed(item: Any) -> str:
    """One of several: a long text, such as an unknown character's many parts, is cut short."""
    return item[:LONGEST_ITEM] + "…" if isinstance(item, str) and len(item) > LONGEST_ITEM else _shown(item)
