"""Every step shows the lines that compute it, as they stand in the files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.source_code import Snippet, snippets
from tests.core.passes import CONFIGS, record

ROOT = Path(__file__).resolve().parents[2]
ATTENTION = "core.layers.attention:MultiHeadAttention"
LAYER = "core.models.transformer:EncoderLayer"


def text_of(found: tuple[Snippet, ...]) -> str:
    return "\n".join(snippet.text for snippet in found)


@pytest.mark.parametrize("composition", CONFIGS)
def test_every_step_has_lines_that_stand_in_a_file(composition: str) -> None:
    for step in record(composition).steps:
        found = snippets(step.origin, step.kind)
        assert found, step.site
        for snippet in found:
            assert snippet.text in (ROOT / snippet.file).read_text("utf-8"), step.site


@pytest.mark.parametrize("composition", CONFIGS)
def test_in_every_step_the_line_with_the_tap_is_marked(composition: str) -> None:
    for step in record(composition).steps:
        tap = step.origin.rpartition(".")[2]
        first = next(snippet for snippet in snippets(step.origin, step.kind) if snippet.marked)
        marked = [first.text.splitlines()[line - first.first_line] for line in first.marked]
        assert any(f"self.{tap}" in line for line in marked), step.site


def test_the_first_line_is_counted_as_editors_count() -> None:
    found = snippets(f"{ATTENTION}.scores")[-1]
    lines = (ROOT / found.file).read_text("utf-8").splitlines()
    assert lines[found.first_line - 1] == found.text.splitlines()[0]


def test_what_made_the_value_comes_with_it() -> None:
    assert "hidden = ~mask" in text_of(snippets(f"{ATTENTION}.masked"))


def test_another_tap_is_where_the_lines_end() -> None:
    assert "self.scores(" not in text_of(snippets(f"{ATTENTION}.scaled"))


def test_a_private_method_that_does_the_work_is_shown() -> None:
    assert "def _split" in text_of(snippets(f"{ATTENTION}.query"))


@pytest.mark.parametrize(("placement", "function"), [("post", "def post_norm"), ("pre", "def pre_norm")])
def test_a_residual_shows_the_arrangement_that_adds(placement: str, function: str) -> None:
    text = text_of(snippets(f"{LAYER}.self_attention_residual", placement))
    assert function in text
    assert "residual(x + dropout(change), x, change)" in text


def test_without_a_choice_all_arrangements_are_shown() -> None:
    text = text_of(snippets(f"{LAYER}.self_attention_residual"))
    assert ("def post_norm" in text, "def pre_norm" in text) == (True, True)


@pytest.mark.parametrize(
    ("kind", "line"), [("position", "angle.sin()"), ("learned_position", "self.table[first")]
)
def test_positions_show_how_their_kind_is_made(kind: str, line: str) -> None:
    assert line in text_of(snippets("core.layers.embedding:TokenEmbedding.positions", kind))


@pytest.mark.parametrize(
    "origin", ["torch.nn:Linear.forward", "core.layers.attention:Nothing.scores", f"{ATTENTION}.x", ""]
)
def test_an_origin_that_is_nowhere_is_an_error(origin: str) -> None:
    with pytest.raises(KeyError):
        snippets(origin)


def test_reading_the_source_needs_no_torch() -> None:
    work = f"import sys; from core.source_code import snippets; snippets('{ATTENTION}.scores')"
    code = f"{work}; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
