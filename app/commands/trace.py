"""``trace``: run a sentence through the model, print what came out, and keep everything that was computed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.command_arguments import add_request_arguments, computed, request_of
from app.commands import Command
from app.console import printable, remark, say

if TYPE_CHECKING:
    from core.request import Sentence
    from core.trace import Architecture, Token, Trace

LABEL_WIDTH = 11


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``trace``."""
    add_request_arguments(parser, text_required=False)
    parser.add_argument("--out", metavar="FILE.npz", type=Path, help="write everything that was computed")
    parser.add_argument("--list", action="store_true", help="list the models and what can be changed")
    parser.epilog = (
        "Prints lines of the form “label: value”: model, direction, source, target (what the decoder is fed), "
        "predicted, output, steps, device, and written with --out. Tokens stand between single spaces."
    )
    parser.set_defaults(usage_error=parser.error)


def run(arguments: Namespace) -> int:
    """Trace the sentence, or list what there is to choose from."""
    if arguments.list:
        say(_choices())
        return 0
    if arguments.text is None:
        arguments.usage_error("give the TEXT to trace, or --list")
    trace = computed(request_of(arguments), arguments.device)
    if arguments.out:
        from core.trace_file import write_trace

        write_trace(trace, arguments.out)
    for note in trace.notes:
        remark("note", note)
    say(summary(trace, arguments.out))
    return 0


def summary(trace: Trace, written: Path | None = None) -> Iterator[str]:
    """What ``trace`` prints: one ``label: value`` a line."""
    inputs: Sentence = trace.request.inputs  # type: ignore[assignment]
    lines = {
        "model": trace.request.model.name,
        "direction": inputs.direction,
        "source": _pieces(trace.tokens["source"]),
        "target": _pieces(trace.tokens["target"]),
        "predicted": _pieces(trace.tokens["predicted"]),
        "output": trace.output_text,
        "steps": str(len(trace.steps)),
        "device": trace.device,
    }
    if written:
        lines["written"] = str(written)
    for label, value in lines.items():
        yield f"{label + ':':{LABEL_WIDTH}}{value}".rstrip()


def _pieces(tokens: tuple[Token, ...]) -> str:
    # No piece may bring a space of its own: they are told apart by spaces.
    return " ".join("".join(printable(token.text).split()) or "\u2423" for token in tokens)


def _choices() -> Iterator[str]:
    from app.explanations import intervention_explanation
    from core import catalogue, interventions

    yield "models (--model)"
    for model in catalogue.models():
        yield f"  {model.id.name:15}{model.title}: {_sizes(model.architecture)}."
    yield "parts to switch off (--without)"
    for spec in interventions.catalogue().values():
        if spec.is_switch:
            yield f"  {spec.name:15}{intervention_explanation(spec.type())}"
    yield "what else can be changed (--what-if)"
    for spec in interventions.catalogue().values():
        if not spec.is_switch:
            edit = spec.read(spec.form)
            yield f"  {spec.name}={spec.form}: {intervention_explanation(edit)}"
    yield "heads to silence (--silence)"
    yield f"  {'encoder.0.3':15}Attention, layer and head, both counted from 0."


def _sizes(architecture: Architecture) -> str:
    layers = f"{architecture.encoder_layers}+{architecture.decoder_layers} layers"
    return f"{layers} of {architecture.heads} heads, {architecture.width} wide"


COMMAND = Command("trace", 10, "translate a sentence and write down every step", add_arguments, run)
