"""``figure``: what a view of the window shows, as a picture in a file."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.command_arguments import add_request_arguments, computed, request_of, whole_number
from app.commands import Command
from app.console import remark, say
from core.problems import ProblemError

if TYPE_CHECKING:
    from app.state import Playback, Selection
    from core.trace import Trace

SMALLEST, LARGEST = 100, 8000


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``figure``."""
    add_request_arguments(parser, text_required=False)
    parser.add_argument(
        "--view", metavar="ID", help="architecture, attention, masks, step or another that --list names"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="a .png, .svg or .pdf file")
    parser.add_argument("--list", action="store_true", help="list the views")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="light unless given")
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="en unless given")
    parser.add_argument(
        "--size", metavar="WxH", type=size, default=(1280, 720), help="in pixels, 1280x720 unless given"
    )
    parser.add_argument(
        "--attention", choices=("encoder", "decoder", "cross"), default="encoder", help="encoder unless given"
    )
    parser.add_argument(
        "--layer", metavar="N", type=whole_number(0), default=0, help="the selected layer, from 0"
    )
    parser.add_argument(
        "--head", metavar="N", type=whole_number(0), default=0, help="the selected head, from 0"
    )
    for side, what in (("query", "row"), ("key", "column")):
        parser.add_argument(
            f"--{side}", metavar="N", type=whole_number(0), help=f"the selected {what} of the map, from 0"
        )
    parser.add_argument(
        "--step", metavar="N", type=whole_number(1), default=1, help="the step of the walk, from 1"
    )
    parser.add_argument(
        "--choose",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help="press these buttons of the view, such as swap with --view positions; a wrong NAME lists them",
    )
    parser.set_defaults(usage_error=parser.error)


def size(text: str) -> tuple[int, int]:
    """Read ``1280x720``."""
    numbers = text.lower().split("x")
    if len(numbers) != 2 or not all(part.isdecimal() and len(part) < 6 for part in numbers):
        raise ArgumentTypeError(f"{text!r} is no size like 1280x720")
    width, height = map(int, numbers)
    if not all(SMALLEST <= side <= LARGEST for side in (width, height)):
        raise ArgumentTypeError(f"both sides must be from {SMALLEST} to {LARGEST} pixels")
    return width, height


def run(arguments: Namespace) -> int:
    """Compute, draw and write the figure, or list what can be drawn."""
    if arguments.list:
        say(_choices())
        return 0
    if arguments.text is None or arguments.view is None or arguments.out is None:
        arguments.usage_error("give the TEXT to draw, --view ID and --out FILE, or --list")
    return _draw(arguments)


def _draw(arguments: Namespace) -> int:
    from app.export import format_of, write_picture
    from app.figure import application, comparison, drawn, view_named

    format_of(arguments.out)
    application()  # and keep it: Qt draws nothing without one
    spec = view_named(arguments.view)
    trace = computed(request_of(arguments), arguments.device)
    selection, playback = _selection(arguments, trace), _playback(arguments, trace)
    moment = (trace, comparison(trace, arguments.device), selection, playback)
    looks = arguments.theme, arguments.language, arguments.size
    with drawn(spec, moment, *looks, chosen=arguments.choose, device=arguments.device) as view:
        write_picture(view, arguments.out)
    for note in trace.notes:
        remark("note", note)
    say([f"written: {arguments.out}"])
    return 0


def _choices() -> Iterator[str]:
    from app.figure import views

    yield "views (--view)"
    tabs: dict[str, str] = {}
    for name, spec in views().items():
        tab = tabs.setdefault(spec.group or name, spec.title())
        yield f"  {name:15}{tab}{f', {spec.page()}' if spec.page else ''}."


def _selection(arguments: Namespace, trace: Trace) -> Selection:
    from app.state import Selection
    from core.interventions.silence_head import SilenceHead

    head = SilenceHead(arguments.attention, arguments.layer, arguments.head)
    if problem := head.unfit(trace.architecture):
        raise ProblemError(problem.kind, **problem.values)
    selection = Selection(arguments.attention, arguments.layer, arguments.head)
    if arguments.query is None and arguments.key is None:
        return selection
    return selection.at_cell(arguments.query or 0, arguments.key or 0).within(trace)


def _playback(arguments: Namespace, trace: Trace) -> Playback:
    from app.state import Playback

    if arguments.step > len(trace.steps):
        raise ProblemError(
            "invalid_argument", argument="--step", reason=f"there are {len(trace.steps)} steps"
        )
    return Playback(arguments.step - 1)


COMMAND = Command("figure", 20, "draw what the window shows into a PNG, SVG or PDF file", add_arguments, run)
