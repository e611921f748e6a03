"""What a trace looks like: one view a file, each ending in ``VIEW = ViewSpec(...)``, found by this folder.

A view draws the trace it is handed and says what the user wishes by signals. It knows no session, no thread
and no other view.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Signal

from app.deferred import DeferredWidget
from app.state import Comparison, Playback, Selection
from app.theme import Theme
from app.trials import Trials
from core.problems import Problem
from core.request import TraceRequest
from core.trace import Trace


class View(DeferredWidget):
    """Base of all views: setters in, wishes out. Subclasses override what concerns them."""

    selection_requested = Signal(Selection)
    intervention_requested = Signal(object)  # an Intervention to switch on or off
    adjustment_requested = Signal(object, bool)  # one to hold in its slot, and whether a slider still moves
    step_requested = Signal(int)
    request_wanted = Signal(
        TraceRequest, str
    )  # another request for the one on screen, and what to call the change
    next_tokens_covered = Signal(object)  # a set of decoder rows whose next token is kept secret for now
    trace_wanted = Signal(object)  # a TraceRequest beside the one on screen; ``show_further`` answers
    trial_wanted = Signal(object)  # the TraceRequest of an entry of the log, to go back to
    trial_marked = Signal(object)  # the TraceRequest of one to mark for comparing, or no longer

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw this trace; ``comparison`` holds the baselines, as far as they are computed."""
        raise NotImplementedError

    def show_selection(self, selection: Selection) -> None:
        """Light up the selection."""

    def show_moment(self, playback: Playback) -> None:
        """Draw the walk at this step."""

    def show_before(self, held: bool) -> None:
        """While held, draw the baseline in place of the present trace, where there is one."""

    def show_sliding(self, sliding: bool) -> None:
        """Take note that a slider begins to move, so that traces follow each other, or that it rests again."""

    def show_further_problem(self, request: TraceRequest, problem: Problem) -> None:
        """Take note that a trace that was asked for cannot be had."""

    def show_further(self, trace: Trace) -> None:
        """Take a trace that was asked for by ``trace_wanted``, by this view or by another one."""

    def show_trials(self, trials: Trials) -> None:
        """Take the log of what was tried."""

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""


@dataclass(frozen=True)
class ViewSpec:
    """How a view is found and built: its tab's order and title (called again on a language change).

    ``sites`` are globs over the sites that it draws. Views of one ``group`` share a tab, whose title is that of
    the first of them; ``page`` is then the short name by which a view is chosen among them.
    """

    id: str
    order: int
    title: Callable[[], str]
    build: Callable[[], View]
    sites: tuple[str, ...] = ("*",)
    group: str = ""
    page: Callable[[], str] | None = None


@cache
def catalogue() -> tuple[ViewSpec, ...]:
    """Every view, in the order of the tabs."""
    modules = (
        importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__)
    )
    return tuple(sorted((m.VIEW for m in modules if hasattr(m, "VIEW")), key=lambda spec: spec.order))
