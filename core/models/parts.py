"""Single parts of a model, fed with numbers typed by hand where a whole one has an embedding.

Each is composed from ``core.layers`` as a whole model is; attention stands where an encoder has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from core.board import EPSILON, check_part, check_shape
from core.layers import token_axes
from core.layers.arrangement import post_norm
from core.layers.attention import MultiHeadAttention
from core.layers.normalization import LayerNorm
from core.problems import ProblemError
from core.recording import Tap, name_taps
from core.request import Matrix, Numbers, Part, Vector
from core.trace import Axis

TOKENS = "source"
GIVEN = ("input.rows", "masking.allowed")
"""What is typed as the input, and not as a parameter."""

ROW_BY_ROW = token_axes(TOKENS, "width")
PAIRS = (Axis("query", TOKENS), Axis("key"))


class Given(nn.Module):
    """Rows of numbers typed by hand."""

    def __init__(self, rows: Matrix, axes: tuple[Axis, ...]) -> None:
        super().__init__()
        self.rows = nn.Parameter(torch.tensor(rows, dtype=torch.float32))
        self.numbers = Tap("given", axes, ["rows"])

    def forward(self, ids: Int[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """The rows of these numbers."""
        return self.numbers(self.rows[ids])


class Attention(nn.Module):
    """Self-attention alone."""

    def __init__(self, inputs: Numbers) -> None:
        super().__init__()
        width = len(inputs.rows[0])
        self.self_attention = MultiHeadAttention(width, inputs.heads, queries=TOKENS, keys=TOKENS)

    def forward(self, x: Float[Tensor, "b n d"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """Every row looks at all rows."""
        attended: Tensor = self.self_attention(x, x, present)
        return attended


class NormedAttention(Attention):
    """Self-attention with its residual connection and LayerNorm: the first half of an encoder layer."""

    def __init__(self, inputs: Numbers) -> None:
        super().__init__(inputs)
        self.dropout = nn.Identity()
        self.self_attention_residual = Tap("sum", ROW_BY_ROW)
        self.self_attention_norm = LayerNorm(len(inputs.rows[0]), EPSILON, tokens=TOKENS)

    def forward(self, x: Float[Tensor, "b n d"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """norm(x + attention(x))"""
        return post_norm(
            x,
            lambda y: self.self_attention(y, y, present),
            self.dropout,
            self.self_attention_residual,
            self.self_attention_norm,
        )


class Masking(nn.Module):
    """Typed scores, a typed mask, and the softmax of what is left, as in attention.

    The mask is kept as numbers, like all that is typed, so that it can be changed like them: 0 hides a score.
    """

    def __init__(self, inputs: Numbers) -> None:
        super().__init__()
        self.allowed = nn.Parameter(torch.tensor(inputs.mask, dtype=torch.float32))  # [q, n]
        self.mask = Tap("given_mask", PAIRS, ["allowed"])
        self.masked = Tap("masking", PAIRS)
        self.weights = Tap("softmax", PAIRS)

    def forward(self, scores: Float[Tensor, "b q n"], present: Bool[Tensor, "b q"]) -> Float[Tensor, "b q n"]:
        """softmax(scores, -inf where the mask forbids); a row that may look nowhere is 0."""
        mask = self.mask((self.allowed != 0)[None])
        masked = self.masked(scores.masked_fill(~mask, -torch.inf), scores, mask)
        return self.weights(masked.softmax(dim=-1).masked_fill(~mask, 0.0), masked)


class Softmax(nn.Module):
    """The softmax of each row."""

    def __init__(self, inputs: Numbers) -> None:
        super().__init__()
        self.shares = Tap("softmax", ROW_BY_ROW)

    def forward(self, x: Float[Tensor, "b n d"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """exp(x) over the sum of its row"""
        return self.shares(x.softmax(dim=-1), x)


class Linear(nn.Module):
    """A linear layer; how wide its output is follows from the matrix that was typed."""

    def __init__(self, inputs: Numbers) -> None:
        super().__init__()
        width = len(inputs.rows[0])
        typed = dict(inputs.parameters)
        self.projection = nn.Linear(width, len(typed.get("linear.projection.weight", range(width))))
        self.output = Tap("projection", ROW_BY_ROW, ["projection"])

    def forward(self, x: Float[Tensor, "b n d"], present: Bool[Tensor, "b n"]) -> Float[Tensor, "b n d"]:
        """x W + b"""
        return self.output(self.projection(x), x)


_ENCODER = "encoder.layers.0"
_PARTS: Mapping[Part, tuple[str, Callable[[Numbers], nn.Module]]] = {
    "attention": (_ENCODER, Attention),
    "attention-norm": (_ENCODER, NormedAttention),
    "masking": ("masking", Masking),
    "softmax": ("softmax", Softmax),
    "linear": ("linear", Linear),
}
"""The path at which a part stands in its model, and how it is built."""


class PartModel(nn.Module):
    """The typed numbers and the part that they go through, at the path that it has in a whole model."""

    def __init__(self, path: str, part: nn.Module, rows: Matrix) -> None:
        super().__init__()
        self.path = path
        self.input = Given(rows, PAIRS if isinstance(part, Masking) else ROW_BY_ROW)
        first, *inner = path.split(".")
        for name in reversed(inner):
            holder = nn.Module()
            holder.add_module(name, part)
            part = holder
        self.add_module(first, part)
        name_taps(self)

    def forward(self, ids: Int[Tensor, "b n"], present: Bool[Tensor, "b n"]) -> Tensor:
        """The part's output for the typed rows ``ids``."""
        output: Tensor = self.get_submodule(self.path)(self.input(ids), present)
        return output


def build(inputs: Numbers) -> PartModel:
    """The part with the parameters that were typed; ProblemError where they make no sense."""
    check_part(inputs)
    path, part_of = _PARTS[inputs.part]
    module = PartModel(path, part_of(inputs), inputs.rows)
    typed = dict(inputs.parameters)
    parameters = {name: part for name, part in module.named_parameters() if name not in GIVEN}
    if strange := sorted(typed.keys() - parameters.keys()):
        raise ProblemError("unknown_parameter", parameter=strange[0])
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(_values(name, parameter, typed.get(name)))
    return module


def _values(name: str, parameter: Tensor, typed: Matrix | Vector | None) -> Tensor:
    """What was typed; else what does nothing."""
    if typed is not None:
        values = torch.tensor(typed, dtype=torch.float32)
        check_shape(name, values.shape, parameter.shape)
        return values
    if parameter.dim() == 2:
        return torch.eye(*parameter.shape)
    return torch.ones_like(parameter) if name.endswith("gamma") else torch.zeros_like(parameter)
