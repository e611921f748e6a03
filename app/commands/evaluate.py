"""``evaluate``: measure how well a model translates, and how well its heads align words."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands import Command


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``evaluate``."""
    from core.training.command import add_evaluate_arguments

    add_evaluate_arguments(parser)


def run(arguments: Namespace) -> int:
    """Print the scores."""
    from core.training.command import run_evaluate

    return run_evaluate(arguments)


COMMAND = Command("evaluate", 40, "score a model on sentence pairs or gold word links", add_arguments, run)
