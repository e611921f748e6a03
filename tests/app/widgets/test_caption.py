"""A caption shows the shape in symbols and numbers; it wraps, and only then cuts the name short."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.caption import Caption
from app.widgets.equation import Equation, Plan, Slot

SHAPE = "n × d_model = 15 × 256"


@pytest.fixture
def caption(qtbot: QtBot) -> Caption:
    made = Caption()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("width", range(150, 420, 30))
@pytest.mark.parametrize("name", ["W_Q", "LayerNorm · output", "output of each head in a very long name"])
@pytest.mark.parametrize("shape", [SHAPE, f"{SHAPE} · head 1 of 8"])
def test_symbols_and_numbers_are_always_shown(name: str, shape: str, width: int, caption: Caption) -> None:
    caption.set_text(name, shape, leads=False)
    caption.set_lines(caption.needed_lines(width))
    caption.resize(width, caption.sizeHint().height())
    assert SHAPE.replace(" ", "") in caption.shown()[1].replace(" ", "")


def test_a_name_that_fits_beside_its_shape_takes_one_line(caption: Caption) -> None:
    caption.set_text("W_Q", SHAPE, leads=False)
    assert caption.needed_lines(400) == 1
    assert caption.needed_lines(150) == 2


def test_a_name_is_kept_whole_before_the_second_line_is_taken(caption: Caption) -> None:
    caption.set_text("tokens plus positions", SHAPE, leads=False)
    caption.set_lines(2)
    caption.resize(180, caption.sizeHint().height())
    assert caption.shown() == ("tokens plus positions", SHAPE)


def test_matrices_begin_side_by_side_where_one_caption_wraps(qtbot: QtBot) -> None:
    equation = Equation()
    qtbot.addWidget(equation)
    equation.resize(700, 300)
    equation.set_plan(Plan(((Slot(),), (Slot(), Slot(low=True))), ("×",), ("", "=")))
    for panel, name in zip((*equation.panels, equation.output), ("a long name of it", *"abcd"), strict=True):
        panel.caption.set_text(name, SHAPE, leads=False)
    equation.fit_captions()
    tops = [panel.map.y() for panel in (*equation.panels[:3], equation.output)]
    assert tops[0] == tops[1] == tops[3] > tops[2]
