"""A label writes what no font has as code points."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.legible_label import LegibleLabel


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("looks at “a”", "looks at “a”"),
        ("we\U00050000", "weU+50000"),
        ("two\nlines", "two\nlines"),
        ("two\n\U00050000 lines", "two\nU+50000 lines"),
        ("e\u0301", "e\u0301"),
        ("", ""),
    ],
)
def test_what_no_font_has_is_a_code_point(qtbot: QtBot, text: str, shown: str) -> None:
    label = LegibleLabel()
    qtbot.addWidget(label)
    label.setText(text)
    assert label.text() == shown
