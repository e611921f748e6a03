"""The arguments that name a request on the command line, and the way from them to its trace."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.problems import ProblemError

if TYPE_CHECKING:
    from core.interventions import Intervention
    from core.request import TraceRequest
    from core.trace import Trace

STANDARD_INPUT = "-"


def add_request_arguments(parser: ArgumentParser, *, text_required: bool = True) -> None:
    """Add TEXT and everything else that a request is made from."""
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs=None if text_required else "?",
        help='the sentence, Chinese or English; "-" reads it from standard input as UTF-8, '
        'and "--" goes before one that begins with a dash',
    )
    parser.add_argument("--model", metavar="ID", default="zh-en", help="the model, zh-en unless given")
    parser.add_argument(
        "--direction", choices=("zh-en", "en-zh"), help="from which language to which, detected unless given"
    )
    parser.add_argument("--target", metavar="TEXT", help="feed the decoder this sentence instead of decoding")
    parser.add_argument(
        "--without",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help="switch parts of the model off",
    )
    parser.add_argument(
        "--silence",
        metavar="HEAD",
        nargs="+",
        action="extend",
        default=[],
        type=_head,
        help="silence heads: encoder.0.3, decoder.0.3 or cross.0.3 is head 3 of layer 0, both counted from 0",
    )
    parser.add_argument(
        "--what-if",
        metavar="NAME[=HOW]",
        nargs="+",
        action="extend",
        default=[],
        help="change anything that “trace --list” names, such as temperature=cross.2.7:0.5",
    )
    parser.add_argument(
        "--padding",
        metavar="N",
        type=whole_number(0),
        default=0,
        help="put N padded positions after the sentence",
    )
    parser.add_argument("--device", metavar="D", default="auto", help="auto, cpu, cuda, mps or xpu")


def whole_number(least: int, most: int = 1_000_000) -> Callable[[str], int]:
    """A reader of arguments for numbers from ``least`` to ``most``."""

    def number(text: str) -> int:
        if not text.isdecimal() or len(text) > 9 or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
        return int(text)

    return number


def request_of(arguments: Namespace) -> TraceRequest:
    """The request that the arguments name.

    Raises ProblemError for an unknown model or intervention, one that does not fit the model, and for text
    that cannot be read.
    """
    from app.state import SessionState
    from core import catalogue
    from core.request import ModelId

    info = catalogue.find(arguments.model)
    text = _from_standard_input() if arguments.text == STANDARD_INPUT else arguments.text
    interventions = (*map(_switch, arguments.without), *arguments.silence, *map(_what_if, arguments.what_if))
    if arguments.padding > info.architecture.source_limit:
        raise ProblemError(
            "too_much_padding", padding=arguments.padding, limit=info.architecture.source_limit
        )
    target = None
    if arguments.target is not None:
        target = catalogue.target(arguments.model, arguments.target, text)
    state = SessionState(
        arguments.model, text, arguments.direction, arguments.padding, arguments.target, interventions
    )
    return state.request(ModelId(arguments.model), target)


def computed(request: TraceRequest, device: str) -> Trace:
    """The request's trace; ProblemError as ``core.run.compute``, and where an intervention does not fit.

    What the window would let sleep is an error here, since nobody sees it sleep.
    """
    from core.run import compute  # not above: torch takes seconds to import

    trace = compute(request, device=device)
    for _, reason in trace.dormant:
        raise ProblemError(reason.kind, **reason.values)
    return trace


def _from_standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError("unreadable_text", reason="encoding") from error


def _switch(name: str) -> Intervention:
    from core.interventions import catalogue

    spec = catalogue().get(name)
    if spec is None or not spec.is_switch:
        known = ", ".join(spec.name for spec in catalogue().values() if spec.is_switch)
        raise ProblemError("invalid_argument", argument="--without", reason=f"“{name}” is none of {known}")
    return spec.type()


def _head(text: str) -> Intervention:
    from core.interventions import catalogue

    try:
        parse = catalogue()["silence"].parse
        assert parse is not None
        return parse(text)
    except ValueError as error:
        raise ArgumentTypeError(
            f"{text!r} names no head as encoder.0.3, decoder.0.3 or cross.0.3 do"
        ) from error


def _what_if(text: str) -> Intervention:
    from core.interventions import catalogue

    name, _, how = text.partition("=")
    spec = catalogue().get(name)
    if spec is None:
        reason = f"“{name}” is none of {', '.join(catalogue())}"
        raise ProblemError("invalid_argument", argument="--what-if", reason=reason)
    try:
        return spec.read(how)
    except ValueError as error:
        reason = f"“{text}” does not read like {name}={spec.form}" if spec.form else f"{name} takes no value"
        raise ProblemError("invalid_argument", argument="--what-if", reason=reason) from error
