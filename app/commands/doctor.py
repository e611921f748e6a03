"""``doctor``: one page on what the application finds on this machine, and what is wrong with it."""

from __future__ import annotations

import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from importlib import metadata

from app.commands import Command
from app.console import say, sentence
from app.version import VERSION
from core.problems import Problem, ProblemError

LABEL_WIDTH = 10
PACKAGES = ("numpy", "tokenizers", "safetensors", "pyqtgraph", "ziamath")
PROBLEM = "PROBLEM: "

Lines = Iterator[str]


def add_arguments(parser: ArgumentParser) -> None:
    """``doctor`` takes no arguments."""


def run(arguments: Namespace) -> int:
    """Print the page; 1 where something does not work."""
    page = [f"Attention Microscope {VERSION}"]
    for label, examine in EXAMINATIONS.items():
        for at, line in enumerate(_findings(examine)):
            page.append(f"{'' if at else label:{LABEL_WIDTH}}{line}")
    healthy = not any(PROBLEM in line for line in page)
    say([*page, "Everything works." if healthy else "Something needs repair, see above."])
    return 0 if healthy else 1


def _findings(examine: Callable[[], Lines]) -> Lines:
    """The lines of one examination; what goes wrong is one of them, and the rest of the page is still wanted."""
    try:
        yield from examine()
    except ProblemError as error:
        yield PROBLEM + sentence(error.problem)
    except ImportError as error:
        yield f"{PROBLEM}{error}; run “make setup”."
    except Exception as error:
        yield PROBLEM + sentence(Problem("internal", {"reason": f"{type(error).__name__}: {error}"}))


def _python() -> Lines:
    yield f"{platform.python_version()} on {platform.platform(terse=True)}, {sys.executable}"


def _packages() -> Lines:
    yield ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)


def _torch() -> Lines:
    import torch

    yield f"{torch.__version__}, {torch.get_num_threads()} threads"


def _device() -> Lines:
    from core import devices

    yield f"{devices.choose()} is chosen automatically, at hand: {', '.join(devices.available())}"
    for name in devices.available():
        devices.choose(name)


def _qt() -> Lines:
    import PySide6
    from PySide6.QtCore import qVersion

    from app.display import has_display

    yield f"{qVersion()}, PySide6 {PySide6.__version__}"
    yield (
        "a display is there"
        if has_display()
        else "no display: trace, figure and the other commands work, the window does not"
    )


def _fonts() -> Lines:
    from app.figure import application
    from app.fonts import CHINESE_SAMPLE, covers, install_fonts

    family = install_fonts(application())
    verdict = "covers" if covers(family, CHINESE_SAMPLE) else PROBLEM + "does not cover"
    yield f"{family} {verdict} Chinese"


def _settings() -> Lines:
    from app.settings import Settings

    settings = Settings()
    yield str(settings.path())
    if settings.problem():
        yield "cannot be written: what is chosen in the window is forgotten when it closes"


def _models() -> Lines:
    from core import catalogue
    from core.board import HAND_SIZED

    names = catalogue.names()
    if not names:
        raise ProblemError("unknown_model", model=catalogue.DEFAULT_MODEL, available=HAND_SIZED)
    for name in names:
        yield from _findings(lambda name=name: _model(name))  # type: ignore[misc]


def _model(name: str) -> Lines:
    from core import catalogue, weights

    loaded = weights.load(catalogue.bundled(name))
    numbers = sum(parameter.numel() for parameter in loaded.model.parameters())
    megabytes = (loaded.info.folder / catalogue.WEIGHTS).stat().st_size / 1e6
    yield f"{name}: {numbers / 1e6:.1f} million parameters, {megabytes:.1f} MB, {loaded.info.folder}"


EXAMINATIONS: dict[str, Callable[[], Lines]] = {
    "Python": _python,
    "packages": _packages,
    "torch": _torch,
    "device": _device,
    "Qt": _qt,
    "fonts": _fonts,
    "settings": _settings,
    "models": _models,
}

COMMAND = Command(
    "doctor", 50, "tell whether everything that is needed is there and works", add_arguments, run
)
