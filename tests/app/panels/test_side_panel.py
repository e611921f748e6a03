"""What-if and arithmetic share the height: the switches get what they need, the terms all else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.panels.side_panel import SidePanel


@pytest.fixture
def side(qtbot: QtBot) -> SidePanel:
    made = SidePanel()
    qtbot.addWidget(made)
    made.resize(300, 515)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_at_720_pixels_the_arithmetic_gets_almost_half(side: SidePanel) -> None:
    assert side.sizes()[1] >= 0.45 * sum(side.sizes())


def test_what_the_switches_do_not_need_goes_to_the_terms(side: SidePanel) -> None:
    side.resize(300, 2000)
    assert side.sizes()[0] == side._needed() < 1000


def test_a_group_that_opens_gets_room_back(side: SidePanel, qtbot: QtBot) -> None:
    side.resize(300, 2000)
    before = side.sizes()[0]
    for section in side.what_if.sections:
        section.header.setChecked(True)
    qtbot.waitUntil(lambda: side.sizes()[0] > before)


def test_a_share_that_was_dragged_stays_when_the_window_grows(side: SidePanel) -> None:
    side.setSizes([100, 300])
    side.resize(300, 800)
    assert side.sizes()[0] == pytest.approx(200, abs=8)


def test_folded_away_the_other_part_gets_all(side: SidePanel) -> None:
    side.set_shown(False, True)
    QApplication.processEvents()
    assert side.inspector.parentWidget().height() == side.height()
    side.set_shown(True, False)
    QApplication.processEvents()
    assert side.what_if.window().sizes()[0] == side.height()
