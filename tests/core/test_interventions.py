"""Every intervention changes what it says and nothing before it; any two combine; off again, all is back."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import core.interventions
from core.interventions import Intervention, canonical_order, catalogue
from core.interventions.causal_mask_off import CausalMaskOff
from core.interventions.heads import MODULES
from core.interventions.layer_norm_off import LayerNormOff
from core.interventions.mask_filler import MaskFiller
from core.interventions.padding_mask_off import PaddingMaskOff
from core.interventions.positions_off import PositionsOff
from core.interventions.residual_off import ResidualOff
from core.interventions.scaling_off import ScalingOff
from core.interventions.set_parameter import SetParameter
from core.interventions.silence_head import SilenceHead, parse
from core.problems import ProblemError
from core.request import ModelId, Sentence, TraceRequest
from core.trace import Step
from tests.core import edits
from tests.core.edits import Claim, is_its_last_source, is_the_input_of_the_norm, is_zero
from tests.core.passes import CONFIGS, PADDED_SOURCE, Recorded, record


def all_true(recorded: Recorded, step: Step) -> bool:
    return bool(step.value.all())


def head_one_is_silent(recorded: Recorded, step: Step) -> bool:
    assert step.computed is not None
    return not step.value[1].any() and np.array_equal(step.value[0], step.computed[0])


STRONG: dict[Intervention, Claim] = {
    CausalMaskOff(): all_true,
    PaddingMaskOff(): all_true,
    PositionsOff(): is_zero,
    ScalingOff(): is_its_last_source,
    ResidualOff(): is_its_last_source,
    LayerNormOff(): is_the_input_of_the_norm,
    SilenceHead("encoder", 1, 1): head_one_is_silent,
    SilenceHead("decoder", 0, 1): head_one_is_silent,
    SilenceHead("cross", 1, 1): head_one_is_silent,
}
"""What is true of every site that an intervention touches, alone or together with others."""

CLAIMS = STRONG | edits.CLAIMS

BASES = {"fitting", "forms", "heads", "stacks"}
"""Files that several interventions are made from."""

PARAMETER = SetParameter("encoder.layers.0.self_attention.query_projection.weight", (3, 5), 2.5)
EVERY = (PARAMETER, *CLAIMS)
"""All of them: a parameter is no site, so what is claimed of it stands in test_set_parameter.py."""

FELT = [edit for edit in EVERY if edit != MaskFiller("-1e9")]
"""A large enough filler closes a cell as minus infinity does."""

each = pytest.mark.parametrize("intervention", CLAIMS, ids=repr)
every = pytest.mark.parametrize("intervention", EVERY, ids=repr)
compositions = pytest.mark.parametrize("composition", CONFIGS)


@cache
def alone(composition: str, *interventions: Intervention) -> Recorded:
    """Recorded once for several tests, which only read it."""
    return recorded_with(*interventions, composition=composition)


def recorded_with(*interventions: Intervention, composition: str = "post-norm") -> Recorded:
    return record(composition, canonical_order(interventions), source=PADDED_SOURCE)


def holds_beside(recorded: Recorded, intervention: Intervention, other: Intervention) -> bool:
    """Whether the claim is true of every step, or of those that the other leaves alone."""
    strong = STRONG.keys() >= {intervention, other}
    steps = [step for step in recorded.steps if intervention.applies_to(step.site)]
    own = [step for step in steps if strong or not other.applies_to(step.site)]
    return all(CLAIMS[intervention](recorded, step) for step in own)


def edited_steps(recorded: Recorded) -> list[Step]:
    return [step for step in recorded.steps if step.computed is not None]


def changes(intervention: Intervention, step: Step) -> bool:
    if isinstance(intervention, SetParameter):
        return intervention.parameter in step.parameters
    return step.computed is not None


def same(one: Recorded, other: Recorded, sites: list[str]) -> bool:
    return all(np.array_equal(one.value(site), other.value(site)) for site in sites)


def test_every_file_of_the_folder_is_in_the_catalogue_and_in_the_claims() -> None:
    folder = Path(core.interventions.__path__[0])
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"} - BASES
    assert {spec.type.__module__.rpartition(".")[2] for spec in catalogue().values()} == files
    assert {spec.type for spec in catalogue().values()} == {type(intervention) for intervention in EVERY}


@compositions
@each
def test_it_changes_what_it_says_at_every_site_it_names(composition: str, intervention: Intervention) -> None:
    recorded = alone(composition, intervention)
    edited = edited_steps(recorded)
    assert [step.site for step in edited] == [
        s.site for s in recorded.steps if intervention.applies_to(s.site)
    ]
    assert edited
    assert all(CLAIMS[intervention](recorded, step) for step in edited)


@compositions
@every
def test_nothing_that_does_not_follow_from_it_changes(composition: str, intervention: Intervention) -> None:
    baseline = alone(composition)
    recorded = alone(composition, intervention)
    touched: set[str] = set()
    for step in recorded.steps:
        if changes(intervention, step) or touched.intersection(step.sources):
            touched.add(step.site)
    untouched = [step.site for step in recorded.steps if step.site not in touched]
    assert untouched
    assert same(recorded, baseline, untouched)


@compositions
@each
def test_nothing_before_it_changes_and_it_knows_what_it_replaced(
    composition: str, intervention: Intervention
) -> None:
    baseline = alone(composition)
    recorded = alone(composition, intervention)
    first = edited_steps(recorded)[0]
    sites = [step.site for step in recorded.steps]
    assert same(recorded, baseline, sites[: sites.index(first.site)])
    assert first.computed is not None
    assert np.array_equal(first.computed, baseline.value(first.site))


@compositions
@pytest.mark.parametrize("intervention", FELT, ids=repr)
def test_it_is_felt_in_the_logits(composition: str, intervention: Intervention) -> None:
    recorded = alone(composition, intervention)
    assert not same(recorded, alone(composition), ["decoder.logits"])


@every
def test_it_combines_with_each_other_one_and_both_hold(intervention: Intervention) -> None:
    for turn, other in enumerate(EVERY[EVERY.index(intervention) + 1 :]):
        if intervention.overruled_by(other) or other.overruled_by(intervention):
            continue
        recorded = recorded_with(intervention, other, composition=list(CONFIGS)[turn % len(CONFIGS)])
        assert holds_beside(recorded, intervention, other), other
        assert holds_beside(recorded, other, intervention), other
        assert all(np.isfinite(step.value).all() for step in recorded.steps if step.kind != "masking"), other


def test_the_order_of_two_does_not_matter() -> None:
    for pair in combinations(EVERY, 2):
        one, other = (
            TraceRequest(ModelId("any"), Sentence("我"), interventions=p) for p in (pair, pair[::-1])
        )
        assert one == other
        assert hash(one) == hash(other)


@compositions
def test_all_at_once_stay_finite_and_taking_them_away_restores_every_bit(composition: str) -> None:
    before = recorded_with(composition=composition)
    everything = recorded_with(*EVERY, composition=composition)
    assert np.isfinite(everything.value("decoder.logits")).all()
    after = recorded_with(composition=composition)
    assert same(before, after, [step.site for step in before.steps])


def test_a_repeated_intervention_is_one() -> None:
    assert canonical_order([ScalingOff(), ScalingOff()]) == (ScalingOff(),)


def test_without_padding_the_padding_mask_is_not_missed() -> None:
    plain, off = record(), record(interventions=[PaddingMaskOff()])
    assert same(plain, off, [step.site for step in plain.steps])


def test_without_the_padding_mask_padding_is_looked_at() -> None:
    weights = recorded_with(PaddingMaskOff()).value("encoder.layers.0.self_attention.weights")
    assert (weights[..., -2:] > 0).all()


def test_without_the_causal_mask_later_tokens_are_looked_at() -> None:
    weights = recorded_with(CausalMaskOff()).value("decoder.layers.0.self_attention.weights")
    assert (weights > 0).all()


def test_without_positions_the_same_token_is_the_same_everywhere() -> None:
    recorded = record(interventions=[PositionsOff()], source=(9, 5, 9))
    first, _, last = recorded.value("encoder.layers.1.feed_forward_norm.output")
    np.testing.assert_allclose(first, last, rtol=0, atol=1e-6)


def test_without_scaling_the_scaled_scores_are_larger_by_the_root_of_the_head_width() -> None:
    site = "encoder.layers.0.self_attention.scaled"
    scaled, unscaled = recorded_with().value(site), recorded_with(ScalingOff()).value(site)
    np.testing.assert_allclose(unscaled, scaled * math.sqrt(8), rtol=1e-6)


def test_without_layer_norm_the_statistics_are_still_measured() -> None:
    step = recorded_with(LayerNormOff()).by_site["encoder.layers.0.self_attention_norm.output"]
    assert step.computed is not None
    assert not np.array_equal(step.computed, step.value)


@pytest.mark.parametrize("attention", MODULES)
def test_a_silent_head_adds_only_the_other_heads_to_the_output(attention: str) -> None:
    recorded = recorded_with(parse(f"{attention}.1.0"))
    path = MODULES[attention].format(layer=1)
    half = recorded.value(f"{path}.concatenated")
    weight = recorded.parameters[f"{path}.output_projection.weight"]
    bias = recorded.parameters[f"{path}.output_projection.bias"]
    assert not half[:, :8].any()
    expected = half[:, 8:] @ weight[:, 8:].T + bias
    np.testing.assert_allclose(recorded.value(f"{path}.output"), expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("layer", [2, 99])
def test_a_site_that_the_model_does_not_have_is_a_problem(layer: int) -> None:
    with pytest.raises(ProblemError) as caught:
        record(interventions=[SilenceHead("encoder", layer, 0)])
    assert caught.value.problem.kind == "unknown_site"
    assert f"encoder.layers.{layer}" in caught.value.problem.values["site"]


def test_only_the_causal_mask_keeps_rows_from_later_ones() -> None:
    breaking = {
        spec.name for spec in catalogue().values() if spec.is_switch and not spec.type().keeps_causality
    }
    assert breaking == {"causal-mask"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("encoder.0.3", SilenceHead("encoder", 0, 3)),
        ("decoder.2.0", SilenceHead("decoder", 2, 0)),
        ("cross.10.11", SilenceHead("cross", 10, 11)),
    ],
)
def test_a_head_to_silence_is_read_from_text(text: str, expected: SilenceHead) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "encoder",
        "encoder.1",
        "encoder.1.",
        "encoder.-1.0",
        "encoder.1.2.3",
        "middle.0.0",
        "cross.x.0",
        "cross.².0",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_names_are_kebab_case() -> None:
    assert all(name == name.lower() and " " not in name and "_" not in name for name in catalogue())
