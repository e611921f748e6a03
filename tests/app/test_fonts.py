"""Chinese is never drawn as empty boxes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.fonts import bundled_font_path, covers, install_fonts, numeric_font


@pytest.mark.parametrize("character", "我是一只猫娘。ÄéЖ★")
def test_every_character_has_a_glyph(fonts: str, qapp: QApplication, character: str) -> None:
    assert QFontMetricsF(qapp.font()).inFontUcs4(ord(character))


def test_the_family_itself_covers_chinese_and_latin(fonts: str) -> None:
    assert covers(fonts, "我是一只猫娘。Attention")


def test_the_application_uses_the_family(fonts: str, qapp: QApplication) -> None:
    assert qapp.font().families()[0] == fonts


def test_no_family_covers_what_is_no_character(fonts: str) -> None:
    assert not covers(fonts, "\U0010fffe")


def test_the_bundled_font_is_at_hand() -> None:
    path = bundled_font_path()
    assert path is not None and path.stat().st_size > 1_000_000


def test_figures_have_the_same_width(fonts: str) -> None:
    metrics = QFontMetricsF(numeric_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_bundled_font_serves_where_the_system_has_none(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = QFont(qapp.font())
    monkeypatch.setattr("app.fonts._system_family", lambda: None)
    assert install_fonts(qapp) == "Noto Sans SC"
    qapp.setFont(before)
