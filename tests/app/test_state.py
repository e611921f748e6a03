"""What the user can choose, as plain values."""

import pytest

from app.state import Playback, SelectedToken, Selection, SessionState, detected_direction
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.positions_off import PositionsOff
from core.interventions.scaling_off import ScalingOff
from core.request import ModelId, Sentence, Target
from core.trace import Trace


@pytest.mark.parametrize(
    ("text", "direction"),
    [("我是猫", "zh-en"), ("I am a cat", "en-zh"), ("I am a 猫", "zh-en"), ("", "en-zh"), ("😀", "en-zh")]
    + [(text, "zh-en") for text in ("。", "！", "《》", "3。", "𠮷")]
    + [(text, "en-zh") for text in ("Hello。", "?!", "3")],
)
def test_the_direction_follows_the_text(text: str, direction: str) -> None:
    assert detected_direction(text) == direction


def test_a_chosen_direction_wins_over_the_detected_one() -> None:
    assert SessionState(text="我", direction="en-zh").effective_direction == "en-zh"


def test_toggling_twice_changes_nothing() -> None:
    state = SessionState(text="a")
    assert state.toggled(PositionsOff()).toggled(PositionsOff()) == state


def test_toggling_takes_the_place_of_what_holds_the_same_slot() -> None:
    first, second = KeepOnlyHead("cross", 2, 0), KeepOnlyHead("cross", 2, 1)
    state = SessionState(text="a").toggled(PositionsOff()).toggled(first).toggled(second)
    assert set(state.interventions) == {PositionsOff(), second}


def test_the_order_of_toggling_does_not_matter() -> None:
    state = SessionState(text="a")
    one_way, other_way = (PositionsOff(), ScalingOff()), (ScalingOff(), PositionsOff())
    first, second = (state.toggled(a).toggled(b) for a, b in (one_way, other_way))
    assert first == second


def test_the_request_holds_what_was_chosen() -> None:
    request = SessionState(text="我", padding=2).toggled(PositionsOff()).request(ModelId("m"), Target((7,)))
    assert request.inputs == Sentence("我", "zh-en", 2)
    assert request.target == Target((7,))
    assert request.interventions == (PositionsOff(),)


def test_selecting_a_cell_selects_the_token_that_asks() -> None:
    assert Selection().at_cell(2, 3).token == SelectedToken("source", 2)
    assert Selection(attention="cross").at_cell(2, 3).token == SelectedToken("target", 2)


def test_another_attention_forgets_the_cell() -> None:
    chosen = Selection().at_cell(2, 3).at_attention("cross")
    assert (chosen.query, chosen.key) == (None, None)


@pytest.mark.parametrize(
    ("attention", "tokens", "query"),
    [("encoder", "source", 1), ("cross", "target", 1), ("cross", "predicted", 1), ("cross", "source", None)],
)
def test_selecting_a_token_selects_its_row_where_it_asks(
    attention: str, tokens: str, query: int | None
) -> None:
    chosen = Selection(attention=attention).at_token(tokens, 1)  # type: ignore[arg-type]
    assert chosen.query == query


def test_moving_without_a_cell_begins_at_the_first() -> None:
    moved = Selection().moved(1, 1)
    assert (moved.query, moved.key) == (0, 0)


def test_moving_goes_to_the_neighbour() -> None:
    moved = Selection().at_cell(2, 2).moved(-1, 1)
    assert (moved.query, moved.key) == (1, 3)


def test_a_selection_is_kept_inside_the_trace(tiny_trace: Trace) -> None:
    wild = Selection(
        "encoder", layer=9, head=9, query=99, key=-3, token=SelectedToken("source", 99), norm="nothing"
    )
    kept = wild.within(tiny_trace)
    last = len(tiny_trace.tokens["source"]) - 1
    assert kept == Selection("encoder", 1, 1, last, 0, SelectedToken("source", last), None)


def test_a_selection_that_fits_stays(tiny_trace: Trace) -> None:
    chosen = Selection("cross", 1, 1, norm="encoder.layers.0.feed_forward_norm").at_cell(0, 4)
    assert chosen.within(tiny_trace) == chosen


def test_a_token_of_an_unknown_list_goes(tiny_trace: Trace) -> None:
    assert SelectedToken("elsewhere", 0).within(tiny_trace) is None


def test_the_walk_begins_at_the_first_step() -> None:
    assert Playback() == Playback(step=0, alpha=1.0, playing=False)
