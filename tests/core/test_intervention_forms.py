"""Interventions read from the command line, in the forms that are listed; anything else is refused with the form."""

from __future__ import annotations

import pytest

from core.interventions import Intervention, InterventionSpec, catalogue
from core.interventions.hide_token import HideToken
from core.interventions.keep_only_head import KeepOnlyHead
from core.interventions.local_window import LocalWindow
from core.interventions.mask_filler import MaskFiller
from core.interventions.paint_mask import PaintMask
from core.interventions.position_order import PositionOrder
from core.interventions.position_scale import PositionScale
from core.interventions.position_waves import PositionWaves
from core.interventions.replace_embedding import ReplaceEmbedding
from core.interventions.replace_head import ReplaceHead
from core.interventions.set_parameter import SetParameter
from core.interventions.set_weight import SetWeight
from core.interventions.skip_part import SkipPart
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.interventions.valid_length import ValidLength

WITH_ARGUMENTS = [spec for spec in catalogue().values() if not spec.is_switch]
FORMS: list[tuple[str, str, Intervention]] = [
    ("temperature", "cross.2.7:0.5", Temperature("cross", 2, 7, 0.5)),
    ("temperature", "every:2", Temperature("every", None, None, 2.0)),
    ("temperature", "encoder.1:1e-1", Temperature("encoder", 1, None, 0.1)),
    ("temperature", "encoder.*.1:3", Temperature("encoder", None, 1, 3.0)),
    ("hide", "source.3", HideToken("source", 3)),
    ("hide", "target.0.key", HideToken("target", 0, "key")),
    ("local-window", "encoder:1", LocalWindow("encoder", None, None, 1)),
    ("replace-head", "encoder.0.3:uniform", ReplaceHead("encoder", 0, 3)),
    ("skip", "encoder.0.feed_forward", SkipPart("encoder", 0, "feed_forward")),
    ("skip", "decoder.*.cross_attention.norm", SkipPart("decoder", None, "cross_attention", "norm")),
    ("position-scale", "both:-2", PositionScale("both", -2.0)),
    ("position-waves", "encoder:100", PositionWaves("encoder", 100.0)),
    ("position-waves", "both:1e4:-1.5", PositionWaves("both", 10000.0, -1.5)),
    ("position-order", "encoder:reversed", PositionOrder("encoder")),
    ("position-order", "both:shuffled:7", PositionOrder("both", "shuffled", 7)),
    ("paint-mask", "encoder.0.3:0-1,+2-3", PaintMask("encoder", 0, 3, 0, 0, ((0, 1),), ((2, 3),))),
    ("paint-mask", "cross:0-1,2-3", PaintMask("cross", closed=((0, 1), (2, 3)))),
    ("valid-length", "5", ValidLength(5)),
    ("mask-filler", "-inf", MaskFiller("-inf")),
    ("mask-filler", "-1e4:float16", MaskFiller("-1e4", "float16")),
    ("keep-only", "cross.0.3", KeepOnlyHead("cross", 0, 3)),
    ("set-weight", "cross.0.3:2-1:0.5", SetWeight("cross", 0, 3, 2, 1, 0.5)),
    ("replace-embedding", "source.3:412", ReplaceEmbedding("source", 3, 412)),
    ("replace-embedding", "target.0:zero", ReplaceEmbedding("target", 0)),
    ("swap", "4-1", SwapTokens(1, 4)),
    ("set-parameter", "encoder.norm.gamma[3]:-0.5", SetParameter("encoder.norm.gamma", (3,), -0.5)),
]


@pytest.mark.parametrize(("name", "text", "expected"), FORMS)
def test_it_is_read_from_text(name: str, text: str, expected: Intervention) -> None:
    parse = catalogue()[name].parse
    assert parse is not None
    assert parse(text) == expected


def test_every_form_is_tried() -> None:
    assert {name for name, _, _ in FORMS} | {"silence"} == {spec.name for spec in WITH_ARGUMENTS}


@pytest.mark.parametrize("spec", WITH_ARGUMENTS, ids=lambda spec: spec.name)
def test_the_form_that_is_listed_is_one(spec: InterventionSpec) -> None:
    assert spec.parse is not None
    assert isinstance(spec.parse(spec.form), spec.type)


@pytest.mark.parametrize(
    "text", ["", " ", "encoder", "cross.0.3:", "²", "a:b:c", "source.-1", "1-", "every.1.2.3:1"]
)
@pytest.mark.parametrize("spec", WITH_ARGUMENTS, ids=lambda spec: spec.name)
def test_other_text_is_refused_with_the_expected_form(spec: InterventionSpec, text: str) -> None:
    assert spec.parse is not None
    with pytest.raises(ValueError, match=r".+") as caught:
        spec.parse(text)
    assert str(caught.value) == spec.form


def test_switches_take_nothing() -> None:
    assert all(spec.parse is None and not spec.form for spec in catalogue().values() if spec.is_switch)
