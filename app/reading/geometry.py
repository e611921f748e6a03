"""What all pages of the Geometry view have in common: words for axes and lists of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.widgets.number_text import percent
from app.widgets.token_strip import TokenChip
from core.measures.projection import Projection
from core.trace import Token

translate = QCoreApplication.translate


def axis_titles(found: Projection) -> tuple[str, str]:
    """Both axes, each with the share of the variance that lies along it."""
    title = translate("Geometry", "Axis {n}: {share} % of variance")
    first, second = (title.format(n=n + 1, share=percent(found.explained[n], 1)) for n in range(2))
    return first, second


def page_titles() -> dict[str, str]:
    """The pages as they stand on their buttons."""
    return {
        "heads": translate("GeometryView", "Queries and keys"),
        "stream": translate("GeometryView", "Layers"),
        "neighbours": translate("GeometryView", "Neighbours"),
        "contexts": translate("GeometryView", "Two sentences"),
        "product": translate("GeometryView", "Dot product"),
    }


def list_name(tokens: str) -> str:
    """A list of tokens on a button."""
    if tokens == "source":
        return translate("Geometry", "Source")
    return translate("Geometry", "Output")


def chips(tokens: Sequence[Token]) -> list[TokenChip]:
    """Tokens to choose from."""
    return [
        TokenChip(token.text, token.role, token.starts_word or token.role == "special") for token in tokens
    ]
