"""One or two of every intervention that takes arguments, and what is true where it holds.

They fit the models of ``tests.core.passes`` and ``tests.tiny``: two layers each way, two heads, sixteen wide.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.interventions import Intervention
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
from core.interventions.set_weight import SetWeight
from core.interventions.skip_part import SkipPart
from core.interventions.swap_tokens import SwapTokens
from core.interventions.temperature import Temperature
from core.interventions.valid_length import ValidLength
from core.trace import Array, Step
from tests.core.passes import Recorded

Claim = Callable[[Recorded, Step], bool]


def computed(step: Step) -> Array:
    """What the step was before it was edited."""
    assert step.computed is not None
    return step.computed


def mask_of(recorded: Recorded, step: Step) -> Array:
    """The mask of the attention that the step is in."""
    return recorded.value(step.site.rpartition(".")[0] + ".mask")


def others_as_before(step: Step, head: int) -> bool:
    """Whether the other of the two heads is as it was."""
    return np.array_equal(step.value[1 - head], computed(step)[1 - head])


# What is true of each step that is edited.


def is_zero(recorded: Recorded, step: Step) -> bool:
    return not step.value.any()


def is_its_last_source(recorded: Recorded, step: Step) -> bool:
    return np.array_equal(step.value, recorded.value(step.sources[-1]))


def is_the_input_of_the_norm(recorded: Recorded, step: Step) -> bool:
    (normalized,) = step.sources
    return np.array_equal(step.value, recorded.value(recorded.by_site[normalized].sources[0]))


def is_painted(recorded: Recorded, step: Step) -> bool:
    """PAINTED: two cells closed and one opened in head 1, the rest as it was."""
    expected = computed(step).copy()
    expected[1, (0, 2), (1, 3)] = False
    expected[1, 1, 7] = True
    return np.array_equal(step.value, expected)


def first_sees_third(recorded: Recorded, step: Step) -> bool:
    expected = computed(step).copy()
    expected[:, 0, 2] = True
    return np.array_equal(step.value, expected)


def is_a_band_in_head_one(recorded: Recorded, step: Step) -> bool:
    queries, keys = np.indices(step.shape[-2:])
    band = computed(step)[1] & (abs(queries - keys) <= 1)
    return np.array_equal(step.value[1], band) and others_as_before(step, 1)


def third_source_token_is_hidden(recorded: Recorded, step: Step) -> bool:
    keys = not step.value[..., 2].any()
    return keys and (step.axes[1].tokens == "target" or not step.value[:, 2].any())


def second_target_token_is_no_key(recorded: Recorded, step: Step) -> bool:
    kept = np.delete(step.value, 1, axis=-1)
    return not step.value[..., 1].any() and np.array_equal(kept, np.delete(computed(step), 1, axis=-1))


def second_target_token_is_blind(recorded: Recorded, step: Step) -> bool:
    kept = np.delete(step.value, 1, axis=-2)
    return not step.value[:, 1].any() and np.array_equal(kept, np.delete(computed(step), 1, axis=-2))


def four_are_valid(recorded: Recorded, step: Step) -> bool:
    return step.value[:, :4].all() and not step.value[:, 4:].any()


def hidden_scores_are(filler: float) -> Claim:
    def claim(recorded: Recorded, step: Step) -> bool:
        if step.kind == "softmax":  # of what is now there; of nothing but minus infinity it is 0
            blind = ~np.isfinite(recorded.value(step.sources[0])).any(axis=-1)
            return np.allclose(step.value.sum(axis=-1), ~blind, atol=1e-2)
        return bool((step.value[~mask_of(recorded, step)] == np.float32(filler)).all())

    return claim


def only_head_one_speaks(recorded: Recorded, step: Step) -> bool:
    return not step.value[0].any() and np.array_equal(step.value[1], computed(step)[1])


def head_one_looks_everywhere(recorded: Recorded, step: Step) -> bool:
    mask = mask_of(recorded, step)[1]
    shares = mask / np.maximum(mask.sum(axis=-1, keepdims=True), 1)
    return np.allclose(step.value[1], shares, atol=1e-6) and others_as_before(step, 1)


def looks_at(offset: int) -> Claim:
    """Every row looks at the token so far before it, the first row at itself."""

    def claim(recorded: Recorded, step: Step) -> bool:
        wanted = np.eye(step.shape[-1], k=-offset)
        wanted[0, 0] = 1
        return np.array_equal(step.value, wanted * mask_of(recorded, step))

    return claim


def looks_at_the_first(recorded: Recorded, step: Step) -> bool:
    return (step.value[..., 0] == mask_of(recorded, step)[..., 0]).all() and not step.value[..., 1:].any()


def weight_is_set(recorded: Recorded, step: Step) -> bool:
    """In head 0 query 1 gives half to key 2, unless that is masked; the others keep their proportions."""
    if not mask_of(recorded, step)[0, 1, 2]:
        return np.array_equal(step.value, computed(step))
    row, before = step.value[0, 1], computed(step)[0, 1]
    rest, rest_before = np.delete(row, 2), np.delete(before, 2)
    untouched = np.delete(step.value[0], 1, axis=0), np.delete(computed(step)[0], 1, axis=0)
    return (
        row[2] == 0.5
        and np.allclose(rest / rest.sum(), rest_before / rest_before.sum(), atol=1e-6)
        and np.isclose(row.sum(), 1)
        and np.array_equal(*untouched)
        and others_as_before(step, 0)
    )


def head_one_is_sharper(recorded: Recorded, step: Step) -> bool:
    return np.allclose(step.value[1], computed(step)[1] * 2) and others_as_before(step, 1)


def is_twice_as_large(recorded: Recorded, step: Step) -> bool:
    return np.array_equal(step.value, computed(step) * 2)


def are_other_waves(recorded: Recorded, step: Step) -> bool:
    """sin and cos of (pos + 3) / 100^(2i/d), written out anew."""
    length, width = step.shape
    expected = np.empty(step.shape)
    for position, feature in np.ndindex(length, width):
        angle = (position + 3) / 100 ** (2 * (feature // 2) / width)
        expected[position, feature] = np.cos(angle) if feature % 2 else np.sin(angle)
    return np.allclose(step.value, expected, atol=1e-6)


def is_reversed(recorded: Recorded, step: Step) -> bool:
    return np.array_equal(step.value, computed(step)[::-1])


def is_shuffled(recorded: Recorded, step: Step) -> bool:
    rows, before = (sorted(map(tuple, value)) for value in (step.value, computed(step)))
    return rows == before and not np.array_equal(step.value, computed(step))


def third_row_is_zero(recorded: Recorded, step: Step) -> bool:
    kept = np.delete(step.value, 2, axis=0)
    return not step.value[2].any() and np.array_equal(kept, np.delete(computed(step), 2, axis=0))


def second_row_is_number_nine(recorded: Recorded, step: Step) -> bool:
    kept = np.delete(step.value, 1, axis=0)
    same = np.array_equal(kept, np.delete(computed(step), 1, axis=0))
    return same and np.array_equal(step.value[1], recorded.parameters[step.parameters[0]][9])


def rows_one_and_four_are_swapped(recorded: Recorded, step: Step) -> bool:
    order = np.arange(step.shape[0])
    order[[1, 4]] = 4, 1
    return np.array_equal(step.value, computed(step)[order])


PAINTED = PaintMask("encoder", 0, 1, closed=((0, 1), (2, 3)), opened=((1, 7),))
CLAIMS: dict[Intervention, Claim] = {
    PAINTED: is_painted,
    PaintMask("decoder", opened=((0, 2),)): first_sees_third,
    LocalWindow("every", 1, 1, width=1): is_a_band_in_head_one,
    HideToken("source", 2): third_source_token_is_hidden,
    HideToken("target", 1, "key"): second_target_token_is_no_key,
    HideToken("target", 1, "query"): second_target_token_is_blind,
    ValidLength(4): four_are_valid,
    MaskFiller("-1e9"): hidden_scores_are(-1e9),
    MaskFiller("-1e6", "float16"): hidden_scores_are(-np.inf),
    KeepOnlyHead("cross", 0, 1): only_head_one_speaks,
    ReplaceHead("every", None, 1, "uniform"): head_one_looks_everywhere,
    ReplaceHead("decoder", 0, None, "self"): looks_at(0),
    ReplaceHead("every", 1, None, "previous"): looks_at(1),
    ReplaceHead("cross", 1, None, "first"): looks_at_the_first,
    SetWeight("cross", 1, 0, 1, 2, 0.5): weight_is_set,
    SkipPart("encoder", 0, "feed_forward"): is_zero,
    SkipPart("decoder", None, "self_attention"): is_zero,
    SkipPart("decoder", 1, "cross_attention", "residual"): is_its_last_source,
    SkipPart("encoder", None, "self_attention", "norm"): is_the_input_of_the_norm,
    Temperature("cross", None, 1, 0.5): head_one_is_sharper,
    PositionScale("both", 2.0): is_twice_as_large,
    PositionWaves("both", 100.0, 3.0): are_other_waves,
    PositionOrder("encoder", "reversed"): is_reversed,
    PositionOrder("both", "shuffled", 3): is_shuffled,
    ReplaceEmbedding("source", 2): third_row_is_zero,
    ReplaceEmbedding("target", 1, 9): second_row_is_number_nine,
    SwapTokens(4, 1): rows_one_and_four_are_swapped,
}
"""What is true of every site that an intervention touches, as long as no other touches it too."""

KEEPING = tuple(edit for edit in CLAIMS if edit.keeps_causality)
