"""``train``: reproduce the bundled models from sentence pairs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands import Command


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``train``."""
    from core.training.command import add_train_arguments

    add_train_arguments(parser)


def run(arguments: Namespace) -> int:
    """Train, or go on where an earlier run was interrupted."""
    from core.training.command import run_train

    return run_train(arguments)


COMMAND = Command("train", 30, "train a model on sentence pairs", add_arguments, run)
