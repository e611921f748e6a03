"""The arithmetic of one number, for real traces of the tiny model: what is written, followed and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.panels.derivation_trail import Trail
from app.panels.inspector import Inspector
from app.state import Selection
from app.theme import LIGHT, stylesheet
from app.translation import Translator
from app.widgets.term_layout import Line
from core.derivations import Cell, Entry, derive
from core.interventions.layer_norm_off import LayerNormOff
from core.run import compute
from core.trace import Step, Trace
from tests.tiny import tiny_request

WEIGHTS = "encoder.layers.0.self_attention.weights"
SCORES = "encoder.layers.0.self_attention.scores"
QUERIES = "encoder.layers.0.self_attention.query_projected"
NORM = "encoder.layers.0.self_attention_norm.output"

Show = Callable[..., Inspector]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """An inspector beside the stage of a small laptop, with a trace and a selected number."""
    kept: list[Inspector] = []

    def shown(trace: Trace, site: str = "", *index: int) -> Inspector:
        inspector = Inspector()
        kept.append(inspector)
        qtbot.addWidget(inspector)
        inspector.resize(312, 260)
        inspector.apply_theme(LIGHT, 1.0)
        with qtbot.waitActive(inspector):
            inspector.show()
        inspector.show_trace(trace)
        # As the session does: what is wished comes back as the selection.
        inspector.arithmetic.selection_requested.connect(inspector.show_selection)
        inspector.show_selection(Selection(cell=Cell(site, index)) if site else Selection())
        return inspector

    return shown


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    translator = Translator()
    translator.set_language(request.param)
    yield request.param
    translator.set_language("en")


@pytest.fixture
def changed_trace(tiny_models: Path) -> Trace:
    return compute(tiny_request(interventions=(LayerNormOff(),)), device="cpu")


def lines(inspector: Inspector) -> list[Line]:
    return list(inspector.arithmetic.terms.lines())


def middle(step: Step) -> tuple[int, ...]:
    return tuple(count // 2 for count in step.shape)


def follow(inspector: Inspector, target: object) -> None:
    inspector.arithmetic.terms.pressed.emit(target)


@pytest.mark.parametrize("name", ["tiny_trace", "tiny_prenorm_trace"])
def test_every_step_is_written_out_in_words(
    show: Show, request: pytest.FixtureRequest, language: str, name: str
) -> None:
    trace: Trace = request.getfixturevalue(name)
    inspector = show(trace)
    panel = inspector.arithmetic
    for step in trace.steps:
        inspector.show_selection(Selection(cell=Cell(step.site, middle(step))))
        told = [
            panel.header.title.text(),
            panel.header.place.text(),
            *(line.text for line in lines(inspector)),
        ]
        assert all(told) and panel.header.value.text() and panel.header.formula.latex, step.site
        assert not any(sign in text for text in told for sign in ("\\", "_{", "{")), step.site


def test_the_number_is_the_one_of_the_trace(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    exact = inspector.arithmetic.header.value.toolTip().replace("−", "-")
    assert float(exact) == pytest.approx(float(tiny_trace.value(SCORES)[1, 2, 3]), rel=1e-7)


def test_the_largest_product_stands_first(show: Show, tiny_trace: Trace) -> None:
    shares = [abs(line.share) for line in lines(show(tiny_trace, QUERIES, 2, 3)) if line.share]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0


def test_what_is_not_listed_is_summed_up_and_opens(show: Show, tiny_trace: Trace, qtbot: QtBot) -> None:
    inspector = show(tiny_trace, QUERIES, 2, 3)
    fold = next(line for line in lines(inspector) if line.role == "fold")
    folded = len(lines(inspector))
    assert "5 further terms" in fold.text  # 16 products and a bias, of which 12 are listed
    follow(inspector, fold.pieces[0].target)
    assert len(lines(inspector)) == folded + 5
    follow(inspector, fold.pieces[0].target)
    assert len(lines(inspector)) == folded


def test_the_sum_so_far_ends_at_the_sum(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    last = [line.running for line in lines(inspector) if line.running][-1]
    value = float(tiny_trace.value(SCORES)[1, 2, 3])
    assert float(last.replace("−", "-")) == pytest.approx(value, rel=1e-3)


def test_a_weight_is_an_exponential_over_their_sum(show: Show, tiny_trace: Trace) -> None:
    told = [line.text for line in lines(show(tiny_trace, WEIGHTS, 0, 1, 2))]
    assert sum(text.count("exp(") for text in told) == 1 + tiny_trace[WEIGHTS].shape[-1]


def test_a_norm_tells_mean_and_variance(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, NORM, 1, 2)
    folds = [line for line in lines(inspector) if line.role == "fold"]
    assert ["mean" in folds[0].text, "variance" in folds[1].text] == [True, True]
    before = len(lines(inspector))
    follow(inspector, folds[0].pieces[0].target)
    assert len(lines(inspector)) > before + 12


def test_a_weighted_sum_names_its_tokens(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, "encoder.layers.0.self_attention.head_output", 0, 1, 2)
    labels = {line.label for line in lines(inspector)}
    assert {token.text for token in tiny_trace.tokens["source"]} <= labels


def test_the_weight_of_the_selected_cell_of_a_map_is_derived(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace)
    inspector.show_selection(Selection(layer=1, head=1).at_cell(2, 3))
    found = inspector.arithmetic.derivation()
    assert found is not None
    assert found.cell == Cell("encoder.layers.1.self_attention.weights", (1, 2, 3))


def test_without_a_selection_it_says_what_to_press(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace).arithmetic
    assert "Click a number" in panel.message.text()
    assert not panel.terms.isVisible()


def test_following_a_number_selects_it_and_goes_to_its_step(
    show: Show, tiny_trace: Trace, qtbot: QtBot
) -> None:
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    panel = inspector.arithmetic
    with (
        qtbot.waitSignal(panel.selection_requested) as wished,
        qtbot.waitSignal(panel.step_requested) as step,
    ):
        qtbot.keyClick(panel.terms, Qt.Key.Key_Return)
    assert wished.args[0].cell.site == "encoder.layers.0.self_attention.query"
    assert tiny_trace.steps[step.args[0]].site == wished.args[0].cell.site
    assert panel.header.way.text() == "scores › queries"


def test_a_clicked_number_is_followed(show: Show, tiny_trace: Trace, qtbot: QtBot) -> None:
    panel = show(tiny_trace, SCORES, 1, 2, 3).arithmetic
    row = next(row for row, line in enumerate(panel.terms.lines()) if line.targets)
    place = panel.terms.piece_rect(row, 2).center().toPoint()
    with qtbot.waitSignal(panel.selection_requested) as heard:
        qtbot.mouseClick(panel.terms, Qt.MouseButton.LeftButton, pos=place)
    assert heard.args[0].cell.site == "encoder.layers.0.self_attention.key"


def test_everything_leads_back_to_the_embedding(show: Show, tiny_trace: Trace, qtbot: QtBot) -> None:
    inspector = show(tiny_trace, "decoder.next_token", 0)
    for _ in range(400):
        targets = [piece.target for line in lines(inspector) for piece in line.pieces]
        cells = [target for target in targets if isinstance(target, Cell)]
        if not cells:
            break
        qtbot.keyClick(inspector.arithmetic.terms, Qt.Key.Key_Return)
    found = inspector.arithmetic.derivation()
    assert found is not None and found.kind in ("lookup", "position")


@pytest.mark.parametrize(
    ("key", "modifier", "site"),
    [
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, SCORES),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier, WEIGHTS),
    ],
)
def test_keys_lead_back_and_home(
    show: Show, tiny_trace: Trace, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, site: str
) -> None:
    inspector = show(tiny_trace, WEIGHTS, 1, 2, 3)
    follow(inspector, Cell(SCORES, (1, 2, 3)))
    follow(inspector, Cell("encoder.layers.0.self_attention.query", (1, 2, 3)))
    with qtbot.waitSignal(inspector.arithmetic.selection_requested) as heard:
        qtbot.keyClick(inspector.arithmetic.terms, key, modifier)
    assert heard.args[0].cell == Cell(site, (1, 2, 3))


def test_home_has_no_way_back(show: Show, tiny_trace: Trace, qtbot: QtBot) -> None:
    inspector = show(tiny_trace, WEIGHTS, 1, 2, 3)
    header = inspector.arithmetic.header
    assert not header.back.isVisible()
    follow(inspector, Cell(SCORES, (1, 2, 3)))
    assert header.back.isVisible() and header.home.isVisible()
    qtbot.mouseClick(header.home, Qt.MouseButton.LeftButton)
    assert not header.back.isVisible()


def test_a_number_selected_elsewhere_begins_a_new_way(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, WEIGHTS, 1, 2, 3)
    follow(inspector, Cell(SCORES, (1, 2, 3)))
    inspector.show_selection(Selection(cell=Cell(QUERIES, (0, 0))))
    assert not inspector.arithmetic.header.back.isVisible()


def test_a_parameter_tells_its_name_and_place(show: Show, tiny_trace: Trace, qtbot: QtBot) -> None:
    inspector = show(tiny_trace, QUERIES, 2, 3)
    panel = inspector.arithmetic
    entry = Entry("encoder.layers.0.self_attention.query_projection.weight", (3, 5))
    with qtbot.assertNotEmitted(panel.selection_requested):
        follow(inspector, entry)
    assert panel.header.place.text() == "row 5, column 3"
    assert f"{entry.parameter}[3, 5]" in panel.message.text().replace("\u200b", "")
    assert float(panel.header.value.toolTip().replace("−", "-")) == pytest.approx(
        float(tiny_trace.parameters[entry.parameter][3, 5]), rel=1e-7
    )
    qtbot.keyClick(panel.terms, Qt.Key.Key_Backspace)
    assert panel.derivation() is not None


def test_a_row_of_the_embedding_table_tells_its_token(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, "encoder.embedding.rows", 1, 2)
    entry = next(piece.target for piece in lines(inspector)[0].pieces if piece.target)
    follow(inspector, entry)
    assert tiny_trace.tokens["source"][1].text in inspector.arithmetic.header.place.text()


def test_an_intervention_is_named_with_before_and_after(show: Show, changed_trace: Trace) -> None:
    panel = show(changed_trace, NORM, 1, 2).arithmetic
    found = derive(changed_trace, Cell(NORM, (1, 2)))
    assert found.edited is not None and found.edited != found.value
    assert panel.changed.text().startswith("Changed by LayerNorm off: ")
    before, after = (text.replace("−", "-") for text in panel.changed.text().split(": ")[1].split(" → "))
    assert float(before) == pytest.approx(found.value, rel=1e-4)
    assert float(after) == pytest.approx(found.edited, rel=1e-4)


def test_what_no_intervention_changed_is_not_said_to_be(show: Show, changed_trace: Trace) -> None:
    assert not show(changed_trace, SCORES, 1, 2, 3).arithmetic.changed.isVisible()


def test_the_arithmetic_is_copied_as_text(show: Show, tiny_trace: Trace) -> None:
    show(tiny_trace, SCORES, 1, 2, 3).arithmetic.copy_text()
    text = QApplication.clipboard().text()
    exact = text.splitlines()[-1].partition(": ")[2].replace("−", "-")
    assert "scores" in text and "queries" in text
    assert float(exact) == pytest.approx(float(tiny_trace.value(SCORES)[1, 2, 3]), rel=1e-8)


def test_the_arithmetic_is_copied_as_latex(show: Show, tiny_trace: Trace) -> None:
    show(tiny_trace, SCORES, 1, 2, 3).arithmetic.copy_latex()
    assert QApplication.clipboard().text().startswith(r"\begin{aligned}")


def test_ways_to_copy_are_offered_with_their_keys(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    assert not inspector.copy.isVisible()
    inspector.add_copying(QAction("Copy", inspector, shortcut="Ctrl+Alt+C"))
    assert inspector.copy.isVisible()
    assert [action.text() for action in inspector.copy.menu().actions()] == ["Copy"]


def test_the_arithmetic_takes_the_keyboard(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    inspector.pages.setCurrentIndex(1)
    inspector.show_arithmetic()
    assert inspector.arithmetic.terms.hasFocus()


def test_the_keyboard_stays_while_numbers_are_followed(show: Show, tiny_trace: Trace, qtbot: QtBot) -> None:
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    inspector.show_arithmetic()
    follow(inspector, Cell("encoder.layers.0.self_attention.query", (1, 2, 3)))
    qtbot.keyClick(inspector.arithmetic.terms, Qt.Key.Key_Backspace)
    assert inspector.arithmetic.terms.hasFocus()


def test_the_line_with_the_keyboard_is_scrolled_into_view(
    show: Show, tiny_trace: Trace, qtbot: QtBot
) -> None:
    panel = show(tiny_trace, QUERIES, 2, 3).arithmetic
    qtbot.keyClick(panel.terms, Qt.Key.Key_End)
    last = panel.terms.line_rect(len(panel.terms.lines()) - 1)
    assert panel.terms.visibleRegion().boundingRect().contains(last.center())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_squeezed(show: Show, tiny_trace: Trace, scale: float) -> None:
    inspector = show(tiny_trace, NORM, 1, 2)
    inspector.apply_theme(LIGHT, scale)
    panel = inspector.arithmetic
    assert panel.height() >= panel.heightForWidth(panel.width())
    assert panel.width() <= inspector.width()


def test_the_way_is_kept_while_the_trace_has_it(show: Show, tiny_trace: Trace, changed_trace: Trace) -> None:
    inspector = show(tiny_trace, WEIGHTS, 1, 2, 3)
    follow(inspector, Cell(SCORES, (1, 2, 3)))
    inspector.show_trace(changed_trace)
    assert inspector.arithmetic.header.back.isVisible()


def test_a_way_outside_of_the_trace_is_forgotten(tiny_trace: Trace) -> None:
    assert Trail((Cell(SCORES, (1, 2, 3)),)).fits(tiny_trace)
    assert not Trail((Cell(SCORES, (1, 2, 30)),)).fits(tiny_trace)
    assert not Trail((Cell("nowhere", (1,)),)).fits(tiny_trace)


def test_what_was_not_recorded_is_said(show: Show, tiny_trace: Trace) -> None:
    alone = replace(tiny_trace, steps=(tiny_trace[SCORES],))
    assert "not recorded" in show(alone, SCORES, 1, 2, 3).arithmetic.message.text()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_pages_and_copying_are_never_cut(
    show: Show, tiny_trace: Trace, qapp: QApplication, scale: float
) -> None:
    qapp.setStyleSheet(stylesheet(LIGHT, scale))
    inspector = show(tiny_trace, SCORES, 1, 2, 3)
    inspector.add_copying(QAction("Copy", inspector))
    inspector.apply_theme(LIGHT, scale)
    qapp.processEvents()
    cut = [part for part in (inspector.pages, inspector.copy) if part.width() < part.sizeHint().width()]
    qapp.setStyleSheet("")
    assert not cut and inspector.copy.geometry().right() < 312


def line_texts(inspector: Inspector) -> list[str]:
    return [line.text for line in inspector.arithmetic.terms._lines]


def test_the_next_token_ends_in_its_piece(show: Show, tiny_trace: Trace) -> None:
    token = tiny_trace.tokens["predicted"][2]
    panel = show(tiny_trace, "decoder.next_token", 2).arithmetic
    assert line_texts(panel.window())[-1] == f"computed = “{token.text}” (id {token.id})"
    panel.copy_text()
    assert QApplication.clipboard().text().splitlines()[-1] == f"computed: “{token.text}” (id {token.id})"


@pytest.mark.parametrize(("index", "word"), [((0, 2, 1), "open"), ((0, 1, 2), "closed")])
def test_a_mask_ends_in_what_it_means(
    index: tuple[int, ...], word: str, show: Show, tiny_trace: Trace
) -> None:
    inspector = show(tiny_trace, "decoder.layers.0.self_attention.mask", *index)
    assert line_texts(inspector)[-1] == f"computed = {word}"
    assert inspector.arithmetic.header.value.text() == word


def test_the_terms_of_a_residual_sum_are_told_apart(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, "encoder.layers.0.feed_forward_residual", 2, 3)
    words = " ".join(line_texts(inspector)).replace("LayerNorm · output", "<1>")
    assert "<1>" in words
    assert "feed-forward · output" in words


def test_a_long_sum_has_one_line_over_its_columns(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, QUERIES, 2, 3)
    heading = inspector.arithmetic.terms._lines[0]
    assert (heading.label, heading.text) == ("feature", "feature x × W = adds")


def test_a_number_is_counted_from_0_as_its_formula_does(show: Show, tiny_trace: Trace) -> None:
    inspector = show(tiny_trace, NORM, 2, 3)
    assert inspector.arithmetic.header.place.text().endswith("feature 3")
    inspector.arithmetic.copy_text()
    assert "γ[3] + β[3]" in QApplication.clipboard().text()
    follow(inspector, Entry("encoder.layers.0.self_attention_norm.beta", (3,)))
    assert inspector.arithmetic.header.place.text() == "feature 3"
