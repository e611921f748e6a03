"""Words for the presets of the board: a title, and what to look at. Works on the id that a preset's file holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# Qt's stubs call a marked text an object, hence Any.

_WORDS: dict[str, tuple[Any, Any]] = {
    "whole-model": (
        QT_TRANSLATE_NOOP("Presets", "A whole model"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "An encoder and a decoder of one layer each, 8 wide, with 2 heads of 4, over the characters of the "
            "sentence. It has learned nothing, so what it writes means nothing; but every step is computed as in a "
            "large model, from numbers of one decimal. Make it 6 wide and check the positions: 10000^(2/6) is 21.5, "
            "and not 100 as one can find it printed.",
        ),
    ),
    "encoder-only": (
        QT_TRANSLATE_NOOP("Presets", "An encoder alone"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "One pre-norm encoder layer over the words of the sentence. Nothing is written: each word gets a vector "
            "that has seen the others. Swap two words; each keeps its row of the table, and yet all vectors change.",
        ),
    ),
    "decoder-only": (
        QT_TRANSLATE_NOOP("Presets", "A decoder alone"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "A language model of one pre-norm layer: it is fed the sentence behind <s> and goes on with it, each token "
            "written from all before it and none after. Every row predicts what follows its own token, also within "
            "the sentence. It has learned nothing, so what it writes means nothing.",
        ),
    ),
    "identity-projections": (
        QT_TRANSLATE_NOOP("Presets", "One head, identity projections"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "W_Q = I, W_K = I / 2 and W_V = I, so that a score is half the dot product of two inputs, divided by √3. "
            "In the weighted sum each weight belongs to the row of the same number; printed examples exist in which "
            "all weights are shifted by one.",
        ),
    ),
    "two-heads": (
        QT_TRANSLATE_NOOP("Presets", "Two heads, residual and LayerNorm"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "8 features, 2 heads of 4, then W_O, the sum with the input, and LayerNorm. Check W_O term by term: "
            "printed products exist that do not match their factors. A slip in a deviation, such as 0.3996 for "
            "0.4002, shows in every number after it.",
        ),
    ),
    "masked-row": (
        QT_TRANSLATE_NOOP("Presets", "Softmax of a masked row"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "The masked score becomes −∞ and gets the weight 0; the other five get 0.162, 0.179, 0.198, 0.219 and "
            "0.242. The row 0.15, 0.18, 0.21, 0.24, 0.27, which one can find printed, was never computed: it adds "
            "up to 1.05.",
        ),
    ),
    "softmax": (
        QT_TRANSLATE_NOOP("Presets", "Softmax of three numbers"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "(2.0, 1.0, 0.1) becomes (0.659, 0.242, 0.099): e to the power of each number, divided by the sum of "
            "all three. Add the same amount to all three numbers, and nothing changes.",
        ),
    ),
    "linear": (
        QT_TRANSLATE_NOOP("Presets", "A linear layer"),
        QT_TRANSLATE_NOOP(
            "Presets",
            "(1, 2, 3, 4) times a matrix of 4 rows and 3 columns, plus a bias of 3 numbers. Each number of the "
            "result comes from one column of the matrix.",
        ),
    ),
}


def preset_title(id: str) -> str:
    """The name of a preset; its id where the application has no words for it."""
    return QCoreApplication.translate("Presets", _WORDS[id][0]) if id in _WORDS else id


def preset_note(id: str) -> str:
    """What to look at in it, and where printed examples slip; empty where there are no words."""
    return QCoreApplication.translate("Presets", _WORDS[id][1]) if id in _WORDS else ""
