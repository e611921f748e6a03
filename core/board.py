"""What fits on a board: the sizes of models that come from the request itself, checked before they are built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from core.interventions.set_parameter import LARGEST
from core.problems import ProblemError
from core.request import HandSized, NormPlacement, Numbers, Part, Sentence
from core.trace import Architecture

HAND_SIZED, PART = "hand-sized", "part"
"""The names of the models that lie in no folder: a whole one, and a single part with numbers typed by hand."""

MOST_TOKENS = 24
LIMITS: Mapping[str, tuple[int, int]] = {
    "width": (1, 16),
    "heads": (1, 8),
    "encoder_layers": (0, 3),
    "decoder_layers": (0, 3),
    "feed_forward_width": (1, 32),
}
"""The smallest and the largest size, by the names that ``HandSized`` gives them."""

_SYMBOLS = {
    "width": "d_model",
    "heads": "h",
    "encoder_layers": "N",
    "decoder_layers": "N",
    "feed_forward_width": "d_ff",
}
EPSILON = 1e-5


def hand_sized_inputs(inputs: HandSized | Sentence) -> HandSized:
    """A plain sentence is read by the hand-sized model of the usual shape."""
    return HandSized(inputs.text, padding=inputs.padding) if isinstance(inputs, Sentence) else inputs


def heads_for(width: int, wanted: int, former: int) -> int:
    """The number of heads nearest to the wanted one, in the direction of the change, that share out the width."""
    fitting = [heads for heads in range(1, LIMITS["heads"][1] + 1) if width % heads == 0]
    more, fewer = (
        [heads for heads in fitting if heads >= wanted],
        [heads for heads in fitting if heads <= wanted],
    )
    return more[0] if more and (wanted > former or not fewer) else fewer[-1]


def layers_for(encoder: int, decoder: int, lost: str) -> tuple[int, int]:
    """Layers of encoder and decoder as wanted; where the last one is ``lost``, the other half comes in with one."""
    if encoder or decoder:
        return encoder, decoder
    return (0, 1) if lost == "encoder_layers" else (1, 0)


def architecture_of(inputs: HandSized, vocabulary: int) -> Architecture:
    """The model that ``inputs`` ask for; ProblemError ``beyond_board`` or ``uneven_heads``."""
    _check_sizes(inputs)
    continues = not inputs.encoder_layers  # a sentence that it reads behind the start token
    return Architecture(
        family=_family(inputs),
        encoder_layers=inputs.encoder_layers,
        decoder_layers=inputs.decoder_layers,
        width=inputs.width,
        heads=inputs.heads,
        feed_forward_width=inputs.feed_forward_width,
        norm_placement=inputs.norm_placement,
        epsilon=EPSILON,
        positions="sinusoidal",
        vocabulary=vocabulary,
        source_limit=MOST_TOKENS - continues,
        target_limit=MOST_TOKENS,
    )


def architecture_of_part(inputs: Numbers) -> Architecture:
    """A part has no more halves than it needs: attention stands in the one layer of an encoder."""
    layers = 1 if inputs.part in ("attention", "attention-norm") else 0
    return Architecture(
        family=PART,
        encoder_layers=layers,
        decoder_layers=0,
        width=len(inputs.rows[0]),
        heads=inputs.heads,
        feed_forward_width=0,
        norm_placement="post",
        epsilon=EPSILON,
        positions="sinusoidal",
        vocabulary=0,
        source_limit=len(inputs.rows),
        target_limit=0,
    )


def check_part(inputs: Numbers) -> None:
    """Raise ProblemError where what was typed makes no matrices, or one of a wrong size."""
    if inputs.part not in get_args(Part):
        raise ProblemError("invalid_argument", argument="part", reason=", ".join(get_args(Part)))
    check_matrix("input.rows", inputs.rows)
    rows, width = len(inputs.rows), len(inputs.rows[0])
    if inputs.heads < 1 or width % inputs.heads:
        raise ProblemError("uneven_heads", width=width, heads=inputs.heads)
    if inputs.part == "masking":
        check_shape("masking.mask", [len(inputs.mask), *{len(row) for row in inputs.mask}], [rows, width])
    for name, values in inputs.parameters:
        check_matrix(name, [value if isinstance(value, tuple) else (value,) for value in values])


def check_matrix(name: str, rows: Sequence[Sequence[float]]) -> None:
    """Raise ProblemError ``uneven_rows``, ``beyond_board`` or ``unfit_number``."""
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise ProblemError("uneven_rows", parameter=name)
    _check("n", len(rows), 1, LIMITS["feed_forward_width"][1])
    _check("d", len(rows[0]), 1, LIMITS["feed_forward_width"][1])
    for number in (number for row in rows for number in row):
        if not abs(number) <= LARGEST:  # NaN too
            raise ProblemError("unfit_number", value=number, most=f"{LARGEST:,.0f}")


def check_shape(name: str, shape: Sequence[int], expected: Sequence[int]) -> None:
    """Raise ProblemError ``unfit_matrix`` where a typed matrix has not the size that its place has."""
    if list(shape) != list(expected):
        found, wanted = (" × ".join(map(str, sizes)) for sizes in (shape, expected))
        raise ProblemError("unfit_matrix", parameter=name, shape=found, expected=wanted)


def _family(inputs: HandSized) -> str:
    if not inputs.encoder_layers:
        return "decoder-only"
    return "encoder-decoder" if inputs.decoder_layers else "encoder-only"


def _check_sizes(inputs: HandSized) -> None:
    for name, (least, most) in LIMITS.items():
        _check(_SYMBOLS[name], getattr(inputs, name), least, most)
    _check("N", inputs.encoder_layers + inputs.decoder_layers, 1, 2 * LIMITS["decoder_layers"][1])
    if inputs.width % inputs.heads:
        raise ProblemError("uneven_heads", width=inputs.width, heads=inputs.heads)
    if inputs.norm_placement not in get_args(NormPlacement):
        raise ProblemError(
            "invalid_argument", argument="norm_placement", reason=", ".join(get_args(NormPlacement))
        )


def _check(symbol: str, size: int, least: int, most: int) -> None:
    if type(size) is not int or not least <= size <= most:
        raise ProblemError("beyond_board", size=symbol, value=size, least=least, most=most)
