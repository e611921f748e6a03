"""Words for what a model computes and for what a person changes in it, all in one place to ask for them."""

from __future__ import annotations

from app.formulas import formula
from app.intervention_words import (
    attention_title,
    intervention_explanation,
    intervention_title,
    intervention_titles,
)
from app.site_words import SEPARATOR, norm_title, part_title, short_title, step_group, step_title
from app.step_words import explanation

__all__ = [
    "SEPARATOR",
    "attention_title",
    "explanation",
    "formula",
    "intervention_explanation",
    "intervention_title",
    "intervention_titles",
    "norm_title",
    "part_title",
    "short_title",
    "step_group",
    "step_title",
]
