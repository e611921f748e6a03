from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.product_bars import ProductBars, Products

FIRST, SECOND = np.array([1.0, 2.0, -1.0]), np.array([2.0, -1.0, 3.0])
LEFT = Qt.MouseButton.LeftButton


def products(*order: int) -> Products:
    return Products(FIRST, SECOND, np.array(order), ("query a", "key b"), "score")


@pytest.fixture
def bars(qtbot: QtBot) -> ProductBars:
    widget = ProductBars()
    qtbot.addWidget(widget)
    widget.resize(420, 300)
    widget.set_products(products(0, 1, 2))
    return widget


def test_the_sums_run_from_nought_to_the_dot_product() -> None:
    assert products(2, 0, 1).sums.tolist() == [0.0, -3.0, -1.0, FIRST @ SECOND]


def test_a_clicked_column_wishes_for_its_dimension(qtbot: QtBot, bars: ProductBars) -> None:
    bars.set_products(products(2, 0, 1))
    with qtbot.waitSignal(bars.dimension_selected) as wish:
        qtbot.mouseClick(bars, LEFT, pos=bars.column_rect(1).center().toPoint())
    assert wish.args == [0]


def test_the_arrows_follow_the_order_shown(qtbot: QtBot, bars: ProductBars) -> None:
    bars.set_products(products(2, 0, 1))
    found = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(bars, key)
        found.append(bars.selection())
    assert found == [2, 0, 1, 1]


def test_another_order_keeps_the_marked_dimension(bars: ProductBars) -> None:
    bars.set_selection(2)
    bars.set_products(products(2, 0, 1))
    assert bars.selection() == 2


def test_the_marked_product_is_told(bars: ProductBars) -> None:
    bars.set_selection(1)
    assert bars.accessibleDescription() == "Dimension 1: 2.000 × −1.000 = −2.000"


def filled(bars: ProductBars, colour: str) -> int:
    """How many pixels in the middle of the last column, the sum, have a colour."""
    image, x = bars.grab().toImage(), round(bars.column_rect(2).right() + 14)
    return sum(image.pixelColor(x, y).name() == colour for y in range(image.height()))


def test_the_sum_is_as_long_as_the_steps_lead(bars: ProductBars) -> None:
    bars.set_products(Products(np.ones(3), np.array([1.0, 1.0, 2.0]), np.arange(3), ("a", "b"), "score"))
    whole = filled(bars, LIGHT.text)
    bars.set_products(Products(np.ones(3), np.array([3.0, 1.0, -2.0]), np.arange(3), ("a", "b"), "score"))
    assert filled(bars, LIGHT.text) == pytest.approx(whole / 2, abs=2)


@pytest.mark.parametrize("width", [1, 8, 64, 512])
def test_any_width_is_drawn(bars: ProductBars, width: int) -> None:
    bars.set_theme(DARK, 1.5)
    values = np.linspace(-1, 1, width)
    bars.set_products(Products(values, values, np.arange(width), ("a", "b"), "score"))
    assert not bars.grab().isNull()


def test_vectors_of_nought_are_drawn(bars: ProductBars) -> None:
    bars.set_products(Products(np.zeros(4), np.zeros(4), np.arange(4), ("a", "b"), "score"))
    assert not bars.grab().isNull()
