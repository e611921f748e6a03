"""Around the stage, for a decoder alone: what it was fed to begin with, and what it wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.panels.selection_numbers import SelectionNumbers
from app.panels.token_panel import TokenPanel
from app.panels.what_if_positions import PositionSection
from app.panels.what_if_tokens import TokenSection
from app.reading.architecture import FigureReader
from app.reading.attention_words import asking_title, looked_at_title
from app.reading.outputs import output, output_rows
from app.state import Comparison, SelectedToken, Selection
from core import presets
from core.measures.likelihood import log_probabilities
from core.request import HandSized, ModelId, Target, TraceRequest
from core.run import compute
from core.trace import Trace

REQUEST = next(preset.request for preset in presets.catalogue() if preset.title == "decoder-only")
CAT = "我是一只猫娘"


@pytest.fixture(scope="module")
def trace() -> Trace:
    return compute(REQUEST, device="cpu")


@pytest.fixture
def panel(qtbot: QtBot, trace: Trace) -> TokenPanel:
    made = TokenPanel()
    qtbot.addWidget(made)
    made.resize(900, 40)
    made.show_trace(trace, Comparison())
    return made


def texts(chips: object) -> str:
    return "".join(chip.text for chip in chips)  # type: ignore[attr-defined]


def test_the_sentence_and_what_was_written_stand_apart(panel: TokenPanel, trace: Trace) -> None:
    assert texts(panel.source._tokens) == CAT
    assert texts(panel.output._tokens) == trace.output_text


def test_a_chip_selects_its_row(qtbot: QtBot, panel: TokenPanel) -> None:
    for strip, expected in ((panel.source, ("target", 3)), (panel.output, ("predicted", 8))):
        with qtbot.waitSignal(panel.token_requested) as asked:
            strip.token_selected.emit(2)
        assert tuple(asked.args) == expected


@pytest.mark.parametrize(
    ("token", "read", "written"),
    [
        (SelectedToken("target", 0), None, None),  # <s>
        (SelectedToken("target", 3), 2, None),
        (SelectedToken("predicted", 3), 2, None),
        (SelectedToken("predicted", 6), None, 0),
        (SelectedToken("target", 11), None, 5),
    ],
)
def test_a_row_marks_its_chip(
    panel: TokenPanel, token: SelectedToken, read: int | None, written: int | None
) -> None:
    panel.show_selection(Selection("decoder", token=token))
    assert (panel.source._selected, panel.output._selected) == (read, written)


def test_what_a_row_looks_at_is_shaded_in_both(panel: TokenPanel, trace: Trace) -> None:
    weights = trace.value("decoder.layers.0.self_attention.weights")[0, 9]
    panel.show_selection(Selection("decoder").at_cell(9, 0))
    assert panel.source._highlights == pytest.approx(dict(enumerate(weights[1:7])))
    shaded = {at: weight for at, weight in panel.output._highlights.items() if weight}
    assert shaded == pytest.approx(dict(enumerate(weights[7:10])))


def test_the_output_is_what_follows_the_sentence(trace: Trace) -> None:
    assert texts(output(trace)) == trace.output_text
    rows = output_rows(trace, None)
    assert rows.values[:, 0].tolist() == log_probabilities(trace).tolist()
    assert len(rows.labels) == len(trace.generation)


def test_a_given_output_is_what_follows_the_sentence_too(trace: Trace) -> None:
    given = compute(replace(REQUEST, target=Target((2, 3))), device="cpu")
    assert len(output(given)) == len(given.generation) == 3


@pytest.mark.parametrize(("index", "facts"), [(2, False), (8, True)])
def test_only_what_it_wrote_has_a_probability_of_its_own(
    qtbot: QtBot, trace: Trace, index: int, facts: bool
) -> None:
    numbers = SelectionNumbers()
    qtbot.addWidget(numbers)
    numbers.show_trace(trace)
    numbers.show_selection(Selection("decoder", token=SelectedToken("predicted", index)))
    assert ("second choice" in numbers.exact_text()) == facts


def test_the_tokens_that_it_is_fed_can_be_changed(qtbot: QtBot, trace: Trace) -> None:
    section = TokenSection()
    qtbot.addWidget(section)
    section.show()
    section.header.setChecked(True)
    section.show_trace(trace)
    assert section.token.text() == "Selected: <s>, read by the decoder"


def test_its_figure_is_one_column_fed_with_the_sentence(trace: Trace) -> None:
    (column,) = FigureReader().figure(trace).columns
    assert column.below == "Sentence and outputs (shifted right)"


def test_a_map_calls_nothing_written_that_was_read(trace: Trace, tiny_trace: Trace) -> None:
    assert asking_title(trace, "target") == "Query: tokens ask"
    assert looked_at_title(trace, "target") == "Key: tokens are looked at"
    assert looked_at_title(tiny_trace, "target") == "Key: output tokens are looked at"


def test_there_is_no_choice_of_positions_where_there_is_one_stack(qtbot: QtBot, trace: Trace) -> None:
    section = PositionSection()
    qtbot.addWidget(section)
    section.show_trace(trace)
    section.header.click()
    assert section.stack.isHidden()
    assert section.stack.currentData() == "decoder"


def test_the_choice_of_positions_comes_back(qtbot: QtBot, trace: Trace, tiny_trace: Trace) -> None:
    section = PositionSection()
    qtbot.addWidget(section)
    section.header.click()
    for shown in (trace, tiny_trace):
        section.show_trace(shown)
    assert not section.stack.isHidden()
    assert section.stack.count() == 3


@pytest.mark.parametrize(("layers", "seed"), [(0, 3), (1, 5)])
def test_an_output_that_ends_at_once_says_so(panel: TokenPanel, layers: int, seed: int) -> None:
    inputs = HandSized(CAT, encoder_layers=layers, seed=seed)
    ended = compute(TraceRequest(ModelId("hand-sized"), inputs), device="cpu")
    panel.show_trace(ended, Comparison())
    assert panel.output.accessibleName() == "Output (ends at once)"
    panel.cover({ended.prompt})
    assert panel.output.accessibleName() == "Output"


def test_an_output_with_words_is_only_named(panel: TokenPanel) -> None:
    assert panel.output.accessibleName() == "Output"
