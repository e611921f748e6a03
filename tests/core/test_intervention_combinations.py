"""Whatever is combined, with whatever numbers: finite numbers come out, and what does not fit sleeps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checks import active, measure
from core.interventions import Intervention, catalogue
from core.interventions.heads import ATTENTIONS
from core.interventions.hide_token import SIDES, HideToken
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import FILLERS, PRECISIONS, MaskFiller
from core.interventions.paint_mask import PaintMask
from core.interventions.position_order import ORDERS, PositionOrder
from core.interventions.position_scale import PositionScale
from core.interventions.position_waves import PositionWaves
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.replace_head import PATTERNS, ReplaceHead
from core.interventions.set_parameter import SetParameter
from core.interventions.set_weight import SetWeight
from core.interventions.silence_head import SilenceHead
from core.interventions.skip_part import SkipPart
from core.interventions.stacks import STACKS
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.interventions.valid_length import ValidLength
from core.request import Target, TraceRequest
from core.run import compute
from tests.tiny import tiny_request

pytestmark = pytest.mark.usefixtures("tiny_models")

some = st.sampled_from
index = st.integers(-1, 11)
small = st.integers(-1, 2)
layer = st.none() | small
number = st.floats(-200, 200, width=32)
attention = some(ATTENTIONS)
heads = {"attention": some((*ATTENTIONS, "every")), "layer": layer, "head": layer}
cells = st.lists(st.tuples(index, index), max_size=12).map(tuple)
tokens = some(("source", "target"))
stack = some(STACKS)
QUERY = "encoder.layers.0.self_attention.query_projection.weight"

BUILT = [
    st.builds(PaintMask, **heads, queries=some((0, 6, 9)), keys=some((0, 6, 9)), closed=cells, opened=cells),
    st.builds(LocalWindow, **heads, width=index),
    st.builds(HideToken, tokens, index, some(SIDES)),
    st.builds(ValidLength, index),
    st.builds(MaskFiller, some(FILLERS), some(PRECISIONS)),
    st.builds(KeepOnlyHead, attention, small, small),
    st.builds(SilenceHead, attention, small, small),
    st.builds(ReplaceHead, **heads, pattern=some(PATTERNS)),
    st.builds(SetWeight, attention, small, small, index, index, st.floats(-0.2, 1.2)),
    st.builds(
        SkipPart,
        some(("encoder", "decoder")),
        layer,
        some(("self_attention", "cross_attention", "feed_forward")),
        some(("sublayer", "residual", "norm")),
    ),
    st.builds(Temperature, **heads, value=st.floats(0, 150)),
    st.builds(PositionScale, stack, number),
    st.builds(PositionWaves, stack, st.floats(0.5, 1e10), number),
    st.builds(PositionOrder, stack, some(ORDERS), st.integers()),
    st.builds(ReplaceEmbedding, tokens, index, st.none() | st.integers(-1, 200)),
    st.builds(SwapTokens, index, index),
    st.builds(SetParameter, st.just(QUERY), st.tuples(index, index), number),
    some([spec.type() for spec in catalogue().values() if spec.is_switch]),
]
"""Every intervention with random numbers, some of which fit nothing."""


def test_every_intervention_is_among_them() -> None:
    drawn = {type(find(strategy)) for strategy in BUILT[:-1]}
    assert drawn == {spec.type for spec in catalogue().values() if not spec.is_switch}


def find(strategy: st.SearchStrategy[Intervention]) -> Intervention:
    found: list[Intervention] = []

    @settings(max_examples=1, database=None)
    @given(strategy)
    def draw(edit: Intervention) -> None:
        found.append(edit)

    draw()
    return found[0]


requests = st.builds(
    tiny_request,
    text=some(("我是一只猫娘。", "狗", "The dog bites the man.")),
    model=some(("zh-en", "zh-en-prenorm")),
    padding=st.integers(0, 2),
    target=some((None, Target((10, 11, 12)), Target((10,), complete=False))),
    interventions=st.lists(st.one_of(BUILT), min_size=1, max_size=6).map(tuple),
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(requests)
def test_numbers_stay_finite_and_each_one_holds_or_sleeps(request: TraceRequest) -> None:
    assert TraceRequest.from_json(request.to_json()) == request
    trace = compute(request, device="cpu")
    for step in trace.steps:
        finite = np.isfinite(step.value)
        assert (finite | np.isneginf(step.value)).all() if step.kind == "masking" else finite.all(), step.site
    assert {*active(trace), *(edit for edit, _ in trace.dormant)} == set(request.interventions)
    assert not [check for check in measure(trace) if check.verdict == "alarm"]
