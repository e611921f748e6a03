"""The command line's subcommands: one a file, each ending in ``COMMAND = Command(...)``, found by this folder.

Importing them must stay quick: torch, Qt and NumPy are imported where a command runs.
"""

from __future__ import annotations

import importlib
import pkgutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A subcommand: ``run`` takes the parsed arguments and returns the exit status."""

    name: str
    order: int
    summary: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def catalogue() -> tuple[Command, ...]:
    """Every subcommand, in the order in which help lists them."""
    modules = (
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    )
    return tuple(sorted((module.COMMAND for module in modules), key=lambda command: command.order))
