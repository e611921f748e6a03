"""Smallest, largest and mean value of a matrix in words, without giving away what is covered."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.reading.step_pictures import Operand
from app.widgets.number_text import significant
from app.widgets.scale import Mask
from core.measures.statistics import summary

translate = QCoreApplication.translate


def facts_of(operand: Operand, cover: Mask | None) -> str:
    """The numbers of what can be seen; of a mask, what its patterns mean."""
    values = operand.matrix.values if cover is None else np.where(cover, np.nan, operand.matrix.values)
    if cover is not None and cover.all():
        return translate("Steps", "Hidden until it is asked for.")
    found = summary(values)
    if found is None:
        return translate("Steps", "Dots: may look. Lines: masked, may not look.")
    return translate("Steps", "least {low}, mean {mean}, most {high}").format(
        low=significant(found.low), mean=significant(found.mean), high=significant(found.high)
    )


def has_numbers(operand: Operand) -> bool:
    """Whether there is anything that a colour stands for."""
    return bool(np.isfinite(operand.matrix.values).any())
