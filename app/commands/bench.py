"""``bench``: measure the application against plain PyTorch, side by side."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module

from app.command_arguments import whole_number
from app.commands import Command


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``bench``."""
    parser.add_argument("--only", metavar="NAME", help="one measurement instead of all")
    parser.add_argument(
        "--repeats", metavar="N", type=whole_number(1), default=100, help="how often each is repeated"
    )
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")


def run(arguments: Namespace) -> int:
    """Measure, and print or write the tables; the benchmarks stand beside the tests, in a checkout only."""
    benchmarks = import_module("tests.benchmarks.command")
    status: int = benchmarks.run(arguments.only, arguments.repeats, arguments.write)
    return status


COMMAND = Command("bench", 60, "measure speed and memory against plain PyTorch", add_arguments, run)
