"""Controls in a narrow place: they wrap or end in an ellipsis, and leave the wheel to the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.choice import Choice
from app.widgets.choice_box import ChoiceBox
from app.widgets.fold_header import FoldHeader
from app.widgets.stepper import Stepper
from app.widgets.value_slider import ValueSlider

LONG = "for head 5 of layer 1, cross-attention"


def page(qtbot: QtBot, *parts: QWidget) -> QScrollArea:
    """The parts on a page of which one half is seen."""
    area, content = QScrollArea(widgetResizable=True), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(content)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    content.setMinimumHeight(600)
    area.setWidget(content)
    area.resize(240, 300)
    with qtbot.waitExposed(area):
        area.show()
    area.setFocus()
    return area


def turn_wheel(area: QScrollArea, part: QWidget) -> None:
    place = QPointF(part.mapTo(area, part.rect().center()))
    QTest.wheelEvent(area.windowHandle(), place, QPoint(0, -120))
    QApplication.processEvents()


@pytest.fixture
def box(qtbot: QtBot) -> ChoiceBox:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems([LONG, "none"])
    return box


def test_a_long_choice_ends_in_an_ellipsis(box: ChoiceBox) -> None:
    box.resize(140, box.sizeHint().height())
    assert box.shown_text().endswith("…")


def test_a_choice_that_fits_is_shown_whole(box: ChoiceBox) -> None:
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
    box.resize(box.sizeHint())
    assert box.shown_text() == LONG


def test_the_list_is_wide_enough_for_its_words(qtbot: QtBot, box: ChoiceBox) -> None:
    box.resize(100, box.sizeHint().height())
    box.show()
    box.showPopup()
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()


def test_the_wheel_scrolls_the_page_and_changes_no_choice(qtbot: QtBot) -> None:
    box = ChoiceBox()
    box.addItems([LONG, "none"])
    area = page(qtbot, box)
    turn_wheel(area, box)
    assert box.currentIndex() == 0
    assert area.verticalScrollBar().value() > 0


def test_the_wheel_changes_no_number_that_lacks_the_keyboard(qtbot: QtBot) -> None:
    slider, stepper = ValueSlider(0.0, 4.0), Stepper(0, 8)
    slider.show_value(2.0)
    stepper.show_value(3)
    area = page(qtbot, slider, stepper)
    for part in (slider.slider, slider.number, stepper.number):
        area.verticalScrollBar().setValue(0)
        turn_wheel(area, part)
        assert area.verticalScrollBar().value() > 0
    assert (slider.value(), stepper.number.value()) == (2.0, 3)


def test_the_wheel_changes_the_number_that_has_the_keyboard(qtbot: QtBot) -> None:
    slider = ValueSlider(0.0, 4.0)
    slider.show_value(2.0)
    area = page(qtbot, slider)
    slider.number.setFocus()
    turn_wheel(area, slider.number)
    assert slider.value() < 2.0


@pytest.mark.parametrize(("value", "more"), [(0.5, 0.51), (20.0, 21.0), (1000.0, 1100.0)])
def test_a_number_is_stepped_in_its_own_size(qtbot: QtBot, value: float, more: float) -> None:
    slider = ValueSlider(0.0, 1e6)
    qtbot.addWidget(slider)
    slider.show_value(value)
    slider.number.stepUp()
    assert slider.value() == pytest.approx(more)


def test_a_stepped_number_is_not_marked_as_if_to_be_typed_over(qtbot: QtBot) -> None:
    stepper = Stepper(0, 8)
    qtbot.addWidget(stepper)
    stepper.show()
    qtbot.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert stepper.number.value() == 1
    assert not stepper.number.lineEdit().hasSelectedText()


def test_a_header_keeps_its_note_where_its_title_is_cut(qtbot: QtBot) -> None:
    header = FoldHeader()
    qtbot.addWidget(header)
    header.set_title("Heads and temperature", " · 2 on")
    header.resize(120, header.sizeHint().height())
    header.show()
    assert header.text().endswith("… · 2 on")
    assert header.accessibleName() == "Heads and temperature · 2 on"


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.set_options({name: name.title() for name in ("encoder", "decoder", "cross", "every")})
    choice.set_chosen("encoder")
    choice.show()
    return choice


def test_buttons_without_room_go_on_in_a_further_row(choice: Choice) -> None:
    width = choice.sizeHint().width() // 2 + 20
    choice.resize(width, choice.heightForWidth(width))
    buttons = [choice.button(name) for name in choice.options()]
    assert len({button.y() for button in buttons}) > 1
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert all(choice.rect().contains(button.geometry()) for button in buttons)


def test_buttons_with_room_stand_in_one_row(choice: Choice) -> None:
    choice.resize(choice.sizeHint())
    assert {choice.button(name).y() for name in choice.options()} == {0}
    assert choice.heightForWidth(choice.width()) == choice.height()


def test_an_option_that_comes_later_stands_where_it_was_named(choice: Choice) -> None:
    choice.set_options({"encoder": "Encoder", "new": "New", "decoder": "Decoder"})
    choice.resize(choice.sizeHint())
    places = [choice.button(name).x() for name in ("encoder", "new", "decoder")]
    assert places == sorted(places)
    assert choice.button("new").isVisible()
