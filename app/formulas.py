"""The formula of every kind of step, as LaTeX that ziamath sets; notation of "Attention Is All You Need"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Text = TypeVar("Text")

LAYER_NORM = r"y = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} \, \gamma + \beta"
"""All of a LayerNorm at once, where the steps of it are written one by one."""

_BY_KIND = {
    "lookup": r"e_t = E_{\mathrm{token}(t)}",
    "scale": r"y = c \, x",
    "position": (
        r"\begin{aligned} PE_{(t, 2i)} &= \sin (t / 10000^{2i/d}) \\ "
        r"PE_{(t, 2i+1)} &= \cos (t / 10000^{2i/d}) \end{aligned}"
    ),
    "learned_position": r"p_t = P_t",
    "sum": r"y = x + \mathrm{Sublayer}(x)",
    "projection": r"y = x W + b",
    "split": r"x = (x^{1}, \ldots, x^{H}), \quad d_k = d_{\mathrm{model}} / H",
    "product": r"s_{ij} = q_i \cdot k_j",
    "given": r"x = (x_{ij})",
    "given_mask": r"m_{ij} \in \{0, 1\}",
    "combined_mask": r"m_{ij} = m_{ij}^{\mathrm{padding}} \wedge m_{ij}^{\mathrm{causal}}",
    "masking": r"\tilde{s}_{ij} = \begin{cases} s_{ij} & m_{ij} = 1 \\ -\infty & m_{ij} = 0 \end{cases}",
    "softmax": r"a_{ij} = \frac{\exp(\tilde{s}_{ij})}{\sum_k \exp(\tilde{s}_{ik})}",
    "weighted_sum": r"h_i = \sum_j a_{ij} v_j",
    "concatenation": r"\mathrm{Concat}(h^{1}, \ldots, h^{H})",
    "mean": r"\mu = \frac{1}{d} \sum_i x_i",
    "variance": r"\sigma^2 = \frac{1}{d} \sum_i (x_i - \mu)^2",
    "deviation": r"\sigma_{\varepsilon} = \sqrt{\sigma^2 + \varepsilon}",
    "normalisation": r"\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}",
    "affine": r"y = \gamma \odot \hat{x} + \beta",
    "activation": r"y = \max(0, x)",
    "choice": r"\mathrm{next}_t = \arg\max_v \, p_{tv}",
}

_BY_ENDING = {
    "embedding.tokens": r"x_t = \sqrt{d_{\mathrm{model}}} \, e_t",
    "embedding.sum": r"z_t = x_t + p_t",
    ".query_projected": r"q_i = x_i W^Q + b^Q",
    ".key_projected": r"k_j = x_j W^K + b^K",
    ".value_projected": r"v_j = x_j W^V + b^V",
    ".query": r"\begin{aligned} q_i &= (q_i^{1}, \ldots, q_i^{H}) \\ d_k &= d_{\mathrm{model}} / H \end{aligned}",
    ".key": r"\begin{aligned} k_j &= (k_j^{1}, \ldots, k_j^{H}) \\ d_k &= d_{\mathrm{model}} / H \end{aligned}",
    ".value": r"\begin{aligned} v_j &= (v_j^{1}, \ldots, v_j^{H}) \\ d_v &= d_{\mathrm{model}} / H \end{aligned}",
    ".scaled": r"\bar{s}_{ij} = \frac{q_i \cdot k_j}{\sqrt{d_k}}",
    ".padding_mask": r"m_{ij} = [\, \mathrm{token}(j) \neq \mathrm{pad} \,]",
    ".causal_mask": r"m_{ij} = [\, j \leq i \,]",
    "encoder.self_attention.mask": r"m_{ij} = m_{ij}^{\mathrm{padding}}",
    "cross_attention.mask": r"m_{ij} = m_{ij}^{\mathrm{padding}}",
    "attention.output": r"y = \mathrm{Concat}(h^{1}, \ldots, h^{H}) \, W^O + b^O",
    "feed_forward.hidden": r"u = x W_1 + b_1",
    "feed_forward.activated": r"r = \max(0, u)",
    "feed_forward.output": r"\mathrm{FFN}(x) = r W_2 + b_2",
    ".logits": r"z_{tv} = x_t \cdot E_v",
    ".probabilities": r"p_{tv} = \frac{\exp(z_{tv})}{\sum_w \exp(z_{tw})}",
}


def formula(kind: str, site: str = "") -> str:
    """The LaTeX for the end of a step's site, else for its kind; KeyError for an unknown kind."""
    return by_ending(_BY_ENDING, site, _BY_KIND[kind])


def by_ending(entries: Mapping[str, Text], site: str, general: Text) -> Text:
    """The first entry that a site ends with, its layer left out of account; ``general`` where none does."""
    path = ".".join(part for part in site.split(".") if not part.isdecimal() and part != "layers")
    return next((text for ending, text in entries.items() if path.endswith(ending)), general)
