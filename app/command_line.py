"""The command line: arguments in, the window or a subcommand out, every problem as one sentence.

Exit status: 0 done, 1 a problem (one sentence on standard error), 2 wrong usage, 130 interrupted. With
ATTENTION_MICROSCOPE_DEBUG set, what nobody foresaw shows its traceback.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from app import commands
from app.commands.figure import size
from app.console import escape_what_the_terminal_lacks, remark
from app.version import VERSION
from core.problems import Problem, ProblemError

DEBUG_VARIABLE = "ATTENTION_MICROSCOPE_DEBUG"
NO_DISPLAY = (
    "There is no display to open a window on; see python main.py --help for what works without one, "
    'such as: python main.py trace "我是一只猫娘。"'
)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit status; SystemExit for wrong usage and for ``--help``."""
    escape_what_the_terminal_lacks()
    arguments = parser().parse_args(argv)
    return _guarded(arguments.run, arguments)


def parser() -> ArgumentParser:
    """The parser of everything; building it imports neither torch nor Qt."""
    top = ArgumentParser(
        prog="python main.py",
        description="Watch a trained Transformer read and translate a sentence. Without a command: open the window.",
        epilog="“python main.py COMMAND --help” tells more about a command.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"Attention Microscope {VERSION}")
    _add_window_arguments(top)
    top.set_defaults(run=_open_window)
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND")
    for command in commands.catalogue():
        sub = subparsers.add_parser(command.name, help=command.summary, allow_abbrev=False)
        sub.description = f"{command.summary[0].upper()}{command.summary[1:]}."
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return top


def _add_window_arguments(top: ArgumentParser) -> None:
    window = top.add_argument_group("the window")
    window.add_argument("--text", metavar="TEXT", help="begin with this sentence")
    window.add_argument("--tab", metavar="ID", help="begin with this view")
    window.add_argument("--theme", choices=("light", "dark"), help="for this time")
    window.add_argument("--language", choices=("en", "zh"), help="for this time")
    window.add_argument("--size", metavar="WxH", type=size, help="in pixels")
    window.add_argument(
        "--screenshot", metavar="PATH", type=Path, help="write a picture of the window, and end"
    )
    window.add_argument("--smoke", action="store_true", help="open, compute one sentence, and end")


def _open_window(arguments: Namespace) -> int:
    from app.display import draw_without_display, has_display

    if arguments.smoke or arguments.screenshot:
        draw_without_display()
    elif not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    from app.plain_imports import import_plainly

    import_plainly()
    from app.application import run

    wishes = ("smoke", "screenshot", "text", "theme", "language", "size", "tab")
    return run(**{wish: getattr(arguments, wish) for wish in wishes})


def _guarded(run: Callable[[Namespace], int], arguments: Namespace) -> int:
    """Run; whatever goes wrong becomes one sentence on standard error and an exit status."""
    try:
        return run(arguments)
    except ProblemError as error:
        return _failed(error.problem)
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        return _failed(Problem("out_of_memory"))
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        return _failed(_unforeseen(error))


def _failed(problem: Problem) -> int:
    remark("error", problem)
    return 1


def _unforeseen(error: Exception) -> Problem:
    if isinstance(error, ModuleNotFoundError):
        return Problem("missing_package", {"package": error.name})
    return Problem("internal", {"reason": f"{type(error).__name__}: {error}"})


def _reader_gone() -> int:
    """Whoever read our output has enough of it, as ``head`` does; Python would complain once more at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
