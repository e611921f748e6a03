"""What became different from one pass to another, against NumPy and the model itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.interventions.positions_off import PositionsOff
from core.interventions.silence_head import SilenceHead
from core.measures.changes import Change, _farthest_first, changes, obstacle, output_change, relative_change
from core.request import Target
from core.run import compute
from core.trace import Array, Trace
from tests.tiny import ANIMAL, tiny_request


def log_softmax(values: Array) -> Array:
    values = values.astype(np.float64)
    shifted = values - values.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def fed(trace: Trace, source: Trace) -> Trace:
    """The setting of a trace over the output of another one."""
    ids = tuple(token.id for token in source.tokens["target"][1:])
    return compute(replace(trace.request, target=Target(ids)), device="cpu")


@pytest.fixture
def silenced(tiny_models: object) -> Trace:
    return compute(tiny_request(interventions=(SilenceHead("cross", 0, 1),)), device="cpu")


@pytest.fixture
def baseline(silenced: Trace) -> Trace:
    return compute(replace(silenced.request.baseline()), device="cpu")


@pytest.mark.parametrize(
    ("first", "second", "size"),
    [
        ([3.0, 4.0], [3.0, 4.0], 0.0),
        ([3.0, 4.0], [3.0, 9.0], 1.0),
        ([0.0, 0.0], [0.0, 1.0], np.inf),
        ([-np.inf, 2.0], [-np.inf, 3.0], 0.5),
        ([-np.inf, 2.0], [7.0, 3.0], 0.5),
        ([True, True, False, True], [True, True, True, True], 1 / np.sqrt(3)),
    ],
)
def test_a_change_is_measured_by_what_was_there(first: list[float], second: list[float], size: float) -> None:
    assert relative_change(np.array(first), np.array(second)) == pytest.approx(size)


def test_a_trace_has_not_changed_from_itself(tiny_trace: Trace) -> None:
    assert changes(tiny_trace, tiny_trace) == ()


def test_changes_are_those_of_numpy_the_largest_first(silenced: Trace, baseline: Trace) -> None:
    over = fed(silenced, baseline)
    found = changes(baseline, over)
    sizes = [change.size for change in found]
    assert sizes == sorted(sizes, reverse=True)
    for change in found:
        one, two = (np.asarray(trace.value(change.site), np.float64) for trace in (baseline, over))
        kept = np.isfinite(one) & np.isfinite(two)
        expected = np.linalg.norm(two[kept] - one[kept]) / np.linalg.norm(one[kept])
        assert change.size == pytest.approx(expected, rel=1e-4)


def test_sizes_that_differ_by_rounding_stand_in_computed_order() -> None:
    sizes = [Change("first", 0.9915001), Change("second", 0.9915002), Change("third", np.inf)]
    assert [change.site for change in sorted(sizes, key=_farthest_first)] == ["third", "first", "second"]


def test_nothing_before_the_silenced_head_has_changed(silenced: Trace, baseline: Trace) -> None:
    moved = {change.site for change in changes(baseline, fed(silenced, baseline))}
    assert "decoder.layers.0.cross_attention.head_output" in moved
    assert not any(site.startswith(("encoder", "decoder.layers.0.self_attention")) for site in moved)


@pytest.mark.parametrize(
    ("site", "expected"),
    [("encoder.norm.output", "absent"), ("encoder.layers.0.self_attention.scores", None)],
)
def test_what_stands_against_comparing_two_models(
    tiny_trace: Trace, tiny_prenorm_trace: Trace, site: str, expected: str | None
) -> None:
    assert obstacle(tiny_trace, tiny_prenorm_trace, site) == expected


def test_another_sentence_has_other_tokens(tiny_trace: Trace, tiny_models: object) -> None:
    other = compute(tiny_request(ANIMAL), device="cpu")
    assert obstacle(tiny_trace, other, "encoder.layers.0.self_attention.scores") == "tokens"


def test_the_change_of_the_output_is_that_of_its_log_probability(silenced: Trace, baseline: Trace) -> None:
    forced = fed(baseline, silenced)
    ids = [step.chosen.id for step in silenced.generation]
    rows = np.arange(len(ids))
    logs = [log_softmax(trace.value("decoder.logits"))[rows, ids] for trace in (silenced, forced)]
    same = [one == two.chosen.id for one, two in zip(ids, forced.generation, strict=True)]
    assert output_change(silenced, forced) == pytest.approx((logs[0] - logs[1])[same].sum(), abs=1e-4)


def test_an_output_that_was_cut_off_is_compared_without_its_last_token(tiny_models: object) -> None:
    trace = compute(tiny_request(interventions=(PositionsOff(),)), device="cpu")
    assert any(note.kind == "limit_reached" for note in trace.notes)
    forced = fed(trace, trace)
    assert forced.generation[-1].chosen.id != trace.generation[-1].chosen.id
    assert output_change(trace, forced) == pytest.approx(0, abs=1e-4)


def test_a_model_that_writes_nothing_has_no_output_to_change(tiny_trace: Trace) -> None:
    assert output_change(replace(tiny_trace, generation=()), tiny_trace) is None
