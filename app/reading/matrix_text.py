"""A matrix as text to paste elsewhere, in full float32 precision: CSV with its labels, or a NumPy literal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.trace import Array

_BETWEEN = ",\n          "


def as_csv(values: Array, row_labels: Sequence[str], column_labels: Sequence[str]) -> str:
    """One line a row; the labels of the columns first, that of the row in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["", *column_labels])
    for label, row in zip(row_labels, values, strict=True):
        writer.writerow([label, *map(_exact, row)])
    return text.getvalue()


def as_numpy(values: Array) -> str:
    """``np.array(...)`` that makes the very same numbers, of the same type."""
    rows = ("[" + ", ".join(map(_literal, row)) + "]" for row in values)
    kind = "bool" if values.dtype == bool else f"np.{values.dtype.name}"
    return f"np.array([{_BETWEEN.join(rows)}], dtype={kind})\n"


def _exact(value: Any) -> str:
    """The shortest text that reads back as the same number of the same precision; a mask as 1 and 0."""
    return str(int(value)) if isinstance(value, np.bool_) else str(value)


def _literal(value: Any) -> str:
    text = str(value)
    return {"inf": "np.inf", "-inf": "-np.inf", "nan": "np.nan"}.get(text, text)
