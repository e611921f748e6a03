"""Transitions show what an operation does: a pure function of the progress, in the colours of the heat maps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.reading.step_matrices import scale_of, step_matrix
from app.theme import DARK, LIGHT, Theme
from app.widgets.matrix_painting import paint_cells, paint_grid
from app.widgets.scale import Scale
from app.widgets.transition_overlay import Panel, Scene, TransitionOverlay, paint_transition
from app.widgets.transitions import elementwise, lookup, movements, product, softmax
from app.widgets.transitions.canvas import Canvas
from core.trace import Array, Step, Trace

KINDS = (
    "lookup", "scale", "position", "sum", "projection", "split", "product", "given_mask", "combined_mask",
    "masking", "softmax", "weighted_sum", "concatenation", "mean", "variance", "deviation", "normalisation",
    "affine", "activation",
)  # fmt: skip
OUTPUT = QRectF(320, 30, 390, 280)
MARK = QColor("#ff0000")  # in none of the themes
MOMENTS = (0.0, 0.07, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)

Scenes = Callable[[str], Scene]


@pytest.fixture
def scene_of(qapp: QApplication, tiny_trace: Trace) -> Scenes:
    """The scene of the last step of a kind that still has a matrix: masks there are causal ones."""

    def scene_of(kind: str) -> Scene:
        return scene(tiny_trace, [s for s in tiny_trace.of_kind(kind) if s.axis("vocabulary") is None][-1])

    return scene_of


def scene(trace: Trace, step: Step) -> Scene:
    """What the view shows of a step: its sources and its parameters at the left, its output at the right."""
    sources = [step_matrix(trace, trace[site], trace[site].value, 1) for site in step.sources]
    panels = [(shown.values, shown.scale, shown.hidden) for shown in sources]
    for name in step.parameters:
        if name in trace.parameters:
            values = np.atleast_2d(trace.parameters[name])
            panels.append((values, scale_of("parameter", values), np.zeros(values.shape, bool)))
    height = 300 / max(1, len(panels))
    inputs = (
        Panel(values, scale, QRectF(10, 20 + at * height, 280, height - 10), hidden)
        for at, (values, scale, hidden) in enumerate(panels)
    )
    out = step_matrix(trace, step, step.value, 1)
    head = 1 if step.axis("head") is not None else None
    output = Panel(out.values, out.scale, OUTPUT, out.hidden)
    return Scene(step.kind, tuple(inputs), output, head, trace.architecture.heads)


def blank() -> QImage:
    image = QImage(730, 340, QImage.Format.Format_RGB32)
    image.fill(MARK)
    return image


def heat_map(panel: Panel, theme: Theme = LIGHT) -> QImage:
    """The cells of a matrix as they lie under the overlay, without their numbers."""
    image = blank()
    painter = QPainter(image)
    paint_cells(painter, panel.rect, panel.values, panel.masked(), panel.scale, theme)
    paint_grid(painter, panel.rect, panel.rows, panel.columns, theme)
    painter.end()
    return image


def painted(scene: Scene, alpha: float, theme: Theme = LIGHT, ground: QImage | None = None) -> QImage:
    image = blank() if ground is None else ground.copy()
    painter = QPainter(image)
    paint_transition(painter, scene, alpha, theme, 1.0)
    painter.end()
    return image


def pixels(image: QImage, rect: QRectF) -> Array:
    """Channels [rows, columns, 3] of the pixels well inside a rectangle."""
    part = image.copy(rect.toRect().adjusted(1, 1, -1, -1)).convertToFormat(QImage.Format.Format_RGBX8888)
    return np.array(part.constBits()).reshape(part.height(), -1, 4)[..., :3].astype(int)


@pytest.mark.parametrize("kind", KINDS)
def test_scrubbing_back_runs_it_backward(scene_of: Scenes, kind: str) -> None:
    shown = scene_of(kind)
    forward = [painted(shown, alpha) for alpha in MOMENTS]
    assert forward == [painted(shown, alpha) for alpha in reversed(MOMENTS)][::-1]


@pytest.mark.parametrize("kind", KINDS)
def test_something_moves(scene_of: Scenes, kind: str) -> None:
    shown = scene_of(kind)
    images = [painted(shown, alpha, ground=heat_map(shown.output)) for alpha in MOMENTS]
    # The root of a variance of nearly 1 hardly changes anything to see.
    assert sum(one == other for one, other in pairwise(images)) <= (kind == "deviation")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_output_is_seen_before_it_begins(scene_of: Scenes, kind: str) -> None:
    shown = scene_of(kind)
    other = replace(shown, output=replace(shown.output, scale=Scale("sequential", -100.0, 50.0)))
    start = painted(shown, 0.0)
    assert start == painted(other, 0.0)
    assert not (pixels(start, OUTPUT) == MARK.getRgb()[:3]).all(axis=-1).any()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_in_the_colours_of_the_heat_map(scene_of: Scenes, kind: str, theme: Theme) -> None:
    shown = scene_of(kind)
    below = heat_map(shown.output, theme)
    last = pixels(painted(shown, 0.9999, theme, below), OUTPUT)
    apart = np.abs(last - pixels(below, OUTPUT)).max(axis=-1)
    # Frames, and numbers in small cells, are the only things left.
    assert np.mean(apart > 12) < 0.12


@pytest.mark.parametrize("kind", [*KINDS, "choice", "something new"])
def test_nothing_is_painted_at_the_end(scene_of: Scenes, kind: str) -> None:
    shown = replace(scene_of("scale"), kind=kind)
    assert painted(shown, 1.0) == blank()


@pytest.mark.parametrize("kind", [*KINDS, "learned_position", "choice", "something new"])
@pytest.mark.parametrize("given", [0, 1])
def test_with_less_on_screen_the_rows_appear(scene_of: Scenes, kind: str, given: int) -> None:
    whole = scene_of("scale")
    few = tuple(replace(panel, values=panel.values[:2, :3]) for panel in whole.inputs[:given])
    shown = replace(whole, kind=kind, inputs=few)
    below = heat_map(whole.output)
    covered = [
        (pixels(painted(shown, a, ground=below), OUTPUT) != pixels(below, OUTPUT)).mean() for a in (0, 0.9)
    ]
    assert covered[0] > covered[1] > 0


def test_every_kind_of_the_model_has_its_movement(tiny_trace: Trace) -> None:
    assert {step.kind for step in tiny_trace.steps} <= movements().keys()
    of_tables = {"best projection", "best softmax"}
    assert set(KINDS) | {"choice", "learned_position"} | of_tables == movements().keys()


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_view_shows_is_enough_for_the_movement(scene_of: Scenes, kind: str) -> None:
    assert movements()[kind].fits(scene_of(kind))


@pytest.mark.parametrize("kind", ["projection", "product"])
def test_the_right_factor_may_stand_upright_or_as_it_is_stored(scene_of: Scenes, kind: str) -> None:
    left, right, *bias = scene_of(kind).inputs
    upright = replace(right, values=right.values.T, hidden=right.masked().T)
    shown = replace(scene_of(kind), inputs=(left, upright, *bias))
    assert product.columns_upright(shown) is True
    assert product.columns_upright(scene_of(kind)) is False
    assert product.place_in_right(shown, 2) == upright.column(2)
    assert painted(shown, 0.05) != painted(shown, 0.06)


@pytest.mark.parametrize("kind", ["projection", "product", "weighted_sum", "sum", "affine"])
def test_arithmetic_that_does_not_hold_is_not_acted_out(scene_of: Scenes, kind: str) -> None:
    shown = scene_of(kind)
    edited = replace(shown, output=replace(shown.output, values=shown.output.values * 0))
    assert not movements()[kind].fits(edited)


def test_the_choice_comes_from_the_largest_cell(qapp: QApplication) -> None:
    weights = np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])
    unit = Scale("sequential", 0.0, 1.0)
    source = Panel(weights, unit, QRectF(10, 30, 270, 180))
    shown = Scene("choice", (source,), Panel(weights.max(axis=1, keepdims=True), unit, OUTPUT))
    image = painted(shown, 0.06)
    assert image.pixelColor(source.cell(0, 1).topLeft().toPoint()).name() == LIGHT.text
    assert image.pixelColor(source.cell(0, 0).center().toPoint()) == MARK


@pytest.mark.parametrize("kind", ["sum", "affine"])
def test_the_operands_really_make_the_output(scene_of: Scenes, kind: str) -> None:
    shown = scene_of(kind)
    stages = elementwise.stages(shown)
    np.testing.assert_allclose(stages[-2] + shown.inputs[-1].values, stages[-1], atol=1e-5)


def test_the_exponentials_over_their_sum_are_the_weights(scene_of: Scenes) -> None:
    shown = scene_of("softmax")
    for row in range(shown.output.rows):
        powers = softmax.exponentials(shown.inputs[0], row)
        np.testing.assert_allclose(powers / powers.sum(), shown.output.values[row], atol=1e-6)


def test_a_row_without_anything_to_look_at_has_no_exponentials() -> None:
    hidden = Panel(np.full((1, 3), np.nan), Scale("sequential", 0, 1), OUTPUT, np.ones((1, 3), bool))
    assert softmax.exponentials(hidden, 0).tolist() == [0, 0, 0]


def test_rows_are_found_in_the_table(scene_of: Scenes, tiny_trace: Trace) -> None:
    shown = scene_of("lookup")
    found = [lookup.found_row(shown.inputs[0].values, row) for row in shown.output.values]
    assert found == [token.id for token in tiny_trace.tokens["target"]]
    assert lookup.found_row(shown.inputs[0].values, shown.output.values[0] + 1) is None


def test_a_flying_row_has_the_digits_of_the_matrix_that_it_comes_from(scene_of: Scenes) -> None:
    values = np.array([[0.5, 0.25], [-1234.5678, 0.5]])
    matrix = Panel(values, Scale("diverging", -1.0, 1.0), QRectF(0, 0, 160, 60))

    def written(like: Panel | None) -> QImage:
        image = blank()
        painter = QPainter(image)
        Canvas(painter, LIGHT, 1.0).numbers(matrix.row(0), values[:1], matrix.scale, like=like)
        painter.end()
        return image

    narrow = replace(matrix, rect=QRectF(0, 0, 90, 60))
    assert written(matrix) == written(None) != blank()
    assert written(narrow) == blank()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(730, 340)
    button = QPushButton(host)
    button.setGeometry(host.rect())
    host.show()
    return host


@pytest.fixture
def overlay(host: QWidget) -> TransitionOverlay:
    overlay = TransitionOverlay(host)
    overlay.setGeometry(host.rect())
    overlay.show()
    return overlay


def test_clicks_go_through(overlay: TransitionOverlay, scene_of: Scenes, qtbot: QtBot) -> None:
    overlay.set_scene(scene_of("product"))
    overlay.set_alpha(0.5)
    below = overlay.parentWidget().childAt(QPoint(400, 100))
    assert isinstance(below, QPushButton)
    with qtbot.waitSignal(below.clicked):
        qtbot.mouseClick(below, Qt.MouseButton.LeftButton)
    assert overlay.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_without_a_scene_or_at_the_end_the_matrices_are_untouched(
    overlay: TransitionOverlay, scene_of: Scenes
) -> None:
    host = overlay.parentWidget()
    untouched = host.grab().toImage()
    overlay.set_alpha(0.5)
    assert host.grab().toImage() == untouched
    overlay.set_scene(scene_of("product"))
    assert host.grab().toImage() != untouched
    overlay.set_alpha(1.0)
    assert host.grab().toImage() == untouched


def test_the_overlay_takes_the_colours_of_its_theme(overlay: TransitionOverlay, scene_of: Scenes) -> None:
    overlay.set_scene(scene_of("product"))
    overlay.set_alpha(0.0)
    overlay.set_theme(DARK, 1.5)
    shown = overlay.parentWidget().grab().toImage().pixelColor(600, 300)
    assert shown.name() == DARK.surface
