"""At the width it has in a window of 1280x720, the figure says the shape of everything that it draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, product

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.reading.architecture import FigureReader
from app.reading.thumbnails import Thumbnails
from app.theme import LIGHT
from app.translation import Translator
from app.widgets.block_contents import Placed
from app.widgets.block_diagram import BlockDiagram
from app.widgets.block_layout import CIRCLES, Placement
from app.widgets.block_painting import BlockPainter
from app.widgets.block_routing import routes
from app.widgets.blocks import shape_notes
from app.widgets.symbol_text import symbols_width
from core.request import ModelId, Sentence, TraceRequest
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import ANIMAL, CAT

ROOM = QSize(184, 435)
"""What a window of 1280x720 leaves for the figure, beside a scroll bar."""
TRACES: dict[str, Callable[[], Trace]] = {
    "default": lambda: bundled("zh-en", CAT),
    "long": lambda: bundled("zh-en", ANIMAL),
    "pre-norm": lambda: bundled("zh-en-prenorm", CAT),
    "encoder only": encoder_only_trace,
    "decoder only": decoder_only_trace,
}
Place = Callable[..., Placement]
LEVELS = ("one layer", "every layer", "no layer", "attention", "feed_forward", "norm", "embedding")
cases = pytest.mark.parametrize(("name", "level"), list(product(TRACES, LEVELS)))


def bundled(model: str, text: str) -> Trace:
    direction = "en-zh" if text == ANIMAL else "zh-en"
    return compute(TraceRequest(ModelId(model), Sentence(text, direction, 0)), device="cpu")


@pytest.fixture(scope="module", params=["en", "zh"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """The figure of one of the traces, as far as it is unfolded, in this language."""
    translator = Translator()
    translator.set_language(request.param)
    yield cache(placed)
    translator.set_language("en")


@cache
def trace(name: str) -> Trace:
    return TRACES[name]()


def placed(name: str, level: str, scale: float = 1.0) -> Placement:
    diagram = BlockDiagram()
    diagram.set_theme(LIGHT, scale)
    diagram.fit(ROOM)
    diagram.set_figure(FigureReader().figure(trace(name)), Thumbnails(trace(name), LIGHT))
    unfold(diagram, level)
    assert diagram._placement is not None
    return diagram._placement


def unfold(diagram: BlockDiagram, level: str) -> None:
    """Unfold every part of that look, or every list of layers; or fold them all."""
    assert diagram._scene is not None
    for path, node in list(diagram._scene.nodes.items()):
        if node.block.look == level or (level == "every layer" and node.pile is not None):
            diagram.unfold(path)
        elif level == "no layer" and node.pile is not None:
            diagram.fold(path)


def seen(placement: Placement) -> dict[str, QRectF]:
    """Everything with ink of its own: circles, words, shapes and pictures; pictures of a row may touch nothing else."""
    found: dict[str, QRectF] = {}
    for path, part in placement.placed.items():
        kinds = {"words": part.text, "shape": part.shape, "picture": part.picture}
        if part.node.block.look in CIRCLES:
            kinds["circle"] = part.rect
        found |= {f"{kind} of {path}": rect for kind, rect in kinds.items() if not rect.isEmpty()}
    return found


def written(part: Placed) -> str:
    return part.note.text if part.note else ""


def width_of_name(part: Placed) -> float:
    if part.symbol:
        return symbols_width(part.name_font, part.symbol)
    return max((QFontMetricsF(part.name_font).horizontalAdvance(line) for line in part.lines), default=0.0)


@cases
def test_everything_says_its_shape(place: Place, name: str, level: str) -> None:
    for path, part in place(name, level).placed.items():
        assert written(part) in shape_notes(part.node.block), path


@cases
def test_everything_that_is_a_matrix_has_a_picture(place: Place, name: str, level: str) -> None:
    for path, part in place(name, level).placed.items():
        assert part.node.block.pictured == (part.picture.width() >= 9 and part.picture.height() >= 8), path


@pytest.mark.parametrize("column", range(0, 64, 9))
def test_a_single_bright_column_is_seen_in_a_picture_with_fewer_pixels(
    qapp: QApplication, column: int
) -> None:
    image = QImage(64, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    for y in range(6):
        image.setPixelColor(column, y, QColor("white"))
    place, shown = placed("default", "one layer"), QImage(ROOM.width(), 900, QImage.Format.Format_RGB32)
    shown.fill(QColor("black"))
    painter = QPainter(shown)
    BlockPainter(place, (), LIGHT, lambda blocks: [image] * len(blocks)).paint_pictures(painter)
    painter.end()
    softmax = place.placed["decoder.probabilities"].picture.toAlignedRect()
    row = [shown.pixelColor(x, softmax.center().y()) for x in range(softmax.left(), softmax.right() + 1)]
    assert len(row) < image.width() and max(colour.lightness() for colour in row) > 30


@cases
def test_no_word_is_cut(place: Place, name: str, level: str) -> None:
    for path, part in place(name, level).placed.items():
        assert width_of_name(part) <= part.rect.width(), path
        if part.note:
            room = part.shape.height() if part.note.upright else part.shape.width()
            assert part.note.length <= room + 0.01, path


@cases
def test_nothing_covers_anything_else(place: Place, name: str, level: str) -> None:
    rects = {what: rect.adjusted(0.25, 0.25, -0.25, -0.25) for what, rect in seen(place(name, level)).items()}
    covering = [(one, other) for one, other in combinations(rects, 2) if rects[one].intersects(rects[other])]
    assert not covering


@cases
def test_words_stay_in_their_block(place: Place, name: str, level: str) -> None:
    for path, part in place(name, level).placed.items():
        if part.node.block.look not in CIRCLES:
            kept = (rect for rect in (part.text, part.shape, part.picture) if not rect.isEmpty())
            assert all(part.rect.contains(rect) for rect in kept), path


@cases
def test_no_arrow_runs_through_a_shape(place: Place, name: str, level: str) -> None:
    placement = place(name, level)
    shapes = [part.shape for part in placement.placed.values() if not part.shape.isEmpty()]
    for line in (line for route in routes(placement) for line in route.lines):
        points = [line.pointAtPercent(at / 60) for at in range(61)]
        assert not any(shape.contains(point) for shape in shapes for point in points)


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_written_smaller_than_it_can_be_read(place: Place, level: str) -> None:
    parts = place("long", level).placed.values()
    assert min(part.note.font.pixelSize() for part in parts if part.note) >= 10


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_larger_text_takes_more_room_and_leaves_no_shape_out(place: Place, level: str, scale: float) -> None:
    assert all(part.note for part in place("default", level, scale).placed.values())
