"""A next token that is covered in Steps is told nowhere in the window until it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.session import Session
from app.state import SelectedToken
from core.interventions.silence_head import SilenceHead

ROW = 3
CHOICE, PROBABILITIES = "decoder.next_token", "decoder.probabilities"


def at(window: MainWindow, session: Session, site: str) -> MainWindow:
    assert session.trace is not None
    window.stage.bring("step")
    session.go_to_step(session.trace.steps.index(session.trace[site]))
    return window


def hide(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.stage.current(), Qt.Key.Key_H)
    QApplication.processEvents()


def hide_all(window: MainWindow, qtbot: QtBot) -> None:
    view = window.stage.current()
    while view._sheet.cover is None or view._sheet.cover.what != "all":
        hide(window, qtbot)


def written(window: MainWindow) -> list[str]:
    return [chip.text for chip in window.tokens.output._tokens]


def at_row(session: Session) -> None:
    session.select(session.selection.at_token("predicted", ROW))


@pytest.mark.parametrize("site", [CHOICE, PROBABILITIES, "decoder.logits"])
def test_a_covered_token_is_covered_in_the_output_too(
    site: str, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    before = written(at(window, session, site))
    at_row(session)
    hide(window, qtbot)
    assert written(window) == [*before[:ROW], "?", *before[ROW + 1 :]]
    assert window.tokens.output._tokens[ROW].probability is None


def test_revealing_it_shows_it_again(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    before = written(at(window, session, CHOICE))
    at_row(session)
    hide(window, qtbot)
    qtbot.keyClick(window.stage.current(), Qt.Key.Key_R)
    assert written(window) == before


def test_going_on_shows_it_again(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    before = written(at(window, session, CHOICE))
    hide(window, qtbot)
    at(window, session, "encoder.embedding.rows")
    assert written(window) == before


def test_the_row_that_is_fed_a_covered_token_does_not_name_it(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    at(window, session, CHOICE)
    at_row(session)
    hide(window, qtbot)
    equation = window.stage.current()._equation
    for heat in (equation.panels[0].map, equation.output.map):
        labels = heat._content.labels.rows
        assert [row for row, label in enumerate(labels) if label == "?"] == [ROW + 1]


def test_with_everything_covered_no_row_of_the_table_names_a_written_token(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    at(window, session, PROBABILITIES)
    hide_all(window, qtbot)
    rows = window.stage.current()._table._cells._rows
    assert set(rows[1:]) == {"?"}
    assert "<s>" in rows[0]


def test_the_selection_forgets_a_token_that_is_covered(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    at(window, session, CHOICE)
    at_row(session)
    hide(window, qtbot)
    assert session.selection.token == SelectedToken("target", ROW)


def test_a_covered_chip_cannot_be_asked(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    at(window, session, CHOICE)
    hide_all(window, qtbot)
    with qtbot.assertNotEmitted(window.tokens.token_requested):
        window.tokens.output.token_selected.emit(ROW)


def test_every_new_output_hidden_hides_the_next_tokens_on_arrival(
    window: MainWindow, session: Session
) -> None:
    at(window, session, PROBABILITIES).stage.current()._actions["cover_new"].trigger()
    at_row(session)
    at(window, session, CHOICE)
    assert set(written(window)) == {"?"}
    assert session.selection.token is None


def test_the_line_of_what_changed_hides_it_too(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.change(replace(session.state, interventions=(SilenceHead("encoder", 0, 1),)), "silence")
    at(window, session, CHOICE)
    hide_all(window, qtbot)
    assert set(window.what_if_bar.changed.with_it.text().removeprefix("With: ")) <= set("? …<ub/>")
