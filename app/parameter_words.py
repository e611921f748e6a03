"""What a parameter is called on the board: its symbol, and its entries in the order of x W."""

from __future__ import annotations

from collections.abc import Sequence

# By the end of its name; longer ends first where one is the end of another.
_SYMBOLS = {
    "query_projection.weight": "W_Q",
    "query_projection.bias": "b_Q",
    "key_projection.weight": "W_K",
    "key_projection.bias": "b_K",
    "value_projection.weight": "W_V",
    "value_projection.bias": "b_V",
    "output_projection.weight": "W_O",
    "output_projection.bias": "b_O",
    "up_projection.weight": "W_1",
    "up_projection.bias": "b_1",
    "down_projection.weight": "W_2",
    "down_projection.bias": "b_2",
    "projection.weight": "W",
    "projection.bias": "b",
    "position_encoding.table": "P",
    "table.weight": "E",
    "gamma": "γ",
    "beta": "β",
    "rows": "X",
    "allowed": "M",
}


def parameter_symbol(name: str) -> str:
    """Its letter in the formulas: "W_Q"; the last word of the name where it has none."""
    found = (symbol for end, symbol in _SYMBOLS.items() if _ends(name, end))
    return next(found, name.rpartition(".")[2].replace("_", " "))


def parameter_place(name: str) -> str:
    """The path of the part that uses it: "encoder.layers.0.self_attention"."""
    end = next((end for end in _SYMBOLS if _ends(name, end)), name.rpartition(".")[2])
    return name.removesuffix(end).rstrip(".")


def is_turned(name: str) -> bool:
    """Whether it is kept as [out, in] and written as [in, out], so that a row of x meets a column of W."""
    return name.endswith("projection.weight")


def entry_text(name: str, index: Sequence[int]) -> str:
    """One number of it as the formulas call it: "W_Q[1, 2]", counted from 0; rows of E go by the token's number."""
    places = reversed(index) if is_turned(name) else index
    return f"{parameter_symbol(name)}[{', '.join(map(str, places))}]"


def _ends(name: str, end: str) -> bool:
    return name == end or name.endswith(f".{end}")
