"""The two designed appearances: colours, type sizes, spacing and colour tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QPen

from app.theme_stylesheet import STYLESHEET

ThemeName = Literal["light", "dark"]
Table = npt.NDArray[np.uint8]

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6, SPACE_8 = 4, 8, 12, 16, 24, 32
SIZE_SMALL, SIZE_BODY, SIZE_TITLE, SIZE_DISPLAY = 13, 15, 20, 28
RADIUS = 4
ICONS = Path(__file__).parents[1] / "resources" / "icons"

DASH_PATTERNS: tuple[tuple[float, ...], ...] = (
    (),
    (5, 2),
    (1.5, 1.5),
    (6, 2, 1.5, 2),
    (9, 3),
    (3, 1.5, 3, 4),
)
"""Lengths in pen widths; the empty pattern is a solid line. Models have more heads than there are hues."""


@dataclass(frozen=True)
class Theme:
    """One appearance. Text keeps 4.5:1 on background, surface and raised; head hues keep 3:1 on surface."""

    name: ThemeName
    background: str
    surface: str
    raised: str
    border: str
    text: str
    text_quiet: str
    accent: str
    accent_text: str
    warning: str
    hatch: str
    heads: tuple[str, ...]
    diverging: tuple[str, ...]
    dash_patterns: tuple[tuple[float, ...], ...] = DASH_PATTERNS


LIGHT = Theme(
    name="light",
    background="#f4f5f7",
    surface="#ffffff",
    raised="#e9ecf0",
    border="#d0d5dc",
    text="#15181c",
    text_quiet="#535b66",
    accent="#b3126c",
    accent_text="#ffffff",
    warning="#9a3d00",
    hatch="#a9b0ba",
    # Okabe and Ito's hues; the pale ones are darkened until a line of them can be seen on white.
    heads=("#0072b2", "#d55e00", "#009064", "#b5568f", "#2f8fc9", "#b07800", "#80770a", "#3a3f46"),
    diverging=("#08336b", "#2a6db0", "#84b4dc", "#f3f4f6", "#eeb27c", "#c2681c", "#6b2d04"),
)

DARK = Theme(
    name="dark",
    background="#121519",
    surface="#1a1e23",
    raised="#272c33",
    border="#3d444e",
    text="#e8ebee",
    text_quiet="#a5aeb9",
    accent="#ff79b9",
    accent_text="#1c0a13",
    warning="#ffb35c",
    hatch="#5f6874",
    heads=("#4ea3e6", "#f07a2d", "#1fbf8f", "#e08fbf", "#7cc8f2", "#e9aa1f", "#f0e442", "#d8dce1"),
    diverging=("#b9dfff", "#569fe0", "#2a5a88", "#252a31", "#875320", "#dd893b", "#ffd6a6"),
)

# Cividis (Nunez, Anderton and Renslow 2018, CC0), every eighth of its 256 colours.
_CIVIDIS = """
00204d 00265a 002c69 00306f 06366e 1f3c6d 2d426c 38486b 414d6b 4a536b 52596c 595f6d 61646f 686a71
6f7073 767676 7d7c78 848279 8c8879 948e78 9c9577 a49b76 ada274 b5a971 beaf6f c6b66b cfbd67 d8c563
e1cc5d ead357 f3db4f fde346 ffea46
"""


def theme_named(name: str) -> Theme:
    """Return the theme called `name`; "system" follows the desktop, and an unknown name is light."""
    if name == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if name == "dark" else LIGHT


def palette(theme: Theme) -> QPalette:
    """Return the palette for the Fusion style."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.background,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.background,
        role.Text: theme.text,
        role.PlaceholderText: theme.text_quiet,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.warning,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
    }
    result = QPalette()
    for colour_role, colour in colours.items():
        result.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(
            QPalette.ColorGroup.Disabled, colour_role, blended(theme.text_quiet, theme.background, 0.4)
        )
    return result


def stylesheet(theme: Theme, scale: float) -> str:
    """Return the style sheet of the standard controls at a text size factor of `scale`."""
    sizes = {
        "small": type_size(SIZE_SMALL, scale),
        "body": type_size(SIZE_BODY, scale),
        "title": type_size(SIZE_TITLE, scale),
        "display": type_size(SIZE_DISPLAY, scale),
        "box": type_size(16, scale),
        "radius": RADIUS,
        "dot": type_size(16, scale) // 2,
    }
    colours = {name: getattr(theme, name) for name in Theme.__dataclass_fields__}
    return STYLESHEET.substitute(colours | sizes, icons=ICONS.as_posix())


def type_size(size: int, scale: float) -> int:
    """Return a type size in pixels after the text size factor."""
    return max(9, round(size * scale))


def head_pen(theme: Theme, head: int, width: float = 2.0) -> QPen:
    """Return the line for a head: eight hues first, then the same hues with the next dash pattern."""
    hues, patterns = theme.heads, theme.dash_patterns
    pen = QPen(QColor(hues[head % len(hues)]), width)
    pattern = patterns[(head // len(hues)) % len(patterns)]
    if pattern:
        pen.setDashPattern(pattern)
    return pen


@lru_cache(maxsize=1)
def sequential_table() -> Table:
    """Return cividis as 256 RGBA rows, darkest first."""
    return _table(_CIVIDIS.split())


@lru_cache(maxsize=2)
def diverging_table(theme: Theme) -> Table:
    """Return 256 RGBA rows from blue over the theme's neutral middle to orange."""
    return _table(theme.diverging)


def _table(points: list[str] | tuple[str, ...]) -> Table:
    known = np.array([QColor(f"#{point.lstrip('#')}").getRgb() for point in points], dtype=np.float64)
    wanted = np.linspace(0, len(points) - 1, 256)
    channels = [np.interp(wanted, np.arange(len(points)), known[:, channel]) for channel in range(4)]
    table: Table = np.stack(channels, axis=-1).round().astype(np.uint8)
    table.setflags(write=False)
    return table


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str | QColor, other: str | QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: QColor) -> QColor:
    """Return black or white, whichever is easier to read on `colour`."""
    # At this luminance black and white are equally far away.
    return QColor(Qt.GlobalColor.black if luminance(colour) > 0.1791 else Qt.GlobalColor.white)


def blended(one: str | QColor, other: str | QColor, weight: float) -> QColor:
    """Return `one` with a share `weight` of `other` mixed in."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * weight,
        a.greenF() + (b.greenF() - a.greenF()) * weight,
        a.blueF() + (b.blueF() - a.blueF()) * weight,
    )
