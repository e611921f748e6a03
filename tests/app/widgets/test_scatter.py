"""Names of points keep off each other, and points are found again by pointer."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from pytestqt.qtbot import QtBot

from app.widgets.scatter import Scatter
from app.widgets.scatter_labels import Name, placed
from app.widgets.scatter_marks import Link, Mark, Picture

AREA = QRectF(0, 0, 400, 300)


def crowd(seed: int, count: int) -> list[Name]:
    places = np.random.default_rng(seed).uniform((0, 0), (400, 300), (count, 2)).tolist()
    return [Name(QPointF(x, y), 4, QSizeF(40, 16)) for x, y in places]


@given(st.integers(0, 200), st.integers(1, 60))
def test_no_name_lies_on_another_one_or_on_a_point(seed: int, count: int) -> None:
    names = crowd(seed, count)
    points = [QRectF(-4, -4, 8, 8).translated(name.point) for name in names]
    places = [place for place in placed(names, points, AREA) if place is not None]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert not any(place.intersects(point) for place in places for point in points)
    assert all(AREA.contains(place) for place in places)


def test_the_first_name_has_the_first_choice() -> None:
    here = Name(QPointF(200, 150), 4, QSizeF(390, 290))
    assert placed([Name(here.point, 4, QSizeF(40, 16)), here], [], AREA)[1] is None


def test_a_lonely_name_stands_at_the_right_of_its_point() -> None:
    place = placed([Name(QPointF(100, 100), 4, QSizeF(40, 16))], [], AREA)[0]
    assert place is not None
    assert (place.left(), place.center().y()) == (107, 100)


@pytest.fixture
def scatter(qtbot: QtBot) -> Scatter:
    scatter = Scatter()
    qtbot.addWidget(scatter)
    scatter.resize(500, 300)
    marks = Mark(0, 0, "zero"), Mark(3, 0, "three", shape="square"), Mark(0, 4, "four", name="the fourth")
    scatter.show_picture(Picture(marks, (Link(0, 1),), ("x", "y"), (), 2, "points"))
    scatter.show()
    return scatter


def test_both_axes_have_the_same_unit(scatter: Scatter) -> None:
    zero, three, four = (scatter.place(at) for at in range(3))
    assert (three - zero).x() / 3 == pytest.approx((zero - four).y() / 4)


@pytest.mark.parametrize("at", range(3))
def test_a_click_names_the_point(scatter: Scatter, qtbot: QtBot, at: int) -> None:
    with qtbot.waitSignal(scatter.mark_selected) as told:
        qtbot.mouseClick(scatter, Qt.MouseButton.LeftButton, pos=scatter.place(at).toPoint())
    assert told.args == [at]


@pytest.mark.parametrize(
    ("key", "way"),
    [
        (Qt.Key.Key_Left, [-1, 0]),
        (Qt.Key.Key_Right, [1, 0]),
        (Qt.Key.Key_Up, [0, -1]),
        (Qt.Key.Key_Down, [0, 1]),
    ],
)
def test_arrow_keys_say_a_way(scatter: Scatter, qtbot: QtBot, key: Qt.Key, way: list[int]) -> None:
    with qtbot.waitSignal(scatter.moved) as told:
        qtbot.keyClick(scatter, key)
    assert told.args == way


def test_a_screen_reader_is_told_the_picture_and_the_chosen_point(scatter: Scatter) -> None:
    assert (scatter.accessibleName(), scatter.accessibleDescription()) == ("points", "the fourth")


def test_points_on_one_another_are_drawn(scatter: Scatter) -> None:
    scatter.show_picture(Picture((Mark(1, 1, "a"), Mark(1, 1, "b"))))
    assert not scatter.grab().isNull()
