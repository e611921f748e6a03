"""Code that is too long for its line goes on below."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.code_block import CodeBlock, CodeLines

LINE = "    weights = self.weights(masked.softmax(dim=-1).masked_fill(hidden, 0.0), masked, hidden)"


@pytest.fixture
def block(qtbot: QtBot) -> CodeBlock:
    block = CodeBlock()
    qtbot.addWidget(block)
    block.resize(400, 120)
    block.set_theme(block._theme, 1.0)
    with qtbot.waitExposed(block):
        block.show()
    block.set_code([CodeLines("attention.py", 85, f"def forward():\n{LINE}\n", (86,))])
    return block


def lines(block: CodeBlock) -> list[str]:
    return block.toPlainText().split("\n")


def test_no_line_needs_to_be_scrolled(block: CodeBlock) -> None:
    assert block.horizontalScrollBar().maximum() == 0
    assert len(lines(block)) > 3


def test_all_of_the_line_is_there(block: CodeBlock) -> None:
    written = "".join(lines(block)[2:])
    assert "".join(written.split()) == "86" + "".join(LINE.split())


def test_no_word_is_torn(block: CodeBlock) -> None:
    assert all(line.rstrip()[-1] in ",()" for line in lines(block)[2:])


def test_the_rest_of_a_line_stands_further_right_and_has_no_number(block: CodeBlock) -> None:
    first, rest = lines(block)[2:4]
    assert len(rest) - len(rest.lstrip()) > len(first) - len(first.removeprefix("  86").lstrip()) - 4
    assert not rest.strip()[0].isdigit()


def test_a_wider_room_breaks_it_less(block: CodeBlock) -> None:
    before = len(lines(block))
    block.resize(1400, 120)
    assert len(lines(block)) < before
