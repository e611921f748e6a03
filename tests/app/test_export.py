"""A widget becomes a picture of its own size; lines and letters stay lines and letters in SVG and PDF."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.export import FORMATS, format_of, picture, write_picture
from app.figure import application, comparison, drawn, view_named
from app.state import Comparison, Playback, Selection
from app.theme import DARK, LIGHT, Theme
from app.widgets.heatmap import HeatMap, Scale
from app.widgets.map_grid import MapGrid
from core.interventions.scaling_off import ScalingOff
from core.problems import ProblemError
from core.run import compute
from core.trace import Trace
from tests.tiny import tiny_request

SIZE = (640, 400)


@pytest.fixture
def label(qtbot: QtBot) -> QLabel:
    label = QLabel("attention")
    label.resize(200, 100)
    qtbot.addWidget(label)
    return label


@pytest.fixture
def heat_map(qtbot: QtBot) -> HeatMap:
    heat_map = HeatMap()
    qtbot.addWidget(heat_map)
    heat_map.resize(300, 300)
    heat_map.set_matrix(
        np.array([[0.25, 0.75], [1.0, 0.0]]),
        row_labels=["a", "b"],
        column_labels=["c", "d"],
        scale=Scale("sequential", 0, 1),
    )
    return heat_map


@pytest.fixture
def grid(qtbot: QtBot) -> MapGrid:
    """Two maps that differ: all ones, and all zeros."""
    grid = MapGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    grid.set_maps(np.array([[[[1.0]], [[0.0]]]]))
    return grid


def painted(svg: bytes, widget: QWidget) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(svg).render(painter, QRectF(widget.rect()))
    painter.end()
    return image


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_png_has_the_size_of_the_widget(label: QLabel) -> None:
    assert QImage.fromData(picture(label, "png")).size() == label.size()


def test_svg_has_the_size_of_the_widget(label: QLabel) -> None:
    assert QSvgRenderer(picture(label, "svg")).viewBox() == label.rect()


def test_pdf_has_one_page_of_the_size_of_the_widget(label: QLabel) -> None:
    found = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", picture(label, "pdf"))
    # 200 x 100 pixels of 1/96 inch are 150 x 75 points.
    assert [tuple(round(float(side)) for side in page) for page in found] == [(150, 75)]


def test_letters_stay_letters(label: QLabel, heat_map: HeatMap) -> None:
    for widget in (label, heat_map):
        assert b"<text" in picture(widget, "svg")
        assert b"/FontDescriptor" in picture(widget, "pdf")


def test_the_vector_figure_looks_like_the_screen(heat_map: HeatMap) -> None:
    cell = heat_map.grab().toImage().pixelColor(heat_map.width() * 3 // 4, heat_map.height() * 2 // 5)
    assert cell.rgb() in colours(painted(picture(heat_map, "svg"), heat_map))


def test_every_map_of_a_grid_is_its_own_in_svg(grid: MapGrid) -> None:
    on_screen = colours(grid.grab().toImage())
    in_file = colours(painted(picture(grid, "svg"), grid))
    extremes = {QColor(name).rgb() for name in ("#00204d", "#ffea46")}
    assert extremes <= on_screen
    assert extremes <= in_file


@pytest.mark.parametrize("name", ["a.png", "a.SVG", "folder.x/a.pdf"])
def test_the_ending_chooses_the_format(name: str) -> None:
    assert format_of(Path(name)) == name[-3:].lower()


@pytest.mark.parametrize("name", ["a", "a.jpg", ".png", "a.png.txt"])
def test_another_ending_is_a_problem(label: QLabel, tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError, match="invalid_argument"):
        write_picture(label, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_a_problem(label: QLabel, tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="unwritable_file"):
        write_picture(label, tmp_path / "missing" / "a.png")


def test_the_file_holds_the_picture(label: QLabel, tmp_path: Path) -> None:
    write_picture(label, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == picture(label, "png")


Draw = Callable[..., QImage]


@pytest.fixture
def draw(qapp: QApplication, tiny_trace: Trace) -> Draw:
    """Draws a view of the tiny trace, as the command does."""

    def draw(name: str, theme: Theme = LIGHT, selection: Selection | None = None, step: int = 0) -> QImage:
        moment = (tiny_trace, Comparison(), selection or Selection(), Playback(step))
        with drawn(view_named(name), moment, theme.name, "en", SIZE) as view:
            return QImage.fromData(picture(view, "png"))

    return draw


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_figure_has_its_size_and_the_background_of_its_theme(draw: Draw, theme: Theme) -> None:
    image = draw("attention", theme)
    assert (image.width(), image.height()) == SIZE
    assert image.pixelColor(0, 0) == QColor(theme.background)
    assert len(colours(image)) > 10


def test_a_figure_follows_the_selection(draw: Draw) -> None:
    assert draw("attention") != draw("attention", selection=Selection("cross", 1, 1))


def test_drawing_leaves_the_application_as_it_was(draw: Draw, qapp: QApplication) -> None:
    before = qapp.palette(), qapp.styleSheet()
    draw("attention", DARK)
    assert (qapp.palette(), qapp.styleSheet()) == before


def test_a_language_that_is_not_there_is_a_problem(
    tiny_trace: Trace, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.figure.Translator.set_language", lambda self, language: False)
    moment = (tiny_trace, Comparison(), Selection(), Playback())
    figure = drawn(view_named("attention"), moment, "light", "zh", SIZE)
    with pytest.raises(ProblemError, match="unreadable_file"):
        figure.__enter__()


def test_a_trace_without_interventions_needs_no_baseline(tiny_trace: Trace) -> None:
    baselines = comparison(tiny_trace, "cpu")
    assert (baselines.own, baselines.forced) == (None, None)


def test_baselines_are_free_of_interventions_and_one_is_over_the_same_tokens(tiny_models: Path) -> None:
    trace = compute(tiny_request(interventions=(ScalingOff(),)), device="cpu")
    baselines = comparison(trace, "cpu")
    assert baselines.own is not None
    assert baselines.forced is not None
    assert baselines.own.request == trace.request.baseline()
    assert baselines.forced.tokens["target"] == trace.tokens["target"]
    assert baselines.forced.request.interventions == ()


def test_there_is_one_application_only(qapp: QApplication) -> None:
    assert application() is qapp


def test_every_format_has_a_writer(label: QLabel) -> None:
    assert all(picture(label, ending) for ending in FORMATS)
