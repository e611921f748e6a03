"""Legend, distribution, table, formula and busy line show what they are given."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.widgets.busy_line import DELAY_MS, BusyLine
from app.widgets.choice import Choice
from app.widgets.distribution import Distribution
from app.widgets.formula import Formula, formula_svg
from app.widgets.legend import Legend
from app.widgets.number_table import CELL_MARGINS, NumberTable
from app.widgets.scale import Scale

ATTENTION = r"\mathrm{softmax}\left(\frac{QK^{\top}}{\sqrt{d_k}}\right)V"


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    legend = Legend()
    qtbot.addWidget(legend)
    return legend


@pytest.fixture
def distribution(qtbot: QtBot) -> Distribution:
    distribution = Distribution()
    qtbot.addWidget(distribution)
    distribution.resize(320, 240)
    return distribution


@pytest.fixture
def table(qtbot: QtBot) -> NumberTable:
    table = NumberTable()
    qtbot.addWidget(table)
    table.set_rows(
        np.arange(30.0).reshape(10, 3), row_labels="我是一只猫娘。abc", column_titles=["a", "b", "c"]
    )
    table.resize(400, 300)
    return table


@pytest.fixture
def formula(qtbot: QtBot) -> Formula:
    formula = Formula()
    qtbot.addWidget(formula)
    return formula


@pytest.fixture
def line(qtbot: QtBot) -> BusyLine:
    line = BusyLine()
    qtbot.addWidget(line)
    return line


def is_blank(widget: QWidget) -> bool:
    image = widget.grab().toImage()
    first = image.pixel(0, 0)
    return all(image.pixel(x, y) == first for x in range(image.width()) for y in range(image.height()))


def test_the_legend_names_its_ends(legend: Legend) -> None:
    legend.set_scale(Scale("sequential", 0, 1))
    assert legend.accessibleName() == "Legend: colours from 0 to 1"


def test_a_diverging_legend_has_equal_ends(legend: Legend) -> None:
    legend.set_scale(Scale("diverging", -1.5, 2.5))
    assert legend.accessibleName() == "Legend: colours from −2.50 to 2.50"


def test_the_masked_swatch_takes_room(legend: Legend) -> None:
    before = legend.sizeHint().width()
    legend.set_scale(Scale("sequential", 0, 1), masked="masked")
    assert legend.sizeHint().width() > before


def test_in_a_narrow_room_the_swatches_go_on_below(qtbot: QtBot) -> None:
    legend = Legend(wrapped=True)
    qtbot.addWidget(legend)
    legend.set_scale(Scale("sequential", 0, 1), title="weight", masked="masked: may not look")
    wide = legend.sizeHint().width()
    assert legend.heightForWidth(legend.minimumSizeHint().width()) > legend.heightForWidth(wide)


def test_another_title_never_widens_a_wrapped_legend(qtbot: QtBot) -> None:
    legend = Legend(wrapped=True)
    qtbot.addWidget(legend)
    widths = set()
    for title in ("weight", "difference of weight"):
        legend.set_scale(Scale("sequential", 0.0, 1.0), title=title)
        widths.add(legend.minimumSizeHint().width())
        legend.resize(legend.minimumSizeHint())
        assert legend.shown_title() == ""
        legend.resize(legend.sizeHint())
        assert legend.shown_title() == title == legend.accessibleDescription()
    assert len(widths) == 1


def test_the_legend_is_not_blank(legend: Legend) -> None:
    legend.resize(legend.sizeHint())
    assert not is_blank(legend)


def test_the_distribution_tells_mean_and_deviation(distribution: Distribution) -> None:
    distribution.set_values(np.array([1.0, 3.0]), np.array([-1.0, 1.0]), "before", "after")
    assert distribution.summary() == "before: mean 2.000, deviation 1.000; after: mean 0, deviation 1.000"


@pytest.mark.parametrize("values", [[], [2.0], [5.0] * 9, [np.nan, np.inf], [1e30, -1e30]])
def test_no_vector_is_too_odd_to_paint(distribution: Distribution, values: list[float]) -> None:
    distribution.set_values(np.array(values), np.array(values), "before", "after")
    assert not is_blank(distribution)


def test_an_empty_distribution_is_blank(distribution: Distribution) -> None:
    assert is_blank(distribution)


def test_a_click_on_the_table_selects_a_row(table: NumberTable, qtbot: QtBot) -> None:
    place = table.visualRect(table.model().index(4, 1)).center()
    with qtbot.waitSignal(table.row_selected) as signal:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [4]


def test_the_down_key_selects_the_next_row(table: NumberTable, qtbot: QtBot) -> None:
    table.set_selection(2)
    with qtbot.waitSignal(table.row_selected) as signal:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert signal.args == [3]


def test_setting_the_row_is_silent(table: NumberTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.row_selected):
        table.set_selection(5)


def test_other_numbers_keep_the_row(table: NumberTable, qtbot: QtBot) -> None:
    table.set_selection(5)
    with qtbot.assertNotEmitted(table.row_selected):
        table.set_rows(np.zeros((8, 3)), row_labels="abcdefgh", column_titles="abc")
    assert table.selection() == 5


def test_fewer_rows_drop_the_row_that_no_longer_fits(table: NumberTable) -> None:
    table.set_selection(5)
    table.set_rows(np.zeros((3, 3)), row_labels="abc", column_titles="abc")
    assert table.selection() is None


def test_the_table_shows_four_digits(table: NumberTable) -> None:
    assert table.model().index(1, 1).data() == "4.000"


def test_numbers_are_aligned_to_the_right(table: NumberTable) -> None:
    alignment = table.model().index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight


def test_a_formula_is_set(formula: Formula) -> None:
    formula.set_latex(ATTENTION)
    assert formula.is_set()


def test_a_formula_is_painted(formula: Formula) -> None:
    formula.set_latex(ATTENTION)
    formula.resize(formula.sizeHint())
    assert not is_blank(formula)


def test_a_formula_avoids_what_qt_does_not_draw() -> None:
    assert b"<use" not in formula_svg(ATTENTION, 20, "#000000")


@pytest.mark.parametrize(
    "latex", [r"\frac{1}{", r"\nosuchcommand{x}", "}{", "x^", r"\left(", "\\", "&", "<b>", "猫"]
)
def test_odd_latex_is_shown_all_the_same(formula: Formula, latex: str) -> None:
    formula.set_latex(latex)
    formula.resize(200, 60)
    assert not is_blank(formula)


def test_an_empty_formula_is_empty(formula: Formula) -> None:
    formula.set_latex("")
    assert not formula.is_set()


def test_a_formula_follows_the_theme(formula: Formula) -> None:
    formula.set_latex(ATTENTION)
    formula.resize(formula.sizeHint())
    before = formula.grab().toImage()
    formula.set_theme(DARK, 1.0)
    assert formula.grab().toImage() != before


def test_a_formula_grows_with_the_text(formula: Formula) -> None:
    formula.set_latex(ATTENTION)
    before = formula.sizeHint().width()
    formula.set_theme(LIGHT, 2.0)
    assert formula.sizeHint().width() > 1.8 * before


def test_a_formula_is_set_once(formula: Formula) -> None:
    formula_svg(ATTENTION, 20, LIGHT.text)
    before = formula_svg.cache_info().misses
    formula_svg(ATTENTION, 20, LIGHT.text)
    assert formula_svg.cache_info().misses == before


def test_the_busy_line_waits(line: BusyLine) -> None:
    line.set_busy(True)
    assert not line.is_shown()


def test_the_busy_line_appears(line: BusyLine, qtbot: QtBot) -> None:
    line.set_busy(True, "computing")
    qtbot.waitUntil(line.is_shown, timeout=20 * DELAY_MS)
    assert line.accessibleName() == "computing"


def test_the_busy_line_ends(line: BusyLine, qtbot: QtBot) -> None:
    line.set_busy(True)
    qtbot.waitUntil(line.is_shown, timeout=20 * DELAY_MS)
    line.set_busy(False)
    assert not line.is_shown()


def test_the_busy_line_keeps_its_height(line: BusyLine, qtbot: QtBot) -> None:
    before = line.sizeHint()
    line.set_busy(True)
    qtbot.waitUntil(line.is_shown, timeout=20 * DELAY_MS)
    assert line.sizeHint() == before


def test_options_that_come_late_stand_in_the_order_of_tab_where_they_are_seen(qtbot: QtBot) -> None:
    whole, above, choice, below = QWidget(), QLineEdit(), Choice(), QLineEdit()
    column = QVBoxLayout(whole)
    for part in (above, choice, below):
        column.addWidget(part)
    qtbot.addWidget(whole)
    with qtbot.waitExposed(whole):
        whole.show()
    choice.set_options({"a": "A", "b": "B"})
    choice.set_options({"new": "N", "a": "A", "b": "B"})
    QApplication.processEvents()  # new buttons are seen with the next layout
    above.setFocus()
    visited = []
    while not below.hasFocus():
        qtbot.keyClick(whole.focusWidget(), Qt.Key.Key_Tab)
        visited.append(whole.focusWidget())
    assert visited == [choice.button("new"), below]  # arrows move among the options


def test_a_choice_has_the_width_of_its_options_at_once(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    column, choice = QVBoxLayout(parent), Choice()
    column.addWidget(choice)
    parent.show()
    choice.set_options({"one": "One", "two": "Two"})
    hints = [choice.button(name).sizeHint().width() for name in choice.options()]
    assert choice.sizeHint().width() >= sum(hints)


@pytest.mark.parametrize(("kind", "low", "ends"), [("sequential", 0.0, "0 ?"), ("diverging", -3.0, "−? ?")])
def test_a_legend_of_secret_numbers_tells_what_kind_of_colours_they_have(
    kind: Literal["sequential", "diverging"], low: float, ends: str, legend: Legend
) -> None:
    legend.set_scale(Scale(kind, low, 7.25), secret=True)
    assert " ".join(legend._numbers()) == ends
    assert "7.25" not in legend.accessibleName()


def test_a_table_writes_its_numbers_as_short_as_its_columns_are(table: NumberTable) -> None:
    table.set_rows(np.full((2, 5), -6.895e-4), row_labels=["a", "b"], column_titles=list("abcde"))
    for width in (700, 420, 360):
        table.resize(width, 200)
        text = table.model().data(table.model().index(0, 0))
        room = table.horizontalHeader().sectionSize(0) - CELL_MARGINS
        assert QFontMetricsF(table._figures.font).horizontalAdvance(text) <= room + 1 or len(text) <= 7
