"""The panels around the stage, each with a real trace of a tiny model."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.explanations import intervention_explanation
from app.panels.active_chips import ActiveChips
from app.panels.choice_menu import ChoiceMenu
from app.panels.fact_list import Fact, FactList
from app.panels.output_tokens import changed, probabilities
from app.panels.selection_numbers import SelectionNumbers
from app.panels.status_line import StatusLine
from app.panels.switch import Switch
from app.panels.token_panel import TokenPanel
from app.panels.veil import Veil
from app.panels.what_changed import WhatChanged
from app.panels.what_if import WhatIfPanel
from app.state import Comparison, Selection
from app.widgets.stepper import Stepper
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.positions_off import PositionsOff
from core.interventions.silence_head import SilenceHead
from core.interventions.temperature import Temperature
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request


@pytest.fixture
def changed_trace(tiny_models: Path) -> Trace:
    return compute(tiny_request(interventions=(PositionsOff(),)), device="cpu")


def test_probabilities_are_those_of_the_generation(tiny_trace: Trace) -> None:
    first = tiny_trace.generation[0].chosen
    assert probabilities(tiny_trace)[0] == pytest.approx(math.exp(first.log_probability))


def test_nothing_changes_against_itself(tiny_trace: Trace) -> None:
    assert changed(tiny_trace, tiny_trace) == frozenset() == changed(tiny_trace, None)


def test_a_token_that_differs_is_changed(tiny_trace: Trace) -> None:
    start, first, *rest = tiny_trace.tokens["target"]
    other = (start, replace(first, id=7, text="x"), *rest)
    trace = replace(tiny_trace, tokens={**tiny_trace.tokens, "target": other})
    assert changed(trace, tiny_trace) == {0}


def test_chips_tell_what_holds_and_can_be_taken_away(qtbot: QtBot) -> None:
    chips = ActiveChips()
    qtbot.addWidget(chips)
    chips.set_interventions((PositionsOff(), SilenceHead("cross", 0, 1)))
    with qtbot.waitSignal(chips.removal_requested) as heard:
        chips.chips()[1].click()
    assert heard.args == [SilenceHead("cross", 0, 1)]


def test_a_chip_without_effect_says_why(qtbot: QtBot) -> None:
    chips = ActiveChips()
    qtbot.addWidget(chips)
    chips.set_interventions((PositionsOff(),))
    chips.set_reasons({PositionsOff(): "no positions here"})
    assert "no effect" in chips.chips()[0].text()
    assert chips.chips()[0].toolTip() == "no positions here"


def test_a_choice_is_wished_and_not_taken(qtbot: QtBot) -> None:
    menu = ChoiceMenu()
    qtbot.addWidget(menu)
    menu.set_choices({"a": "First", "b": "Second"})
    menu.show_choice("a")
    with qtbot.waitSignal(menu.chosen) as heard:
        menu.actions()[1].trigger()
    assert heard.args == ["b"]
    assert menu.choice_text() == "First"


def test_facts_are_replaced(qtbot: QtBot) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.set_facts([Fact("a", "1"), Fact("b", "2")])
    facts.set_facts([Fact("c", "3")])
    assert facts.facts() == [("c", "3")]


def test_a_rounded_fact_is_copied_in_full(qtbot: QtBot) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.set_facts([Fact("weight", "0.8324", "0.832400012"), Fact("place", "3")])
    assert facts.facts() == [("weight", "0.8324"), ("place", "3")]
    assert facts.exact() == [("weight", "0.832400012"), ("place", "3")]


def test_a_chip_stays_while_a_slider_gives_its_what_if_other_values(qtbot: QtBot) -> None:
    chips = ActiveChips()
    qtbot.addWidget(chips)
    chips.set_interventions([PositionsOff(), Temperature(value=2.0)])
    before = chips.chips()
    chips.set_interventions([Temperature(value=3.0)])
    assert chips.chips() == before[1:]
    assert "3" in chips.chips()[0].text()
    with qtbot.waitSignal(chips.removal_requested) as pressed:
        chips.chips()[0].click()
    assert pressed.args == [Temperature(value=3.0)]


def test_the_inspector_tells_norm_statistics_of_the_token(qtbot: QtBot, tiny_trace: Trace) -> None:
    inspector = SelectionNumbers()
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.show_trace(tiny_trace)
    norm = "encoder.layers.1.feed_forward_norm"
    inspector.show_selection(Selection(norm=norm).at_cell(2, 2))
    deviation = float(tiny_trace.value(f"{norm}.deviation")[2])
    assert float(dict(inspector.norm.exact())["deviation"]) == pytest.approx(deviation, rel=1e-6)


def test_the_inspector_tells_how_probable_an_output_token_was(qtbot: QtBot, tiny_trace: Trace) -> None:
    inspector = SelectionNumbers()
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.show_trace(tiny_trace)
    inspector.show_selection(Selection(attention="cross").at_token("predicted", 0))
    facts = dict(inspector.token.exact())
    assert float(facts["probability"]) == pytest.approx(probabilities(tiny_trace)[0], rel=1e-6)
    assert "second choice" in facts


def test_hidden_numbers_are_those_of_the_selection_when_they_are_copied(
    qtbot: QtBot, tiny_trace: Trace
) -> None:
    inspector = SelectionNumbers()
    qtbot.addWidget(inspector)
    inspector.show_trace(tiny_trace)
    inspector.show_selection(Selection().at_cell(1, 2))
    weight = tiny_trace.value("encoder.layers.0.self_attention.weights")[0, 1, 2]
    copied = dict(line.split("\t") for line in inspector.exact_text().splitlines() if "\t" in line)
    assert float(copied["weight"]) == pytest.approx(float(weight), rel=1e-6)


def test_the_inspector_asks_for_a_selection(qtbot: QtBot, tiny_trace: Trace) -> None:
    inspector = SelectionNumbers()
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.show_trace(tiny_trace)
    assert "Select a cell" in inspector.cell_title.text()
    assert inspector.cell.facts() == inspector.norm.facts() == []


def test_a_decoder_row_lights_the_token_that_it_predicts(qtbot: QtBot, tiny_trace: Trace) -> None:
    panel = TokenPanel()
    qtbot.addWidget(panel)
    panel.show_trace(tiny_trace, Comparison())
    panel.show_selection(Selection(attention="cross").at_cell(1, 2))
    assert panel.output.selection() == 1
    assert panel.source.selection() is None


def test_a_click_on_the_output_wishes_the_predicted_token(qtbot: QtBot, tiny_trace: Trace) -> None:
    panel = TokenPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 50)
    panel.show()
    panel.show_trace(tiny_trace, Comparison())
    QApplication.processEvents()
    place = panel.output.chip_rect(0).center().toPoint()
    with qtbot.waitSignal(panel.token_requested) as heard:
        qtbot.mouseClick(panel.output, Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["predicted", 0]


def test_where_the_decoder_peeks_the_inspector_tells_of_the_token_that_was_written(
    qtbot: QtBot, tiny_models: Path
) -> None:
    trace = compute(tiny_request(interventions=(CausalMaskOff(),)), device="cpu")
    written = trace.generation[0].chosen
    assert written.id != trace.tokens["predicted"][0].id
    inspector = SelectionNumbers()
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.show_trace(trace)
    inspector.show_selection(Selection().at_token("predicted", 0))
    assert dict(inspector.token.exact())["number in the vocabulary"] == str(written.id)


@pytest.mark.parametrize(("width", "stacked"), [(4000, False), (500, True)])
def test_the_sentences_stand_below_each_other_where_there_is_no_room(
    qtbot: QtBot, tiny_trace: Trace, width: int, stacked: bool
) -> None:
    panel = TokenPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.resize(width, panel.height())
    panel.show_trace(tiny_trace, Comparison())
    QApplication.processEvents()
    assert (panel.output.y() > panel.source.y()) is stacked
    if stacked:
        assert panel.source.chip_rect(0).left() == panel.output.chip_rect(0).left()


def test_a_switch_with_the_keyboard_says_what_it_does(qtbot: QtBot) -> None:
    panel = WhatIfPanel()
    qtbot.addWidget(panel)
    panel.show()
    for intervention, switch in panel.switches.items():
        QApplication.sendEvent(switch, QFocusEvent(QEvent.Type.FocusIn))
        assert intervention_explanation(intervention) in panel.words.text()


def test_a_stepper_asks_for_what_is_pressed(qtbot: QtBot) -> None:
    stepper = Stepper(0, 8)
    qtbot.addWidget(stepper)
    stepper.show_value(3)
    with qtbot.waitSignal(stepper.value_requested) as heard:
        stepper.more.click()
    assert heard.args == [4]


def test_both_outputs_are_told(qtbot: QtBot, tiny_trace: Trace, changed_trace: Trace) -> None:
    words = WhatChanged()
    qtbot.addWidget(words)
    words.show_trace(changed_trace, Comparison())
    assert "Computing" in words.without_it.text()
    words.show_trace(changed_trace, Comparison(own=tiny_trace))
    assert words.with_it.text().startswith("With: ")
    assert "ithout" in words.without_it.text()


def test_an_apostrophe_in_the_output_is_shown_as_one(qtbot: QtBot) -> None:
    # The text is escaped, so it must never be taken for plain text.
    words = WhatChanged()
    qtbot.addWidget(words)
    assert words.with_it.textFormat() == Qt.TextFormat.RichText


def test_cancel_is_offered_for_what_takes_long(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.set_busy(True)
    assert not line.cancel.isVisible()
    qtbot.waitUntil(line.cancel.isVisible, timeout=3000)
    line.set_busy(False)
    assert not line.cancel.isVisible()


def test_a_long_status_is_elided_and_kept(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(300, 30)
    line.show()
    line.show_text("word " * 100)
    assert line.text.text().endswith("…")
    assert line.whole_text() == "word " * 100


def test_a_switch_is_pressed_anywhere(qtbot: QtBot) -> None:
    switch = Switch()
    qtbot.addWidget(switch)
    switch.setText("Scaling off")
    switch.show()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_a_veil_covers_its_parent(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    veil = Veil(parent)
    parent.show()
    parent.resize(320, 200)
    veil.set_shown(True)
    assert veil.geometry() == parent.rect()
