"""Numbers are written with the digits that they deserve."""

from __future__ import annotations

import math

import pytest

from app.widgets.number_text import decimal, percent, percentage, significant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.123456, "0.1235"),
        (0.99999, "1.000"),
        (1.0, "1.000"),
        (-2.5, "−2.500"),
        (1234.4, "1234"),
        (12345.6, "12346"),
        (0.00012344, "0.0001234"),
        (0.0000123449, "1.234e−5"),
        (3.2e10, "3.200e10"),
        (math.nan, "—"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_four_significant_digits(value: float, text: str) -> None:
    assert significant(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.126, "0.13"), (-0.001, "0.00"), (-3.14159, "−3.14"), (math.nan, "—")]
)
def test_fixed_decimals(value: float, text: str) -> None:
    assert decimal(value) == text


@pytest.mark.parametrize(
    ("share", "places", "text"),
    [(0.294, 0, "29"), (0.294, 1, "29.4"), (-0.001, 0, "0"), (math.nan, 0, "—"), (1.0, 2, "100.00")],
)
def test_a_share_in_percent(share: float, places: int, text: str) -> None:
    assert percent(share, places) == text


def test_a_percentage_has_its_sign() -> None:
    assert percentage(percent(0.29)) == "29 %"
