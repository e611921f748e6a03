"""The figure is read from the trace: its halves, its layers, the order of norm and sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from app.reading.architecture import FigureReader
from app.reading.thumbnails import Thumbnails
from app.theme import LIGHT
from app.widgets.block_folding import Folding
from app.widgets.block_scene import Scene
from app.widgets.blocks import Block, Figure
from core import presets
from core.interventions.positions_off import PositionsOff
from core.run import compute
from core.trace import Trace
from tests.compositions import decoder_only_trace, encoder_only_trace
from tests.tiny import tiny_request

TRACES = ("tiny_trace", "tiny_prenorm_trace", "encoder only", "decoder only")


@pytest.fixture(params=TRACES)
def trace(request: pytest.FixtureRequest) -> Trace:
    made: dict[str, Callable[[], Trace]] = {
        "encoder only": encoder_only_trace,
        "decoder only": decoder_only_trace,
    }
    return made[request.param]() if request.param in made else request.getfixturevalue(request.param)


def looks(figure: Figure, column: int) -> list[str]:
    """What one layer shows from below, by its looks."""
    layers = next(block for block in figure.columns[column].blocks if block.look == "layers")
    return [part.look for part in layers.children[0].children]


def edges(figure: Figure, step: int = 0) -> set[tuple[str, str]]:
    return {(edge.tail, edge.head) for edge in Scene(figure, Folding(), step).edges}


def test_every_step_belongs_to_exactly_one_operation(trace: Trace) -> None:
    figure = FigureReader().figure(trace)
    leaves = [leaf for column in figure.columns for top in column.blocks for leaf in top.leaves()]
    assert Counter(step for leaf in leaves for step in leaf.steps) == Counter(range(len(trace.steps)))


def test_a_block_holds_just_the_steps_of_what_is_in_it(trace: Trace) -> None:
    for block in FigureReader().figure(trace).by_path.values():
        if block.children:
            assert sorted(block.steps) == sorted(step for child in block.children for step in child.steps)


def test_every_block_has_a_name_a_title_and_a_shape(trace: Trace) -> None:
    for block in FigureReader().figure(trace).by_path.values():
        assert block.name and block.title and block.shape and block.sizes, block.path


def test_post_norm_sums_before_it_normalises(tiny_trace: Trace) -> None:
    assert looks(FigureReader().figure(tiny_trace), 0) == [
        "attention",
        "sum",
        "norm",
        "feed_forward",
        "sum",
        "norm",
    ]


def test_pre_norm_normalises_before_the_sublayer(tiny_prenorm_trace: Trace) -> None:
    figure = FigureReader().figure(tiny_prenorm_trace)
    assert looks(figure, 0) == ["norm", "attention", "sum", "norm", "feed_forward", "sum"]


@pytest.mark.parametrize(("fixture", "final"), [("tiny_trace", 0), ("tiny_prenorm_trace", 1)])
def test_only_pre_norm_has_a_final_norm_above_each_half(
    fixture: str, final: int, request: pytest.FixtureRequest
) -> None:
    figure = FigureReader().figure(request.getfixturevalue(fixture))
    for column in figure.columns:
        assert sum(block.look == "norm" for block in column.blocks) == final


def test_two_layers_are_two(tiny_trace: Trace) -> None:
    counts = [
        len(block.children)
        for column in FigureReader().figure(tiny_trace).columns
        for block in column.blocks
        if block.look == "layers"
    ]
    assert counts == [2, 2]


def test_the_decoder_has_a_third_sublayer(tiny_trace: Trace) -> None:
    assert looks(FigureReader().figure(tiny_trace), 1).count("attention") == 2


def test_an_encoder_alone_has_no_other_half() -> None:
    figure = FigureReader().figure(encoder_only_trace())
    assert len(figure.columns) == 1
    assert [block.look for block in figure.columns[0].blocks] == ["embedding", "position", "sum", "layers"]


def test_a_decoder_alone_ends_in_linear_and_softmax() -> None:
    figure = FigureReader().figure(decoder_only_trace())
    assert len(figure.columns) == 1
    assert [block.name for block in figure.columns[0].blocks[-2:]] == ["Linear", "Softmax"]
    assert figure.columns[0].below == "Outputs (shifted right)"


def test_a_layer_of_a_nameless_half_is_named(qapp: object) -> None:
    assert FigureReader().figure(decoder_only_trace()).by_path["layers.1"].title == "Layer 2"


def test_residual_arrows_go_around_the_sublayers(tiny_trace: Trace) -> None:
    found = edges(FigureReader().figure(tiny_trace))
    layer = "encoder.layers.0"
    assert ("encoder.embedding.sum", f"{layer}.self_attention_residual") in found
    assert (f"{layer}.self_attention", f"{layer}.self_attention_residual") in found
    assert (f"{layer}.self_attention_norm.output", f"{layer}.feed_forward_residual") not in found
    assert (f"{layer}.self_attention_norm", f"{layer}.feed_forward_residual") in found


@pytest.mark.parametrize(
    ("fixture", "last"),
    [("tiny_trace", "encoder.layers.1.feed_forward_norm"), ("tiny_prenorm_trace", "encoder.norm")],
)
def test_cross_attention_is_fed_twice_from_the_encoders_last_block(
    fixture: str, last: str, request: pytest.FixtureRequest
) -> None:
    figure = FigureReader().figure(request.getfixturevalue(fixture))
    scene = Scene(figure, Folding(), len(figure.sources) - 1)
    across = [edge for edge in scene.edges if edge.head.endswith("cross_attention") and edge.tail == last]
    assert [edge.entries for edge in across] == [2]


def test_self_attention_is_entered_by_three_arrows(tiny_trace: Trace) -> None:
    scene = Scene(FigureReader().figure(tiny_trace), Folding(), 0)
    assert next(e for e in scene.edges if e.head == "encoder.layers.0.self_attention").entries == 3


def test_no_arrow_leads_down(trace: Trace) -> None:
    figure = FigureReader().figure(trace)
    for step in range(0, len(trace.steps), 7):
        scene = Scene(figure, Folding(), step)
        for column in scene.parts:
            order = [part.block.path for part in column]
            for edge in scene.edges:
                if edge.tail in order and edge.head in order:
                    assert order.index(edge.tail) < order.index(edge.head)


def test_what_a_what_if_changed_is_marked_up_to_its_layer(tiny_models: object) -> None:
    trace = compute(tiny_request(interventions=(PositionsOff(),)), device="cpu")
    edited = {path for path, block in FigureReader().figure(trace).by_path.items() if block.edited}
    assert edited == {"encoder.embedding.positions", "decoder.embedding.positions"}


def test_a_block_shows_the_output_of_its_last_step(tiny_trace: Trace, qapp: object) -> None:
    pictures = Thumbnails(tiny_trace, LIGHT)
    blocks = list(FigureReader().figure(tiny_trace).by_path.values())
    for block, image in zip(blocks, pictures(blocks), strict=True):
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)
        assert image.width() and (pixels[:, 3].any() or tiny_trace.steps[block.steps[-1]].value.dtype == bool)


def test_pictures_made_together_are_those_made_one_by_one(trace: Trace, qapp: object) -> None:
    blocks = list(FigureReader().figure(trace).by_path.values())
    alone = [Thumbnails(trace, LIGHT)([block])[0] for block in blocks]
    assert Thumbnails(trace, LIGHT)(blocks) == alone


def test_the_shape_is_said_in_symbols_and_numbers(tiny_trace: Trace) -> None:
    blocks: dict[str, Block] = FigureReader().figure(tiny_trace).by_path
    weights = blocks["decoder.layers.0.cross_attention.weights"]
    m, n = len(tiny_trace.tokens["target"]), len(tiny_trace.tokens["source"])
    assert (weights.shape, weights.sizes) == ("h × m × n", f"2 × {m} × {n}")
    assert blocks["encoder.layers.0"].shape == "n × d_model"


@pytest.mark.parametrize(
    "preset", [preset for preset in presets.catalogue() if preset.request.model.name == "part"]
)
def test_a_part_by_itself_is_one_column_above_its_numbers(preset: presets.Preset) -> None:
    columns = FigureReader().figure(compute(preset.request)).columns
    assert [column.below for column in columns] == ["Inputs"]
