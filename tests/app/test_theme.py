"""The themes keep their promises: contrast, order of the colours, a neutral middle."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from app.theme import (
    DARK,
    LIGHT,
    Theme,
    contrast,
    diverging_table,
    head_pen,
    luminance,
    palette,
    readable_on,
    sequential_table,
    stylesheet,
    theme_named,
    type_size,
)

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@THEMES
@pytest.mark.parametrize("ink", ["text", "text_quiet", "warning", "accent"])
@pytest.mark.parametrize("ground", ["background", "surface", "raised"])
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@THEMES
def test_text_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(theme.accent_text, theme.accent) >= 4.5


@THEMES
def test_every_head_hue_can_be_seen(theme: Theme) -> None:
    assert min(contrast(hue, theme.surface) for hue in theme.heads) >= 3


@THEMES
def test_there_are_eight_different_head_hues(theme: Theme) -> None:
    assert len(set(theme.heads)) == 8


@THEMES
def test_forty_heads_have_forty_different_lines(theme: Theme) -> None:
    pens = [head_pen(theme, head) for head in range(40)]
    assert len({(pen.color().name(), tuple(pen.dashPattern())) for pen in pens}) == 40


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_sequential_colours_grow_lighter() -> None:
    lights = [luminance(QColor(*map(int, colour))) for colour in sequential_table()]
    assert np.all(np.diff(lights[::8]) > 0)


@THEMES
def test_the_diverging_middle_is_neutral(theme: Theme) -> None:
    red, green, blue, _ = diverging_table(theme)[128].astype(int)
    assert max(red, green, blue) - min(red, green, blue) <= 14


@THEMES
def test_the_diverging_middle_is_close_to_the_surface(theme: Theme) -> None:
    middle = QColor(*map(int, diverging_table(theme)[128]))
    assert contrast(middle, theme.surface) < 1.2


@THEMES
def test_diverging_colours_leave_the_middle_steadily(theme: Theme) -> None:
    lights = np.array([luminance(QColor(*map(int, colour))) for colour in diverging_table(theme)])[::8]
    away = np.abs(lights - lights[16])
    assert np.all(np.diff(away[16:]) > 0) and np.all(np.diff(away[:17]) < 0)


@THEMES
def test_tables_are_256_opaque_colours(theme: Theme) -> None:
    for table in (sequential_table(), diverging_table(theme)):
        assert table.shape == (256, 4) and table.dtype == np.uint8 and np.all(table[:, 3] == 255)


def test_every_colour_of_both_tables_carries_readable_text() -> None:
    tables = (sequential_table(), diverging_table(LIGHT), diverging_table(DARK))
    colours = [QColor(*map(int, colour)) for table in tables for colour in table]
    assert min(contrast(colour, readable_on(colour)) for colour in colours) >= 4.5


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK), ("no such theme", LIGHT)])
def test_themes_are_found_by_name(name: str, theme: Theme) -> None:
    assert theme_named(name) is theme


@THEMES
def test_the_palette_uses_the_theme(qapp: object, theme: Theme) -> None:
    colour = palette(theme).color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)
    assert colour == QColor(theme.background)


@THEMES
def test_the_style_sheet_has_no_open_places(theme: Theme) -> None:
    assert "$" not in stylesheet(theme, 1.5)


def test_the_style_sheet_grows_with_the_text_size() -> None:
    assert "font-size: 30px" in stylesheet(LIGHT, 2.0)


def test_type_sizes_are_those_of_the_design() -> None:
    assert [type_size(size, 1.0) for size in (13, 15, 20, 28)] == [13, 15, 20, 28]


def test_readable_text_is_black_on_yellow_and_white_on_navy() -> None:
    inks = [readable_on(QColor(name)) for name in ("#ffea46", "#00204d")]
    assert inks == [QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)]
