"""The badge says in a sign and a few words how the checks came out; its page says everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.explanations import step_title
from app.panels.trust_badge import TrustBadge
from app.reading.check_words import claim, measurement, place, reason
from app.theme import DARK, LIGHT
from app.widgets.sign import Sign, sign_pixmap
from core.checks import Check, Findings, measure
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.padding_mask_off import PaddingMaskOff
from core.problems import Problem
from core.trace import Trace

SITE = "encoder.layers.0.self_attention.weights"
HOLDS = Check("softmax_rows", 1.2e-7, 1e-5, SITE, 3456)
EXACT = Check("masked_cells", 0.0, 0.0, SITE, 81)
ALARM = Check("normalised_means", 0.25, 1e-4, "encoder.layers.0.self_attention_norm.normalized", 9)
BROKEN = Check("masked_cells", 0.63, 0.0, SITE, 81, (CausalMaskOff(), PaddingMaskOff()))
DROPOUT = Check("dropout", 0.1, 0.0, "encoder.layers.0.self_attention.dropout", 23)
INTERVENED = Check("reference", missing="intervened")
ALL_HOLD = Findings((HOLDS, EXACT, INTERVENED), complete=True)


@pytest.fixture
def badge(qtbot: QtBot) -> TrustBadge:
    badge = TrustBadge()
    qtbot.addWidget(badge)
    return badge


def test_it_comes_with_the_first_findings(badge: TrustBadge) -> None:
    assert badge.isHidden()
    badge.show_findings(ALL_HOLD)
    assert not badge.isHidden()


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        (ALL_HOLD, "checks ok"),
        (Findings((HOLDS, BROKEN, INTERVENED), complete=True), "1 of 2 hold (what-if)"),
        (Findings((HOLDS, EXACT, ALARM), complete=True), "check failed: 2 of 3 hold"),
        (Findings((HOLDS, BROKEN, ALARM), complete=True), "check failed: 1 of 3 hold"),
        (Findings((INTERVENED,), complete=True), "nothing to check"),
        (Findings(complete=True, problem=Problem("model_changed", {"model": "x"})), "not checked"),
    ],
)
def test_it_says_how_the_checks_came_out(badge: TrustBadge, findings: Findings, words: str) -> None:
    badge.show_findings(findings)
    assert badge.text() == words


def test_it_says_that_it_checks_only_where_that_takes_time(badge: TrustBadge, qtbot: QtBot) -> None:
    badge.show_findings(ALL_HOLD)
    badge.show_findings(Findings())
    assert badge.text() == "checks ok"
    qtbot.waitUntil(lambda: badge.text() == "checking …")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_sign_has_a_shape_of_its_own(qapp: QApplication, theme: object) -> None:
    signs: tuple[Sign, ...] = ("holds", "broken", "alarm", "missing", "waiting")
    shapes = set()
    for sign in signs:
        mask = sign_pixmap(sign, theme).toImage().createAlphaMask()  # type: ignore[arg-type]
        shapes.add(bytes(mask.constBits()))
    assert len(shapes) == len(signs)


def test_a_click_opens_the_page(badge: TrustBadge, qtbot: QtBot) -> None:
    badge.show_findings(ALL_HOLD)
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert badge.page.isVisible()


def test_the_keyboard_opens_and_closes_the_page(badge: TrustBadge, qtbot: QtBot) -> None:
    badge.show_findings(ALL_HOLD)
    assert badge.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(badge, Qt.Key.Key_Space)
    assert badge.page.isVisible()
    qtbot.keyClick(badge.page, Qt.Key.Key_Escape)
    assert not badge.page.isVisible()


def test_the_page_shows_each_check_and_no_former_ones(badge: TrustBadge) -> None:
    badge.show_findings(ALL_HOLD)
    badge.show_findings(Findings((BROKEN,), complete=True))
    rows = [row for row in badge.page.rows if not row.isHidden()]
    assert [row.claim.text() for row in rows] == ["Masked cells have a weight of exactly 0"]
    assert rows[0].reason.text() == "Broken on purpose by: Causal mask off, Padding mask off"


def test_the_page_says_what_kept_it_from_being_checked(badge: TrustBadge) -> None:
    badge.show_findings(Findings(complete=True, problem=Problem("out_of_memory", {"reason": "full"})))
    assert "memory" in badge.page.remark.text()


def test_the_step_with_the_largest_deviation_can_be_gone_to(badge: TrustBadge, qtbot: QtBot) -> None:
    badge.show_findings(ALL_HOLD)
    badge.open_page()
    with qtbot.waitSignal(badge.step_requested) as heard:
        qtbot.mouseClick(badge.page.rows[0].step, Qt.MouseButton.LeftButton)
    assert heard.args == [SITE]


@pytest.mark.parametrize("check", [EXACT, INTERVENED])
def test_without_a_deviation_there_is_no_step_to_go_to(badge: TrustBadge, check: Check) -> None:
    badge.show_findings(Findings((check,), complete=True))
    assert badge.page.rows[0].step.isHidden()


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (HOLDS, "3,456 rows; largest deviation 1.2e−7, allowed 1.0e−5"),
        (EXACT, "81 cells; largest weight 0, allowed 0"),
        (DROPOUT, "23 dropout layers; highest rate 0.10, allowed 0"),
        (INTERVENED, "Intervened, so not compared: the reference knows no what-ifs."),
        (
            replace(INTERVENED, missing="no_reference"),
            "No reference: there is no second implementation of this model.",
        ),
        (replace(HOLDS, missing="nothing_there"), "There is nothing of the kind in this trace."),
    ],
)
def test_each_figure_is_said(qapp: QApplication, check: Check, words: str) -> None:
    assert measurement(check) == words


def test_a_real_alarm_is_said_as_one(qapp: QApplication) -> None:
    assert reason(ALARM) == "No what-if explains this: do not trust these numbers."
    assert (reason(HOLDS), reason(INTERVENED)) == ("", "")


def test_the_place_of_the_worst_deviation_is_said(qapp: QApplication) -> None:
    assert place(HOLDS) == step_title(SITE, "softmax") == "Encoder 1 · self-attention · attention weights"
    assert place(DROPOUT) == "Encoder 1 · self-attention · dropout"


def test_every_check_of_a_real_trace_has_words(qapp: QApplication, tiny_trace: Trace) -> None:
    assert all(claim(check) and measurement(check) for check in measure(tiny_trace))


class Marked(QTranslator):
    """A language in which every text is itself in quotes."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, *_: object) -> str:
        return f"«{text}»"


@pytest.fixture
def other_language(qapp: QApplication) -> Iterator[None]:
    yield
    for translator in qapp.findChildren(Marked):
        QCoreApplication.removeTranslator(translator)


def test_everything_is_said_in_the_language_chosen(
    badge: TrustBadge, other_language: None, qapp: QApplication
) -> None:
    badge.show_findings(Findings((HOLDS, BROKEN), complete=True))
    QCoreApplication.installTranslator(Marked(qapp))
    QApplication.processEvents()
    row = badge.page.rows[1]
    said = [badge.text(), badge.toolTip(), badge.page.windowTitle(), badge.page.heading.text()]
    said += [label.text() for label in (row.claim, row.measurement, row.reason)]
    assert all(text.startswith("«") for text in said)
