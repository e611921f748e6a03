"""What the pages need at least fits into the stage of a small laptop."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.reading.head_detail import HEAD_PAGES
from app.state import Comparison
from app.theme import SIZE_SMALL
from app.views.attention import AttentionView
from app.widgets.map_grid import MapGrid
from core.trace import Trace
from tests.app.views.conftest import Show

STAGE = 756, 386
"""Of 1280 x 720, with two strips of tokens, a chip and a scroll bar."""


@pytest.mark.parametrize("page", HEAD_PAGES)
def test_every_page_of_a_head_fits(show: Show, silenced: tuple[Trace, Comparison], page: str) -> None:
    view = show("attention", *silenced)
    assert isinstance(view, AttentionView)
    view.resize(*STAGE)
    view._detail.turn_to(page)  # type: ignore[arg-type]
    least = view.minimumSizeHint()
    assert (least.width() <= STAGE[0], least.height() <= STAGE[1]) == (True, True)


def test_the_page_of_norms_fits(show: Show, silenced: tuple[Trace, Comparison]) -> None:
    view = show("norm", *silenced)
    view.resize(*STAGE)
    assert view.minimumSizeHint().height() <= STAGE[1]


def test_eight_rows_of_heads_take_no_more_than_twelve_lines(qtbot: QtBot) -> None:
    grid = MapGrid()
    qtbot.addWidget(grid)
    names = [f"Head {head}" for head in range(8)]
    grid.set_maps(np.zeros((8, 3, 9, 9)), None, names, ["1", "2", "3"])
    assert grid.minimumSizeHint().height() <= 12 * 1.2 * SIZE_SMALL
