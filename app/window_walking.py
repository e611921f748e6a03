"""What steers the walk over the steps: its menus and keys, the step bar, and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.explanations import step_group, step_title
from app.panels.choice_menu import ChoiceMenu
from app.session import Session
from app.settings import Settings
from app.state import GRANULARITIES, SPEEDS, Granularity, Playback
from app.stops import granularities, next_place
from core.trace import Trace

if TYPE_CHECKING:
    from app.main_window import MainWindow


class WindowWalking(QObject):
    """Passes wishes on to the walk, and shows where it stands."""

    def __init__(self, window: MainWindow, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._steps, self._commands = window.steps, window.commands
        self._session, self._walk, self._settings = session, session.walk, settings
        self._shown = Playback()
        self._named: list[tuple[str, str]] = []  # the steps whose titles are shown
        self._offered: tuple[Granularity, ...] = ()
        self.size, self.speed, self.bookmarks = ChoiceMenu(window), ChoiceMenu(window), QMenu(window)
        self._fill()
        self._connect_wishes()
        session.playback_changed.connect(self._on_playback_changed)
        session.trace_changed.connect(self._on_trace_changed)
        session.selection_changed.connect(self._say_place)
        self._walk.bookmarks_changed.connect(self._on_bookmarks_changed)
        self._restore()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.size.setTitle(self.tr("Step size"))
        self.speed.setTitle(self.tr("Speed"))
        self.bookmarks.setTitle(self.tr("Bookmarks"))
        self.speed.set_choices(
            {str(speed): self.tr("{speed}×").format(speed=f"{speed:g}") for speed in SPEEDS}
        )
        self._offered = ()
        self._offer_sizes(GRANULARITIES)  # until a trace says which of them it has
        self._named = []
        if self._session.trace is not None:
            self._on_trace_changed(self._session.trace)
        self._show(self._walk.playback)

    def remember(self) -> None:
        """Keep how the walk was set until the next start."""
        playback = self._walk.playback
        self._settings.granularity = playback.granularity
        self._settings.speed = playback.speed
        self._settings.animated = playback.animated
        self._settings.bookmarks = self._walk.bookmarks

    def _restore(self) -> None:
        self._walk.set_granularity(_granularity(self._settings.granularity))
        self._walk.set_speed(self._settings.speed)
        self._walk.set_animated(self._settings.animated)
        self._walk.set_bookmarks(self._settings.bookmarks)

    def _fill(self) -> None:
        menu = self._commands.menus["go"]
        menu.insertMenu(self._commands["granularity_next"], self.size)
        menu.insertMenu(self._commands["faster"], self.speed)
        menu.addMenu(self.bookmarks)
        self._steps.set_menus(self.size, self.speed)

    def _connect_wishes(self) -> None:
        walk = self._walk
        deeds = {
            "step_forward": walk.forward,
            "step_back": walk.back,
            "clicker_forward": walk.forward,
            "clicker_back": walk.back,
            "play": lambda: walk.play(not walk.playback.playing),
            "granularity_next": walk.next_granularity,
            "faster": lambda: walk.change_speed(1),
            "slower": lambda: walk.change_speed(-1),
            "nudge_forward": lambda: walk.nudge(1),
            "nudge_back": lambda: walk.nudge(-1),
            "animate": lambda: walk.set_animated(self._commands["animate"].isChecked()),
            "bookmark": walk.toggle_bookmark,
            "bookmark_next": lambda: walk.go_to_bookmark(1),
            "bookmark_back": lambda: walk.go_to_bookmark(-1),
        }
        for name, do in deeds.items():
            self._commands[name].triggered.connect(lambda checked=False, do=do: do())
        self._steps.step_requested.connect(walk.jump)
        self._steps.walk_requested.connect(lambda way: walk.forward() if way > 0 else walk.back())
        self._steps.play_requested.connect(walk.play)
        self.size.chosen.connect(lambda name: walk.set_granularity(_granularity(name)))
        self.speed.chosen.connect(lambda speed: walk.set_speed(float(speed)))

    def _on_trace_changed(self, trace: Trace) -> None:
        sites = [(step.site, step.kind) for step in trace.steps]
        if sites != self._named:
            self._named = sites
            titles = [step_title(*site) for site in sites]
            self._steps.set_steps(titles, [step_group(site) for site, _ in sites])
        self._offer_sizes(granularities(trace))
        self._on_bookmarks_changed()
        self._show(self._walk.playback)

    def _offer_sizes(self, offered: tuple[Granularity, ...]) -> None:
        if offered == self._offered:
            return
        self._offered = offered
        names = {
            "operation": self.tr("Operation"),
            "sublayer": self.tr("Sublayer"),
            "layer": self.tr("Layer"),
            "token": self.tr("Generated token"),
        }
        self.size.set_choices({name: names[name] for name in offered})

    def _on_playback_changed(self, playback: Playback) -> None:
        # While a transition runs, nothing changes here.
        if replace(playback, alpha=1.0) != replace(self._shown, alpha=1.0):
            self._show(playback)
        self._shown = playback

    def _show(self, playback: Playback) -> None:
        self._steps.set_step(playback.step)
        self._steps.set_playing(playback.playing)
        self.size.show_choice(playback.granularity)
        self.speed.show_choice(str(playback.speed))
        self._steps.show_choices(self.size.choice_text(), self.speed.choice_text())
        self._commands["play"].setChecked(playback.playing)
        self._commands["animate"].setChecked(playback.animated)
        for name in ("nudge_forward", "nudge_back"):
            self._commands[name].setEnabled(playback.animated)
        self._commands["bookmark"].setChecked(playback.step in self._walk.bookmarked())
        self._say_place()

    def _say_place(self) -> None:
        trace, playback = self._session.trace, self._walk.playback
        if trace is None or not trace.steps:
            return
        here, template, text = self._walk.here(), self.tr("token {number} of {count}"), ""
        # A shorter trace is told before the walk has found its place in it.
        step = trace.steps[min(here.step, len(trace.steps) - 1)]
        if playback.granularity == "token" and step.kind == "choice":
            text = template.format(number=(here.token or 0) + 1, count=len(trace.tokens["predicted"]))
        back, forward = (next_place(trace, playback.granularity, here, way) is not None for way in (-1, 1))
        self._steps.set_place(text, back, forward)

    def _on_bookmarks_changed(self) -> None:
        trace, marked = self._session.trace, self._walk.bookmarked()
        self._steps.set_marks(marked)
        self.bookmarks.clear()
        for at, step in enumerate(() if trace is None else trace.steps):
            if at not in marked:
                continue
            action = self.bookmarks.addAction(step_title(step.site, step.kind))
            action.triggered.connect(lambda checked=False, at=at: self._walk.jump(at))
        self.bookmarks.setEnabled(bool(marked))
        for name in ("bookmark_next", "bookmark_back"):
            self._commands[name].setEnabled(bool(marked))
        self._commands["bookmark"].setChecked(self._walk.playback.step in marked)


def _granularity(name: str) -> Granularity:
    return next((known for known in GRANULARITIES if known == name), "operation")
