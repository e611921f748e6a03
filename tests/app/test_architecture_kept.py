"""What was painted of the figure is kept, and yet it never shows anything former."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.panels.architecture import ArchitecturePanel
from app.state import Comparison, Playback
from app.theme import DARK, LIGHT
from core.interventions.positions_off import PositionsOff
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

SITE, OTHER = "encoder.layers.0.self_attention.scores", "encoder.layers.0.feed_forward.output"

Way = Callable[[ArchitecturePanel, Trace, Trace], None]


def looked(panel: ArchitecturePanel) -> QImage:
    return panel.diagram.grab().toImage()


def go(panel: ArchitecturePanel, trace: Trace, site: str, alpha: float = 1.0) -> None:
    """Show the trace at a site, painted."""
    panel.show_trace(trace, Comparison())
    panel.show_moment(Playback(trace.steps.index(trace[site]), alpha))
    looked(panel)


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[], ArchitecturePanel]:
    """Panels that are seen."""
    kept: list[ArchitecturePanel] = []

    def made() -> ArchitecturePanel:
        panel = ArchitecturePanel()
        kept.append(panel)
        qtbot.addWidget(panel)
        panel.resize(210, 480)
        panel.apply_theme(LIGHT, 1.0)
        with qtbot.waitExposed(panel):
            panel.show()
        return panel

    return made


@pytest.fixture
def longer(tiny_models: object) -> Trace:
    """Of a sentence with more tokens."""
    return compute(tiny_request("The cat drinks milk and the cat drinks water."), device="cpu")


def other_sentence(panel: ArchitecturePanel, trace: Trace, longer: Trace) -> None:
    go(panel, longer, OTHER)


def other_step(panel: ArchitecturePanel, trace: Trace, longer: Trace) -> None:
    go(panel, trace, OTHER)


def amid_a_transition(panel: ArchitecturePanel, trace: Trace, longer: Trace) -> None:
    go(panel, trace, SITE, 0.5)


def other_theme(panel: ArchitecturePanel, trace: Trace, longer: Trace) -> None:
    panel.apply_theme(DARK, 1.0)
    looked(panel)
    panel.apply_theme(LIGHT, 1.0)


def unfolded(panel: ArchitecturePanel, trace: Trace, longer: Trace) -> None:
    panel.diagram.unfold("encoder.layers.0.self_attention")
    looked(panel)
    panel.diagram.fold("encoder.layers.0.self_attention")


@pytest.mark.parametrize("way", [other_sentence, other_step, amid_a_transition, other_theme, unfolded])
def test_back_where_it_was_the_figure_looks_as_at_first(
    way: Way, make: Callable[[], ArchitecturePanel], tiny_trace: Trace, longer: Trace
) -> None:
    panel, first = make(), make()
    go(first, tiny_trace, SITE)
    go(panel, tiny_trace, SITE)
    way(panel, tiny_trace, longer)
    go(panel, tiny_trace, SITE)
    assert looked(panel) == looked(first)


def test_other_numbers_give_other_pictures(
    make: Callable[[], ArchitecturePanel], tiny_models: object
) -> None:
    panel = make()
    plain, silent = (
        compute(tiny_request("the cat", interventions=edits), device="cpu")
        for edits in ((), (PositionsOff(),))
    )
    go(panel, plain, SITE)
    before = looked(panel)
    go(panel, silent, SITE)
    go(panel, plain, SITE)
    assert looked(panel) == before
    other = compute(tiny_request("the dog"), device="cpu")
    go(panel, other, SITE)
    assert looked(panel) != before


def test_the_picture_of_the_lit_block_lies_above_its_light(
    make: Callable[[], ArchitecturePanel], tiny_trace: Trace
) -> None:
    panel = make()
    go(panel, tiny_trace, OTHER)
    lit = panel.diagram.lit_path()
    placement = panel.diagram._placement
    assert lit is not None and placement is not None
    rect = placement.placed[lit].picture.translated(panel.diagram._offset).toAlignedRect()
    image = looked(panel).copy(rect)
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 5
