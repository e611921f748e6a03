"""The board: presets, the shape of the model, and its numbers, all of them wishes of one kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.preset_words import preset_note, preset_title
from app.reading.board import board_matrix
from app.state import Comparison, Selection, SessionState
from app.views import View
from app.views.board import BoardView
from core import presets
from core.board import HAND_SIZED, heads_for
from core.interventions.residual_off import ResidualOff
from core.interventions.set_parameter import SetParameter
from core.request import HandSized, ModelId, Numbers, Sentence, TraceRequest
from core.run import compute
from core.trace import Trace

Show = Callable[..., View]
PRESETS = {preset.title: preset.request for preset in presets.catalogue()}
QUERY = "encoder.layers.0.self_attention.query_projection.weight"
EDIT = SetParameter(QUERY, (1, 2), 0.9)


def traced(title: str = "whole-model", *edits: object, **choices: object) -> Trace:
    return compute(replace(PRESETS[title], interventions=edits, **choices), device="cpu")  # type: ignore[arg-type]


@pytest.fixture
def board(show: Show) -> Callable[..., BoardView]:
    def shown(trace: Trace, comparison: Comparison | None = None, parameter: str = "") -> BoardView:
        view = show("board", trace, comparison)
        assert isinstance(view, BoardView)
        if parameter:
            view.names.setCurrentIndex(view._names.index(parameter))
            view.names.activated.emit(view.names.currentIndex())
        return view

    return shown


Board = Callable[..., BoardView]


def asked(qtbot: QtBot, view: BoardView, act: Callable[[], object]) -> TraceRequest:
    with qtbot.waitSignal(view.request_wanted) as wanted:
        act()
    request, name = wanted.args
    assert name
    assert isinstance(request, TraceRequest)
    return request


@pytest.mark.parametrize("title", PRESETS)
def test_a_preset_is_known_with_its_note(board: Board, title: str) -> None:
    view = board(traced(title))
    assert view.presets.currentText() == preset_title(title)
    assert view.note.text() == preset_note(title)


def test_a_preset_is_asked_for(qtbot: QtBot, board: Board) -> None:
    view = board(traced())
    row = list(PRESETS).index("linear")
    assert asked(qtbot, view, lambda: view.presets.activated.emit(row)) == PRESETS["linear"]


def test_a_changed_preset_keeps_its_note(board: Board) -> None:
    assert board(traced("whole-model", EDIT)).note.text() == preset_note("whole-model")


def test_a_trained_model_shows_its_numbers_and_no_shape(board: Board, tiny_trace: Trace) -> None:
    view = board(tiny_trace)
    assert view.presets.currentIndex() == -1
    assert view.note.text()
    assert view.shape.isHidden()
    assert view.table.model().rowCount() == tiny_trace.architecture.vocabulary


def test_every_parameter_stands_in_the_list_once(board: Board) -> None:
    view = board(traced())
    texts = [view.names.itemText(at) for at in range(view.names.count())]
    assert len(set(texts)) == len(texts) == len(traced().parameters) - 1  # the table goes by two names
    assert texts[0] == "Encoder · embedding · E"


def test_a_weight_is_written_as_x_times_it(qtbot: QtBot, board: Board) -> None:
    trace = traced()
    view = board(trace, parameter=QUERY)
    model = view.table.model()
    assert float(model.data(model.index(2, 1), 2)) == trace.parameters[QUERY][1, 2]
    request = asked(qtbot, view, lambda: view.table.number_typed.emit(2, 1, 0.9))
    assert request == replace(PRESETS["whole-model"], model=request.model, interventions=(EDIT,))


@pytest.mark.parametrize(
    ("title", "parameter", "cell", "index"),
    [
        ("linear", "linear.projection.bias", (0, 2), (2,)),
        ("linear", "linear.projection.weight", (3, 0), (0, 3)),
        ("linear", "input.rows", (0, 3), (0, 3)),
        ("whole-model", "encoder.embedding.table.weight", (7, 1), (7, 1)),
        ("two-heads", "encoder.layers.0.self_attention_norm.gamma", (0, 5), (5,)),
    ],
)
def test_a_typed_number_is_set_where_it_stands(
    qtbot: QtBot, board: Board, title: str, parameter: str, cell: tuple[int, int], index: tuple[int, ...]
) -> None:
    view = board(traced(title), parameter=parameter)
    request = asked(qtbot, view, lambda: view.table.number_typed.emit(*cell, 7.5))
    assert request.interventions == (SetParameter(parameter, index, 7.5),)


def test_a_second_number_takes_the_place_of_the_first_and_leaves_the_switches(
    qtbot: QtBot, board: Board
) -> None:
    view = board(traced("whole-model", EDIT, ResidualOff()), parameter=QUERY)
    request = asked(qtbot, view, lambda: view.table.number_typed.emit(2, 1, 0.4))
    assert set(request.interventions) == {replace(EDIT, value=0.4), ResidualOff()}


def test_the_number_that_was_there_is_no_change(qtbot: QtBot, board: Board) -> None:
    before = traced()
    view = board(traced("whole-model", EDIT), Comparison(before, before), parameter=QUERY)
    original = float(before.parameters[QUERY][1, 2])
    assert asked(qtbot, view, lambda: view.table.number_typed.emit(2, 1, original)).interventions == ()


def test_a_changed_number_and_its_matrix_are_marked_and_can_be_taken_back(qtbot: QtBot, board: Board) -> None:
    view = board(traced("whole-model", EDIT), parameter=QUERY)
    assert view._matrix is not None
    assert np.argwhere(view._matrix.changed).tolist() == [[2, 1]]
    assert [view.names.itemText(at).endswith(", changed") for at in range(view.names.count())].count(
        True
    ) == 1
    assert asked(qtbot, view, lambda: view.table.number_cleared.emit(2, 1)).interventions == ()


def test_all_numbers_are_taken_back_at_once(qtbot: QtBot, board: Board) -> None:
    view = board(traced("whole-model", EDIT, ResidualOff()))
    assert asked(qtbot, view, view.reset.click).interventions == (ResidualOff(),)
    assert not board(traced()).reset.isEnabled()


@pytest.mark.parametrize(
    ("size", "value", "expected"),
    [
        ("encoder_layers", 2, {"encoder_layers": 2}),
        ("decoder_layers", 0, {"decoder_layers": 0}),
        ("feed_forward_width", 5, {"feed_forward_width": 5}),
        ("heads", 3, {"heads": 4}),
        ("heads", 1, {"heads": 1}),
        ("width", 9, {"width": 9, "heads": 1}),
        ("width", 10, {"width": 10, "heads": 2}),
    ],
)
def test_another_shape_is_asked_for_with_heads_that_fit(
    qtbot: QtBot, board: Board, size: str, value: int, expected: dict[str, int]
) -> None:
    view = board(traced())
    request = asked(qtbot, view, lambda: view.shape.steppers[size].number.setValue(value))
    assert request.inputs == replace(PRESETS["whole-model"].inputs, **expected)  # type: ignore[type-var]
    compute(request, device="cpu")


@pytest.mark.parametrize(
    ("title", "size", "expected"),
    [("encoder-only", "encoder_layers", (0, 1)), ("decoder-only", "decoder_layers", (1, 0))],
)
def test_where_the_last_layer_goes_the_other_half_comes(
    qtbot: QtBot, board: Board, title: str, size: str, expected: tuple[int, int]
) -> None:
    view = board(traced(title))
    request = asked(qtbot, view, view.shape.steppers[size].less.click)
    assert isinstance(request.inputs, HandSized)
    assert (request.inputs.encoder_layers, request.inputs.decoder_layers) == expected
    compute(request, device="cpu")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4x", "“4x” is no number"),
        ("0,5", "type 0.5 in place of 0,5"),
        ("1e99", "1e99 is no number for the board"),
    ],
)
def test_a_number_that_cannot_be_taken_is_refused_with_a_reason_and_the_former_one_stays(
    qtbot: QtBot, board: Board, text: str, told: str
) -> None:
    view = board(traced("whole-model", EDIT), parameter=QUERY)
    usual = view.hint.text()
    with qtbot.assertNotEmitted(view.request_wanted):
        line = type_over(qtbot, view, (2, 1), text)
    assert told in view.hint.text()
    assert line.text() == text
    assert view.reset.isEnabled()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert view.hint.text() == usual


def type_over(qtbot: QtBot, view: BoardView, cell: tuple[int, int], text: str) -> QLineEdit:
    view.table.setCurrentIndex(view.table.model().index(*cell))
    qtbot.keyClicks(view.table, text[0])
    line = view.table.findChild(QLineEdit)
    qtbot.keyClicks(line, text[1:])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return line


def test_the_mask_is_one_of_the_matrices(qtbot: QtBot, board: Board) -> None:
    view = board(traced("masked-row"), parameter="masking.allowed")
    assert view.hint.text().startswith("0 hides")
    request = asked(qtbot, view, lambda: view.table.number_typed.emit(0, 5, 1.0))
    assert request.interventions == (SetParameter("masking.allowed", (0, 5), 1.0),)
    view.names.setCurrentIndex(0)
    view.names.activated.emit(0)
    assert not view.hint.text().startswith("0 hides")


def test_norm_and_numbers_are_shape_too(qtbot: QtBot, board: Board) -> None:
    view = board(traced())
    pre = asked(qtbot, view, view.shape.norm.button("pre").click).inputs
    other = asked(qtbot, view, view.shape.numbers.click).inputs
    assert isinstance(pre, HandSized) and pre.norm_placement == "pre"
    assert isinstance(other, HandSized) and other.seed != HandSized("").seed


@pytest.mark.parametrize("width", range(1, 17))
def test_heads_always_share_out_the_width(width: int) -> None:
    for former in range(1, 9):
        for wanted in range(1, 9):
            assert width % heads_for(width, wanted, former) == 0


def test_what_is_on_the_board_is_saved_and_loaded(
    qtbot: QtBot, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "board.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    trace = traced("linear", SetParameter("input.rows", (0, 0), 5.0))
    view = board(trace)
    view.save.click()
    assert path in view.note.text()
    other = board(traced())
    assert asked(qtbot, other, other.load.click) == trace.request


def test_a_file_that_is_no_board_is_said(
    qtbot: QtBot, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.json").write_text("{}")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "bad.json"), ""))
    view = board(traced())
    with qtbot.assertNotEmitted(view.request_wanted):
        view.load.click()
    assert "bad.json" in view.note.text()


# What comes of the numbers


def texts(view: BoardView) -> list[list[str]]:
    model = view.result.table.model()
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


PARTS = [title for title, request in PRESETS.items() if isinstance(request.inputs, Numbers)]


@pytest.mark.parametrize("title", [*PARTS, "encoder-only"])
def test_what_comes_of_the_numbers_stands_below_them(board: Board, title: str) -> None:
    trace = traced(title)
    view = board(trace)
    last = trace.steps[-1].value
    shown = np.array([[float(text.replace("−", "-")) for text in row] for row in texts(view)])
    assert view.result.isVisible()
    assert view.next_token.isHidden()
    assert np.allclose(shown, last.reshape(shown.shape), rtol=0.05)


def test_the_softmax_of_three_numbers_is_there_to_be_read(board: Board) -> None:
    assert texts(board(traced("softmax"))) == [["0.6590", "0.2424", "0.09857"]]


def test_the_result_follows_a_typed_number(board: Board) -> None:
    view = board(traced("softmax", SetParameter("input.rows", (0, 0), 1.0)))
    exponentials = np.exp([1, 1, 0.1])
    assert [float(text) for text in texts(view)[0]] == pytest.approx(
        exponentials / exponentials.sum(), rel=1e-3
    )


@pytest.mark.parametrize("title", ["whole-model", "decoder-only"])
def test_a_model_that_writes_shows_its_most_probable_next_tokens(board: Board, title: str) -> None:
    trace = traced(title)
    view = board(trace)
    model = view.next_token.table.model()
    shown = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    shares = trace.value("decoder.probabilities")[trace.prompt]
    assert [share for _, share, _ in shown] == pytest.approx(sorted(shares, reverse=True)[: len(shown)])
    assert shown[0][0] == f"✓ {trace.tokens['predicted'][trace.prompt].text}"
    assert view.result.isHidden()


def test_the_next_token_is_that_after_the_selected_one(board: Board) -> None:
    trace = traced()
    view = board(trace)
    view.show_selection(Selection().at_token("target", 2))
    assert trace.tokens["target"][2].text in view.next_token.title.text()
    first = view.next_token.table.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert first[1] == pytest.approx(trace.value("decoder.probabilities")[2].max())


def test_digits_typed_beside_a_result_are_the_windows(qtbot: QtBot, board: Board) -> None:
    view = board(traced("softmax"))
    view.result.table.setFocus()
    qtbot.keyClick(view.result.table, Qt.Key.Key_5)
    assert view.result.table.findChild(QLineEdit) is None


# What the state makes of such requests


def test_a_preset_is_taken_over_and_asked_for_again() -> None:
    for request in PRESETS.values():
        state = SessionState(text="狗", target_text="dog").taking(request)
        assert state.request(request.model) == request
        assert state.target_text is None


def test_an_edit_changes_nothing_else_of_the_state() -> None:
    state = SessionState(text="我", target_text="I", padding=2)
    request = replace(state.request(ModelId("zh-en")), interventions=(EDIT,))
    assert state.taking(request) == replace(state, target_text=None, interventions=(EDIT,))


def test_a_sentence_typed_beside_a_part_goes_to_the_hand_sized_model() -> None:
    state = SessionState(text="我").taking(PRESETS["linear"]).typed("我是猫")
    assert (state.model, state.inputs) == ("hand-sized", Sentence("我是猫"))


def test_a_sentence_typed_keeps_the_shape() -> None:
    state = SessionState().taking(PRESETS["encoder-only"]).typed("a dog")
    assert state.inputs == replace(PRESETS["encoder-only"].inputs, text="a dog")  # type: ignore[type-var]


def test_another_model_reads_the_sentence() -> None:
    state = replace(SessionState(text="我").taking(PRESETS["linear"]), model="zh-en")
    assert state.inputs == Sentence("我")
    assert isinstance(replace(state, model="part").inputs, Numbers)


@pytest.mark.parametrize("inputs", [HandSized("The cat sat"), HandSized("The cat", vocabulary="The cat sat")])
def test_every_row_of_the_table_of_words_bears_its_word(tiny_models: object, inputs: HandSized) -> None:
    trace = compute(TraceRequest(ModelId(HAND_SIZED), replace(inputs, decoder_layers=0)), device="cpu")
    labels = board_matrix(trace, "encoder.embedding.table.weight").row_labels
    assert labels == ("<s>", "</s>", "The", "cat", "sat")
