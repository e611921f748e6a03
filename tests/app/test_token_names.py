from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.explanations import intervention_title
from app.problems import sentence
from app.reading.step_matrices import step_matrix
from app.reading.trials import step_from, trial_title
from app.state import Selection
from app.vocabulary import token_of, told_apart
from app.widgets.value_slider import ValueSlider
from core.board import HAND_SIZED
from core.interventions import Intervention
from core.interventions.fitting import beyond_text
from core.interventions.hide_token import HideToken
from core.interventions.position_order import PositionOrder
from core.interventions.set_weight import SetWeight
from core.interventions.swap_tokens import SwapTokens
from core.request import HandSized, ModelId, Target, TraceRequest
from core.run import compute


def board(text: str, **choices: object) -> TraceRequest:
    target = choices.pop("target", None)
    inputs = HandSized(text, **choices)  # type: ignore[arg-type]
    return TraceRequest(ModelId(HAND_SIZED), inputs, target=target)  # type: ignore[arg-type]


@pytest.mark.parametrize(("index", "name"), [(0, "狗 (0)"), (1, "咬"), (2, "狗 (2)")])
def test_a_token_that_stands_there_twice_is_told_with_its_place_from_0(index: int, name: str) -> None:
    assert told_apart("狗咬狗", index) == name


@pytest.mark.parametrize(
    ("request_", "tokens", "index", "name"),
    [
        (board("狗咬人"), "source", 2, "人"),
        (board("狗咬人"), "source", 3, ""),
        (board("狗咬人"), "target", 0, "<s>"),
        (board("狗咬人"), "target", 1, ""),
        (board("狗咬人", target=Target((4, 3))), "target", 1, "人"),
        (board("狗咬人", encoder_layers=0), "target", 1, "狗"),
        (board("狗咬人", encoder_layers=0, target=Target((4,))), "target", 4, "人 (4)"),
        (board("人", vocabulary="狗咬人"), "source", 0, "人"),
    ],
    ids=repr,
)
def test_a_request_tells_its_tokens_as_far_as_it_knows_them(
    request_: TraceRequest, tokens: str, index: int, name: str
) -> None:
    assert token_of(request_, tokens, index) == name


@pytest.mark.parametrize("choices", [{}, {"encoder_layers": 0}, {"decoder_layers": 0}], ids=repr)
def test_it_calls_them_what_the_trace_calls_them(choices: dict[str, int]) -> None:
    trace = compute(
        board("狗咬人", target=Target((4, 3)) if choices != {"decoder_layers": 0} else None, **choices)
    )
    for tokens in ("source", "target"):
        texts = [token.text for token in trace.tokens[tokens]]
        for index in range(len(texts)):
            assert token_of(trace.request, tokens, index).split(" ")[0] == texts[index]


@pytest.mark.parametrize(
    ("edit", "title"),
    [
        (HideToken("source", 1, "both"), "Source token “咬” invisible"),
        (HideToken("target", 3, "both"), "Decoder token at position 3 invisible"),
        (SwapTokens(0, 2), "Source tokens “狗” and “人” swapped"),
        (
            SetWeight("cross", 0, 0, 0, 1, 0.5),
            "Weight “<s>” → “咬” = 0.5, head 1 of layer 1, cross-attention",
        ),
    ],
    ids=repr,
)
def test_a_title_names_tokens_by_their_pieces(edit: Intervention, title: str) -> None:
    assert intervention_title(edit, board("狗咬人")) == title


def test_the_first_shuffling_is_called_the_first() -> None:
    assert "(1)" in intervention_title(PositionOrder("both", "shuffled", 0))


def test_a_missing_token_is_named_by_its_position_from_0() -> None:
    problem = beyond_text("source", 8, {"source": 8})
    assert problem is not None
    assert sentence(problem).startswith(
        "This text has 8 tokens, counted from 0, so there is none at position 8"
    )


def test_the_log_tells_the_shape_of_a_board() -> None:
    assert trial_title(board("狗咬人")) == "no what-ifs · 狗咬人 · board: width 8, heads 2, layers 1 + 1"


def test_the_log_tells_what_changed_in_the_shape_and_no_more() -> None:
    assert step_from(board("狗咬人"), board("狗咬人", width=6)) == "board: width 6, heads 2, layers 1 + 1"
    assert step_from(board("狗咬人"), board("狗咬人", seed=6)) == "other numbers"


@pytest.mark.parametrize(
    ("choices", "attention"),
    [({"encoder_layers": 0}, "decoder"), ({"decoder_layers": 0}, "encoder"), ({}, "cross")],
    ids=repr,
)
def test_an_attention_that_the_model_has_not_is_never_selected(
    choices: dict[str, int], attention: str
) -> None:
    chosen = Selection("cross", 0, 1, 2, 0).within(compute(board("狗咬人", **choices)))
    assert chosen.attention == attention
    assert (chosen.query is None) == (attention != "cross")


def test_the_probabilities_of_a_small_vocabulary_stand_under_its_pieces() -> None:
    trace = compute(board("狗咬人"))
    step = trace["decoder.probabilities"]
    assert step_matrix(trace, step, step.value, 0).column_labels == ("<s>", "</s>", "狗", "咬", "人")


def test_the_name_of_a_slider_is_no_mark_up(qtbot: QtBot) -> None:
    slider = ValueSlider(0.0, 1.0)
    qtbot.addWidget(slider)
    assert slider.label.textFormat() == Qt.TextFormat.PlainText
