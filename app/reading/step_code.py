"""The source lines of a step, ready to be shown."""

from __future__ import annotations

from app.widgets.code_block import CodeLines
from core.source_code import snippets
from core.trace import Step, Trace


def code_of(trace: Trace, step: Step) -> tuple[CodeLines, ...]:
    """The lines that computed the step; nothing where a trace does not say which."""
    if not step.origin:
        return ()
    found = snippets(step.origin, trace.architecture.norm_placement, step.kind)
    return tuple(CodeLines(piece.file, piece.first_line, piece.text, piece.marked) for piece in found)
