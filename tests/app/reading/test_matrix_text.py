"""What is copied can be read back to the very same numbers."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from app.reading.matrix_text import as_csv, as_numpy

ODD = np.array([[0.1, -1e-9, 3.4e38], [1 / 3, -np.inf, 0.0]], np.float32)


@pytest.mark.parametrize("values", [ODD, np.eye(3, dtype=bool), np.arange(4, dtype=np.int64)[:, None]])
def test_numpy_reads_back_the_same_array(values: np.ndarray) -> None:
    read = eval(as_numpy(values), {"np": np})
    assert read.dtype == values.dtype
    assert np.array_equal(read, values)


def test_csv_reads_back_the_same_numbers() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(ODD, ["a", "b"], ["x", "y", "z"]))))
    assert np.array_equal(np.array([row[1:] for row in rows[1:]], np.float32), ODD)


def test_csv_keeps_the_labels() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(ODD, ["，", '"'], ["x", "y", "z"]))))
    assert ([row[0] for row in rows], rows[0]) == (["", "，", '"'], ["", "x", "y", "z"])
