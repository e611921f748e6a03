"""Numbers as people read them: so many significant digits, a real minus sign, no machine notation."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

MINUS = "\u2212"
NO_VALUE = "\u2014"


def significant(value: float, digits: int = 4) -> str:
    """Return `value` to `digits` significant digits; a dash where there is no value."""
    value = float(value)
    if math.isnan(value):
        return NO_VALUE
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    size = abs(value)
    text = f"{value:.0f}" if 10 ** (digits - 1) <= size < 1e7 else f"{value:#.{digits}g}".rstrip(".")
    return _tidy(text)


def decimal(value: float, places: int = 2) -> str:
    """Return `value` with a fixed number of decimals, for where there is no room for all its digits."""
    if not math.isfinite(value):
        return significant(value)
    text = f"{value:.{places}f}"
    return _tidy(text[1:] if float(text) == 0 and text.startswith("-") else text)


def percent(share: float, places: int = 0) -> str:
    """Return a share in percent, without the sign: the sentence has it, or ``percentage`` adds it."""
    return decimal(share * 100, places)


def short_percent(share: float) -> str:
    """Return a share in percent, of at most four characters."""
    if 0 < share * 100 < 0.1:
        return "<0.1"
    return percent(share, 1 if 0 < share < 0.0995 else 0)


def percentage(number: str) -> str:
    """Return a number of percent with its sign, set as the language sets it: "29 %", or "29%"."""
    return QCoreApplication.translate("Numbers", "{number} %").format(number=number)


def counted(number: int, unit: str = "", full: int = 1_000_000) -> str:
    """Return a count in full below a million, then to two digits or three: "263,168", "29 M"; bytes sooner."""
    if number < full and not unit:
        return f"{number:,}"
    power = next((power for power, sign in enumerate("kMGT", 1) if number < 1000 ** (power + 1)), 4)
    if number < 1000:
        return f"{number} {unit}"
    share = number / 1000**power
    return f"{share:.{1 if share < 9.95 else 0}f} {' kMGT'[power]}{unit}"


def _tidy(text: str) -> str:
    mantissa, mark, exponent = text.partition("e")
    if mark:
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", MINUS)
