"""The checks of a trace in words: what is claimed, what was measured, and whether what-ifs are the reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.explanations import intervention_title, part_title, step_title
from app.widgets.number_text import significant
from core.checks import Check, Findings

# Each check by its name: what is claimed, and what was measured.
_WORDS: dict[str, tuple[Any, Any]] = {
    "softmax_rows": (
        QT_TRANSLATE_NOOP("Checks", "The rows of every softmax add up to 1"),
        QT_TRANSLATE_NOOP("Checks", "{count} rows; largest deviation {worst}, allowed {tolerance}"),
    ),
    "masked_cells": (
        QT_TRANSLATE_NOOP("Checks", "Masked cells have a weight of exactly 0"),
        QT_TRANSLATE_NOOP("Checks", "{count} cells; largest weight {worst}, allowed {tolerance}"),
    ),
    "normalised_means": (
        QT_TRANSLATE_NOOP("Checks", "Normalised rows have mean 0"),
        QT_TRANSLATE_NOOP("Checks", "{count} rows; largest deviation {worst}, allowed {tolerance}"),
    ),
    "normalised_variances": (
        QT_TRANSLATE_NOOP("Checks", "Normalised rows have variance var / (var + ε)"),
        QT_TRANSLATE_NOOP("Checks", "{count} rows; largest deviation {worst}, allowed {tolerance}"),
    ),
    "dropout": (
        QT_TRANSLATE_NOOP("Checks", "Dropout is off"),
        QT_TRANSLATE_NOOP("Checks", "{count} dropout layers; highest rate {worst}, allowed {tolerance}"),
    ),
    "reference": (
        QT_TRANSLATE_NOOP("Checks", "The logits equal those of torch.nn with the same weights"),
        QT_TRANSLATE_NOOP("Checks", "{count} logits; largest difference {worst}, allowed {tolerance}"),
    ),
}

_MISSING: dict[str, Any] = {
    "nothing_there": QT_TRANSLATE_NOOP("Checks", "There is nothing of the kind in this trace."),
    "intervened": QT_TRANSLATE_NOOP(
        "Checks", "Intervened, so not compared: the reference knows no what-ifs."
    ),
    "no_reference": QT_TRANSLATE_NOOP(
        "Checks", "No reference: there is no second implementation of this model."
    ),
}


def summary(findings: Findings) -> str:
    """A few words for the badge."""
    if findings.problem is not None:
        return QCoreApplication.translate("Checks", "not checked")
    if not findings.complete:
        return QCoreApplication.translate("Checks", "checking …")
    holding, failing = findings.count("holds"), findings.count("broken", "alarm")
    if findings.count("alarm"):
        text = QCoreApplication.translate("Checks", "check failed: {holding} of {measured} hold")
    elif failing:
        text = QCoreApplication.translate("Checks", "{holding} of {measured} hold (what-if)")
    elif holding:
        text = QCoreApplication.translate("Checks", "checks ok")
    else:
        text = QCoreApplication.translate("Checks", "nothing to check")
    return text.format(holding=holding, measured=holding + failing)


def claim(check: Check) -> str:
    """What is checked."""
    return QCoreApplication.translate("Checks", _WORDS[check.name][0])


def measurement(check: Check) -> str:
    """What was found: the largest deviation among how many numbers; or why nothing was measured."""
    if check.missing is not None:
        return QCoreApplication.translate("Checks", _MISSING[check.missing])
    text = QCoreApplication.translate("Checks", _WORDS[check.name][1])
    worst, tolerance = significant(check.worst, 2), significant(check.tolerance, 2)
    return text.format(count=f"{check.count:,}", worst=worst, tolerance=tolerance)


def reason(check: Check) -> str:
    """Why a check does not hold; nothing where it does."""
    if check.verdict == "alarm":
        return QCoreApplication.translate("Checks", "No what-if explains this: do not trust these numbers.")
    if check.verdict != "broken":
        return ""
    text = QCoreApplication.translate("Checks", "Broken on purpose by: {interventions}")
    separator = QCoreApplication.translate("Problems", ", ")
    return text.format(interventions=separator.join(map(intervention_title, check.broken_by)))


def place(check: Check) -> str:
    """The step with the largest deviation; nothing where there is none to speak of."""
    if check.missing is not None or check.worst == 0:
        return ""
    return part_title(check.site) if check.name == "dropout" else step_title(check.site, "")
