"""The groups of the what-if panel: what they show holds, and what they ask for can be computed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.panels.what_if import WhatIfPanel
from app.panels.what_if_heads import HeadSection
from app.panels.what_if_masks import MaskSection
from app.panels.what_if_positions import PositionSection
from app.panels.what_if_rows import ChoiceRow, SliderRow
from app.panels.what_if_section import WhatIfSection
from app.panels.what_if_sublayers import SublayerSection
from app.panels.what_if_tokens import TokenSection
from app.state import SelectedToken, Selection, SessionState
from core.interventions import Intervention, catalogue
from core.interventions.hide_token import HideToken
from core.interventions.position_order import PositionOrder
from core.interventions.position_scale import PositionScale
from core.interventions.position_waves import PositionWaves
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.skip_part import SkipPart
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.interventions.valid_length import ValidLength
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

SECTIONS = (MaskSection, HeadSection, SublayerSection, PositionSection, TokenSection)


@pytest.fixture
def unfolded(qtbot: QtBot, tiny_trace: Trace) -> Callable[..., WhatIfSection]:
    def build(kind: type[WhatIfSection], *interventions: Intervention) -> WhatIfSection:
        section = kind()
        qtbot.addWidget(section)
        section.show()
        section.show_trace(tiny_trace)
        section.show_selection(Selection("encoder", 1, 1))
        section.show_state(SessionState(text="x", interventions=interventions))
        section.header.click()
        return section

    return build


def choose(row: ChoiceRow, at: int) -> None:
    row.box.setCurrentIndex(at)
    row.box.activated.emit(at)


@pytest.mark.parametrize("kind", SECTIONS)
def test_everything_that_can_be_chosen_can_be_computed(
    qtbot: QtBot, unfolded: Callable[..., WhatIfSection], tiny_models: object, kind: type[WhatIfSection]
) -> None:
    section = unfolded(kind)
    wished: list[Intervention] = []
    section.adjustment_requested.connect(lambda edit, live: wished.append(edit))
    for row in section.rows:
        if isinstance(row, ChoiceRow):
            for at in range(1, row.box.count()):
                choose(row, at)
        elif isinstance(row, SliderRow):
            row.slider.setValue(30)
    assert wished
    for edit in wished:
        assert edit.name in section.names
        request = tiny_request()
        assert compute(
            request.from_plain(request.to_plain() | {"interventions": [edit.to_plain()]}), device="cpu"
        )


@pytest.mark.parametrize("kind", SECTIONS)
def test_a_folded_group_says_how_many_hold(
    unfolded: Callable[..., WhatIfSection], kind: type[WhatIfSection]
) -> None:
    every = tuple(spec.read(spec.form) for spec in catalogue().values())
    section = unfolded(kind, *every)
    count = sum(edit.name in kind.names for edit in every)
    assert section.header.accessibleName() == f"{section.title()} · {count} on"


def test_every_intervention_belongs_to_a_group() -> None:
    named = {name for kind in SECTIONS for name in kind.names}
    assert named == set(catalogue()) - {"set-parameter"}  # that one has the board


def test_a_slider_tells_whether_it_still_moves(qtbot: QtBot, unfolded: Callable[..., WhatIfSection]) -> None:
    section = unfolded(HeadSection)
    assert isinstance(section, HeadSection)
    told: list[bool] = []
    section.adjustment_requested.connect(lambda edit, live: told.append(live))
    section.temperature.slider.setSliderDown(True)
    section.temperature.slider.setValue(10)
    section.temperature.slider.setSliderDown(False)
    assert told == [True, False]


def test_a_slider_shows_the_number_that_holds(unfolded: Callable[..., WhatIfSection]) -> None:
    section = unfolded(HeadSection, Temperature("encoder", 1, 1, 4.0))
    assert isinstance(section, HeadSection)
    assert section.temperature.value() == 4.0


def test_choosing_the_usual_takes_the_intervention_away(
    qtbot: QtBot, unfolded: Callable[..., WhatIfSection]
) -> None:
    section = unfolded(MaskSection, ValidLength(2))
    assert isinstance(section, MaskSection)
    with qtbot.waitSignal(section.intervention_requested) as wish:
        choose(section.valid, 0)
    assert wish.args == [ValidLength(2)]


def test_base_and_shift_keep_each_other(unfolded: Callable[..., WhatIfSection]) -> None:
    section = unfolded(PositionSection, PositionWaves("both", 100.0, 3.0))
    assert isinstance(section, PositionSection)
    wished: list[Intervention] = []
    section.adjustment_requested.connect(lambda edit, live: wished.append(edit))
    section.shift.number.setValue(5.0)
    assert wished[-1] == PositionWaves("both", 100.0, 5.0)


@pytest.mark.parametrize("stack", ["both", "encoder", "decoder"])
def test_positions_are_those_of_the_chosen_stack(unfolded: Callable[..., WhatIfSection], stack: str) -> None:
    section = unfolded(PositionSection)
    assert isinstance(section, PositionSection)
    section.stack.setCurrentIndex(section.stack.findData(stack))
    section.stack.activated.emit(section.stack.currentIndex())
    wished: list[Intervention] = []
    section.adjustment_requested.connect(lambda edit, live: wished.append(edit))
    section.scale.number.setValue(2.0)
    choose(section.order, 1)
    assert wished == [PositionScale(stack, 2.0), PositionOrder(stack, "reversed")]  # type: ignore[arg-type]


def test_a_sublayer_of_any_layer_can_be_skipped(unfolded: Callable[..., WhatIfSection]) -> None:
    section = unfolded(SublayerSection)
    assert isinstance(section, SublayerSection)
    wished: list[Intervention] = []
    section.adjustment_requested.connect(lambda edit, live: wished.append(edit))
    section.layer.setCurrentText("Decoder 2")
    section.layer.activated.emit(section.layer.currentIndex())
    choose(section.lines[1], 1)
    assert wished == [SkipPart("decoder", 1, "cross_attention")]


def test_what_is_predicted_is_hidden_where_it_is_fed(unfolded: Callable[..., WhatIfSection]) -> None:
    section = unfolded(TokenSection)
    assert isinstance(section, TokenSection)
    section.show_selection(Selection(token=SelectedToken("predicted", 0)))
    wished: list[Intervention] = []
    section.adjustment_requested.connect(lambda edit, live: wished.append(edit))
    choose(section.hide_choice, 1)
    assert wished == [HideToken("target", 1, "key")]


def test_a_token_takes_the_embedding_of_another_or_its_place(
    unfolded: Callable[..., WhatIfSection], tiny_trace: Trace
) -> None:
    section = unfolded(TokenSection)
    assert isinstance(section, TokenSection)
    section.show_selection(Selection(token=SelectedToken("source", 1)))
    wished: list[Intervention] = []
    section.adjustment_requested.connect(lambda edit, live: wished.append(edit))
    choose(section.embedding, 1)
    choose(section.embedding, 2)
    choose(section.swap, 1)
    other = tiny_trace.tokens["source"][0].id
    assert wished == [
        ReplaceEmbedding("source", 1),
        ReplaceEmbedding("source", 1, other),
        SwapTokens(0, 1),
    ]


def test_the_keyboard_comes_to_every_row(qtbot: QtBot, tiny_trace: Trace) -> None:
    panel = WhatIfPanel()
    qtbot.addWidget(panel)
    panel.show_trace(tiny_trace)
    panel.show()
    for section in panel.sections:
        section.header.click()
    reached: set[QWidget] = set()
    panel.sections[0].header.setFocus()
    for _ in range(200):
        focused = panel.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    for section in panel.sections:
        for row in section.rows:
            part = (
                row.box if isinstance(row, ChoiceRow) else row.slider if isinstance(row, SliderRow) else row
            )
            assert part in reached or not part.isVisible() or not part.isEnabled()
