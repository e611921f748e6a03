"""Real traces of the tiny model with and without what-ifs, and a view that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.state import Comparison
from app.theme import LIGHT
from app.views import View, catalogue
from core import catalogue as models
from core.interventions import Intervention
from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.silence_head import SilenceHead
from core.request import Target
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

Show = Callable[..., View]


def compared(*interventions: Intervention) -> tuple[Trace, Comparison]:
    """The cat sentence with the interventions, its own baseline and the one over the same tokens."""
    trace = compute(tiny_request(interventions=interventions), device="cpu")
    output = Target(tuple(token.id for token in trace.tokens["target"][1:]))
    own = compute(tiny_request(), device="cpu")
    return trace, Comparison(own, compute(tiny_request(target=output), device="cpu"))


@pytest.fixture(scope="session")
def silenced(tiny_folder: Path) -> tuple[Trace, Comparison]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(models.FOLDER_VARIABLE, str(tiny_folder))
        return compared(SilenceHead("encoder", 0, 1))


@pytest.fixture(scope="session")
def without_norm(tiny_folder: Path) -> tuple[Trace, Comparison]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(models.FOLDER_VARIABLE, str(tiny_folder))
        return compared(LayerNormOff())


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Build a view by its id, hand it a trace, and show it at the size of a small laptop's stage."""
    kept: list[View] = []  # qtbot holds views weakly: one read in a single line would be gone too early

    def shown(name: str, trace: Trace, comparison: Comparison | None = None) -> View:
        view = next(spec for spec in catalogue() if spec.id == name).build()
        kept.append(view)
        qtbot.addWidget(view)
        view.resize(860, 520)
        view.apply_theme(LIGHT, 1.0)
        view.show_trace(trace, comparison or Comparison())
        with qtbot.waitExposed(view):
            view.show()
        return view

    return shown
