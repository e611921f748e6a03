"""The figure as it is painted, clicked and walked through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPicture
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.panels.architecture import ArchitecturePanel
from app.reading.block_costs import NOTHING
from app.session import Session
from app.settings import Settings
from app.state import Comparison, Playback
from app.theme import DARK, LIGHT, Theme
from app.widgets.block_layout import CIRCLES
from core.interventions.silence_head import SilenceHead
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

Show = Callable[..., ArchitecturePanel]
ATTENTION = "encoder.layers.0.self_attention"


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """A panel that is seen, over this trace at this site."""
    kept: list[ArchitecturePanel] = []

    def shown(trace: Trace, site: str = "", size: tuple[int, int] = (210, 480)) -> ArchitecturePanel:
        panel = ArchitecturePanel()
        kept.append(panel)
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.apply_theme(LIGHT, 1.0)
        panel.show_trace(trace, Comparison())
        panel.show_moment(Playback(trace.steps.index(trace[site]) if site else 0))
        with qtbot.waitExposed(panel):
            panel.show()
        return panel

    return shown


def middle(panel: ArchitecturePanel, path: str) -> QPoint:
    return panel.diagram.block_rect(path).center().toPoint()


def painted(panel: ArchitecturePanel) -> QImage:
    return panel.diagram.grab().toImage()


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_block_of_the_step_is_lit(show: Show, tiny_trace: Trace) -> None:
    assert show(tiny_trace, f"{ATTENTION}.weights").diagram.lit_path() == ATTENTION


def test_every_step_lights_a_block_that_can_be_seen(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace)
    for step in range(len(tiny_trace.steps)):
        panel.show_moment(Playback(step))
        lit = panel.diagram.lit_path()
        assert lit is not None and not panel.diagram.block_rect(lit).isEmpty()
        assert panel.diagram.rect().contains(panel.diagram.block_rect(lit).toAlignedRect())


def test_the_lit_block_is_scrolled_into_view(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, size=(210, 260))
    for site in ("decoder.next_token", "encoder.embedding.rows"):
        panel.show_moment(Playback(tiny_trace.steps.index(tiny_trace[site])))
        lit = panel.diagram.block_rect(panel.diagram.lit_path() or "")
        assert panel.area.seen().contains(lit.toAlignedRect())


def test_what_the_step_takes_from_is_lit_too(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, "encoder.layers.0.self_attention_residual")
    moment = panel.diagram.moment()
    assert moment.sources == {"encoder.embedding.sum", ATTENTION}
    assert len(moment.routes) == 2


def test_what_a_hidden_layer_gives_comes_in_from_below(show: Show, tiny_trace: Trace) -> None:
    moment = show(tiny_trace, "encoder.layers.1.self_attention.query_projected").diagram.moment()
    assert [route.edge.tail for route in moment.routes if route.edge] == ["encoder.embedding.sum"]
    assert moment.source_layers == {"encoder.layers.0"}


def test_the_data_of_cross_attention_comes_from_the_encoder(show: Show, tiny_trace: Trace) -> None:
    moment = show(tiny_trace, "decoder.layers.0.cross_attention.key_projected").diagram.moment()
    assert [route.edge.tail for route in moment.routes if route.edge] == [
        "encoder.layers.1.feed_forward_norm"
    ]


def test_a_dot_moves_with_the_transition(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, "encoder.layers.0.self_attention_residual")
    step = tiny_trace.steps.index(tiny_trace["encoder.layers.0.self_attention_residual"])
    pictures = []
    for alpha in (0.2, 0.8, 0.2, 1.0):
        panel.show_moment(Playback(step, alpha))
        pictures.append(painted(panel))
    assert pictures[0] == pictures[2]
    assert pictures[0] != pictures[1] != pictures[3]


@pytest.mark.parametrize(
    "path", [ATTENTION, "encoder.layers.0.feed_forward", "decoder.logits", "decoder.embedding"]
)
def test_a_click_goes_to_the_first_step_of_a_block(
    path: str, qtbot: QtBot, show: Show, tiny_trace: Trace
) -> None:
    panel = show(tiny_trace)
    with qtbot.waitSignal(panel.step_requested) as wish:
        qtbot.mouseClick(panel.diagram, Qt.MouseButton.LeftButton, pos=middle(panel, path))
    first = next(at for at, step in enumerate(tiny_trace.steps) if step.site.startswith(path))
    assert wish.args == [first]


def test_two_clicks_unfold_and_fold_a_part(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, f"{ATTENTION}.weights")
    qtbot.mouseDClick(panel.diagram, Qt.MouseButton.LeftButton, pos=middle(panel, ATTENTION))
    assert panel.diagram.lit_path() == f"{ATTENTION}.weights"
    title = panel.diagram.block_rect(ATTENTION).topLeft().toPoint() + QPoint(30, 6)
    qtbot.mouseDClick(panel.diagram, Qt.MouseButton.LeftButton, pos=title)
    assert panel.diagram.lit_path() == ATTENTION


def test_the_mark_of_a_block_unfolds_it(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, f"{ATTENTION}.weights")
    mark = panel.diagram.mark_rect(ATTENTION).center().toPoint()
    qtbot.mouseClick(panel.diagram, Qt.MouseButton.LeftButton, pos=mark)
    assert f"{ATTENTION}.scores" in panel.diagram.visible_paths()


def test_a_part_stays_unfolded_in_the_next_layer(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, f"{ATTENTION}.weights")
    panel.diagram.unfold(ATTENTION)
    site = "encoder.layers.1.self_attention.scores"
    panel.show_moment(Playback(tiny_trace.steps.index(tiny_trace[site])))
    assert panel.diagram.lit_path() == site


def test_layers_are_shown_as_one_as_all_and_as_none(show: Show, tiny_trace: Trace) -> None:
    diagram = show(tiny_trace).diagram
    assert "encoder.layers" in diagram.visible_paths()
    diagram.unfold("encoder.layers")
    assert {"encoder.layers.0", "encoder.layers.1"} <= set(diagram.visible_paths())
    diagram.fold("encoder.layers.1")
    diagram.fold("encoder.layers")
    assert ATTENTION not in diagram.visible_paths()
    diagram.unfold("encoder.layers")
    assert ATTENTION in diagram.visible_paths()


def test_the_layer_of_the_walk_is_the_one_shown(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, "encoder.layers.1.self_attention.scores")
    assert "encoder.layers.1.self_attention" in panel.diagram.visible_paths()
    assert panel.diagram.moment().layers == {"encoder.layers.1"}


def test_keys_move_go_unfold_and_fold(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, "encoder.embedding.rows")
    diagram = panel.diagram
    for _ in range(4):
        qtbot.keyClick(diagram, Qt.Key.Key_Up)
    assert diagram.shown_block() is not None and diagram.shown_block().path == ATTENTION  # type: ignore[union-attr]
    qtbot.keyClick(diagram, Qt.Key.Key_Right)
    assert f"{ATTENTION}.scores" in diagram.visible_paths()
    qtbot.keyClick(diagram, Qt.Key.Key_Minus)
    assert f"{ATTENTION}.scores" not in diagram.visible_paths()
    with qtbot.waitSignal(panel.step_requested) as wish:
        qtbot.keyClick(diagram, Qt.Key.Key_Return)
    assert tiny_trace.steps[wish.args[0]].site == f"{ATTENTION}.query_projected"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_BracketLeft])
def test_other_keys_are_left_to_the_window(key: Qt.Key, window: MainWindow, session: Session) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    window.architecture.diagram.keyPressEvent(event)
    assert not event.isAccepted()


def test_an_intervened_block_is_marked_and_said_to_be(show: Show, tiny_models: object) -> None:
    plain = compute(tiny_request(), device="cpu")
    trace = compute(tiny_request(interventions=(SilenceHead("encoder", 0, 1),)), device="cpu")
    site = f"{ATTENTION}.head_output"
    panel, other = show(trace, site), show(plain, site)
    assert "changed by a what-if" in panel.diagram.accessibleDescription()
    assert "changed by a what-if" not in other.diagram.accessibleDescription()
    assert painted(panel) != painted(other)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("make", [encoder_only_trace, decoder_only_trace])
def test_one_half_alone_is_drawn(theme: Theme, make: Callable[[], Trace], show: Show) -> None:
    panel = show(make())
    panel.apply_theme(theme, 1.0)
    assert colours(painted(panel)) > 20
    assert "cross" not in " ".join(panel.diagram.visible_paths())


@pytest.mark.parametrize("width", [160, 200, 300, 400])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_name_is_cut_and_no_block_covers_another(
    width: int, scale: float, show: Show, tiny_trace: Trace
) -> None:
    panel = show(tiny_trace, size=(width, 480))
    panel.apply_theme(LIGHT, scale)
    diagram = panel.diagram
    assert diagram._placement is not None
    measures = diagram._placement.measures
    blocks = [part for part in diagram._placement.placed.values() if part.node.form == "box"]
    for block in blocks:
        assert all(measures.metrics.horizontalAdvance(line) <= block.rect.width() for line in block.lines)
    for at, one in enumerate(blocks):
        assert not any(one.rect.intersects(other.rect) for other in blocks[at + 1 :])


def test_no_arrow_crosses_a_block_that_it_does_not_join(show: Show, tiny_prenorm_trace: Trace) -> None:
    diagram = show(tiny_prenorm_trace, size=(220, 700)).diagram
    assert diagram._placement is not None
    boxes = {p: part.rect for p, part in diagram._placement.placed.items() if part.node.form == "box"}
    for route in diagram._routes:
        joined = {route.head, route.edge.tail if route.edge else ""}
        for line in route.lines:
            points = [line.pointAtPercent(at / 100) for at in range(101)]
            inside = {path: rect.adjusted(1, 1, -1, -1) for path, rect in boxes.items()}
            crossed = {path for path, rect in inside.items() if any(map(rect.contains, points))}
            assert crossed <= joined, route.head


@pytest.mark.parametrize("size", [(400, 900), (204, 430), (160, 300)])
def test_every_folded_block_shows_its_shape_and_a_picture(
    size: tuple[int, int], show: Show, tiny_trace: Trace
) -> None:
    diagram = show(tiny_trace, size=size).diagram
    assert diagram._placement is not None
    for path, part in diagram._placement.placed.items():
        if part.node.form == "box" and part.node.block.look not in CIRCLES:
            assert part.note and part.rect.contains(part.shape), path
            assert part.picture.isEmpty() != part.node.block.pictured, path
            assert part.picture.isEmpty() or part.rect.contains(part.picture), path


def test_every_sum_has_a_picture_beside_it(show: Show, tiny_trace: Trace) -> None:
    diagram = show(tiny_trace).diagram
    assert diagram._placement is not None
    placed = list(diagram._placement.placed.values())
    for circle in (part for part in placed if part.node.block.look in CIRCLES):
        assert circle.picture.width() >= 14
        assert not any(circle.picture.intersects(part.rect) for part in placed if part.node.form == "box")


def test_a_vector_figure_holds_no_kept_pixels(show: Show, tiny_trace: Trace) -> None:
    panel, picture = show(tiny_trace), QPicture()
    panel.diagram.render(picture)
    assert picture.size() > 5000


def test_costs_are_told_when_asked_for(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, f"{ATTENTION}.scores")
    assert not panel.costs.isVisible()
    qtbot.mouseClick(panel.costs_toggle, Qt.MouseButton.LeftButton)
    n = len(tiny_trace.tokens["source"])
    assert panel.costs.numbers["parameters"][0].text() == f"{4 * (16 * 16 + 16):,}"
    assert panel.costs.numbers["multiply_adds"][0].text() == f"{4 * n * 16 * 16 + 2 * n * n * 16:,}"


def notes(panel: ArchitecturePanel) -> dict[str, str]:
    assert panel.diagram._placement is not None
    placed = panel.diagram._placement.placed.items()
    return {path: part.note.text for path, part in placed if part.node.form == "box" and part.note}


def test_every_block_says_its_cost_in_place_of_its_shape(qtbot: QtBot, show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, size=(400, 700))
    shapes = notes(panel)
    panel.costs_toggle.click()
    assert notes(panel)[ATTENTION] == f"{4 * (16 * 16 + 16):,}"
    assert notes(panel)["decoder.probabilities"] == NOTHING
    panel.costs.choices["parameters"].setFocus()
    qtbot.keyClick(panel.costs.choices["parameters"], Qt.Key.Key_Down)
    assert panel.costs.quantity() == "multiply_adds"
    n = len(tiny_trace.tokens["source"])
    assert notes(panel)[ATTENTION] == f"{4 * n * 16 * 16 + 2 * n * n * 16:,}"
    panel.costs_toggle.click()
    assert notes(panel) == shapes


def test_the_caption_names_block_and_shape(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, f"{ATTENTION}.scores")
    n = len(tiny_trace.tokens["source"])
    assert "Encoder 1 · self-attention" in panel.caption.text()
    assert f"d<sub>model</sub> = {n} × 16" in panel.caption.text()


def test_a_folded_panel_draws_when_it_is_unfolded(
    show: Show, tiny_trace: Trace, tiny_prenorm_trace: Trace
) -> None:
    panel = show(tiny_trace)
    panel.hide()
    panel.show_trace(tiny_prenorm_trace, Comparison())
    assert "encoder.norm" not in panel.diagram.visible_paths()
    panel.show()
    assert "encoder.norm" in panel.diagram.visible_paths()


@pytest.mark.parametrize("folded", [False, True])
def test_the_figure_can_be_saved_whether_it_is_seen_or_not(
    folded: bool, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "model.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.architecture.setHidden(folded)
    window.commands["save_architecture"].trigger()
    saved = QImage(str(path))
    assert saved.size() == window.architecture.diagram.size() and colours(saved) > 20


def test_f7_folds_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    assert window.architecture.isVisible()
    window.commands["show_architecture"].trigger()
    assert not window.architecture.isVisible()


def test_a_click_in_the_window_goes_to_the_step(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    QApplication.processEvents()
    place = middle(window.architecture, "encoder.layers.0.feed_forward")
    qtbot.mouseClick(window.architecture.diagram, Qt.MouseButton.LeftButton, pos=place)
    assert session.trace is not None
    assert session.trace.steps[session.playback.step].site == "encoder.layers.0.feed_forward.hidden"
    assert window.architecture.diagram.lit_path() == "encoder.layers.0.feed_forward"


def test_sizes_of_an_older_window_are_not_taken_for_these(
    settings: Settings, build: object, session: Session
) -> None:
    settings.set_splitter_sizes("stage", (900, 300))
    window = build(session)  # type: ignore[operator]
    window.resize(QSize(1280, 720))
    QApplication.processEvents()
    assert window.architecture.width() < window.stage.width()


def test_what_is_lit_stays_in_view_in_a_lower_window(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace, "encoder.embedding.positions")
    panel.resize(210, 300)
    QApplication.processEvents()
    lit = panel.diagram.lit_path()
    assert lit is not None
    assert panel.area.seen().contains(panel.diagram.block_rect(lit).toAlignedRect())


def test_below_the_figure_there_are_always_two_lines(show: Show, tiny_trace: Trace) -> None:
    panel = show(tiny_trace)
    heights = set()
    for step in range(len(tiny_trace.steps)):
        panel.show_moment(Playback(step))
        heights.add(panel.caption.heightForWidth(panel.caption.width()))
    assert len(heights) == 1
