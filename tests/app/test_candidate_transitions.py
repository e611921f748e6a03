"""How logits, probabilities and the next token come about, on the candidates that are shown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.state import Comparison, Playback, Selection
from app.theme import DARK, LIGHT
from app.views import View
from app.views.step import VIEW
from app.widgets.transition_overlay import Scene
from app.widgets.transitions import best_projection, best_softmax, movements
from core.derivations import Cell
from core.trace import Trace

SITES = ("decoder.logits", "decoder.probabilities", "decoder.next_token")
MOMENTS = (0.02, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)

Play = Callable[[str, float], Scene]


@pytest.fixture
def view(qtbot: QtBot, tiny_trace: Trace) -> View:
    made = VIEW.build()
    qtbot.addWidget(made)
    made.resize(760, 480)
    made.apply_theme(LIGHT, 1.0)
    made.show_trace(tiny_trace, Comparison())
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def play(view: View, tiny_trace: Trace) -> Play:
    """The scene of a site when its transition has come so far."""

    def play(site: str, alpha: float) -> Scene:
        at = tiny_trace.steps.index(tiny_trace[site])
        view.show_moment(Playback(at))
        for _ in range(4):
            QApplication.processEvents()  # layouts and scroll bars settle with the next rounds of events
        view.show_moment(Playback(at, alpha))
        scene: Scene = view._transition.overlay.scene()
        return scene

    return play


def seen(view: View) -> QImage:
    return view._equation.grab().toImage()


@pytest.mark.parametrize("site", SITES)
def test_what_is_shown_is_enough_for_the_movement(play: Play, site: str) -> None:
    scene = play(site, 0.5)
    assert movements()[scene.kind].fits(scene)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("site", SITES)
def test_scrubbing_back_runs_it_backward(view: View, play: Play, site: str, theme: object) -> None:
    view.apply_theme(theme, 1.0)
    forward = [(play(site, alpha), seen(view))[1] for alpha in MOMENTS]
    back = [(play(site, alpha), seen(view))[1] for alpha in reversed(MOMENTS)]
    assert forward == back[::-1]
    assert all(one != other for one, other in pairwise(forward))


@pytest.mark.parametrize("site", SITES)
def test_it_ends_in_what_is_true(view: View, play: Play, site: str) -> None:
    play(site, 1.0)
    settled = seen(view)
    play(site, 0.5)
    play(site, 1.0)
    assert seen(view) == settled


def test_the_products_add_up_to_the_logits(play: Play) -> None:
    scene = play("decoder.logits", 0.5)
    sums = best_projection.sums(scene)
    assert sums.shape[2] == scene.inputs[0].columns
    np.testing.assert_allclose(sums[..., -1], scene.output.values, atol=1e-4)


def test_the_exponentials_over_one_sum_are_the_probabilities(play: Play, tiny_trace: Trace) -> None:
    scene = play("decoder.probabilities", 0.5)
    logits = tiny_trace.value("decoder.logits").astype(np.float64)
    for row, shares in enumerate(scene.output.values):
        total = np.exp(logits[row]).sum()
        np.testing.assert_allclose(
            best_softmax.powers(scene.inputs[0].values[row]) / total, shares, rtol=1e-4
        )


def test_probabilities_of_other_logits_are_not_acted_out(play: Play) -> None:
    scene = play("decoder.probabilities", 0.5)
    scene.inputs[0].values[:, 1] += 1
    assert not best_softmax.fits(scene)


def test_the_largest_of_the_candidates_is_the_one_chosen(play: Play, tiny_trace: Trace) -> None:
    scene = play("decoder.next_token", 0.5)
    best = scene.inputs[1]
    assert (best.values[:, 0] == best.values.max(axis=1)).all()
    np.testing.assert_array_equal(best.values[:, 0], scene.output.values[:, 0])
    assert all(len(texts) == best.columns for texts in best.texts)


def test_no_mark_tells_the_outcome_before_it_is_there(view: View, play: Play, tiny_trace: Trace) -> None:
    site = "encoder.layers.0.self_attention.scores"

    def chosen(row: int) -> QImage:
        view.show_selection(Selection(cell=Cell(site, (0, row, 1))))
        return seen(view)

    play(site, 0.3)
    during = chosen(1), chosen(2)
    play(site, 1.0)
    after = chosen(1), chosen(2)
    assert during[0] == during[1]
    assert after[0] != after[1]
