"""Walking over the steps of a trace: one at a time or by itself, with transitions in between, and bookmarks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.state import SPEEDS, Granularity, Playback
from app.stops import Place, first_place, granularities, next_place
from core.trace import Trace

if TYPE_CHECKING:
    from app.session import Session

FRAME_MS = 16
TRANSITION_SECONDS = 0.7
"""How long a transition runs at speed 1."""
BEAT_SECONDS = 1.2
"""From one step to the next while playing at speed 1; the transition is part of it."""
HURRY_SECONDS = 0.15
"""Steps that follow each other faster, as while a key is held down, are shown whole."""
NUDGES = 10
"""In so many strokes a transition is moved through by hand."""

Clock = Callable[[], float]


class Walk(QObject):
    """Owns the playback and the one clock that moves it.

    A transition belongs to the step that it makes: forward it runs from 0 to 1, back from 1 to 0, and then the
    step before is shown. Whoever steps on while one is running finishes it, and never waits.
    """

    changed = Signal(Playback)
    bookmarks_changed = Signal()

    def __init__(self, session: Session, clock: Clock = time.monotonic) -> None:
        super().__init__(session)
        self.playback = Playback()
        self.bookmarks: tuple[str, ...] = ()  # sites, so that they hold for every sentence
        self._session = session
        self._clock = clock
        self._way = 0  # of the transition that is running; 0 where none is
        self._rest = 0.0  # seconds until the next step while playing
        self._before = 0.0  # the clock at the last frame
        self._wished = float("-inf")  # the clock at the last wish for a step
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_frame)

    # Going somewhere.

    def forward(self) -> None:
        """Go on by one step of the granularity; one that was stopped on its way runs on."""
        hurried = self._is_hurried()
        if self._way > 0:
            self._arrive()
        elif self.playback.alpha < 1:
            self._run(1)
            return
        self._go(1, whole=hurried)

    def back(self) -> None:
        """Go back by one step of the granularity; one that is on its way turns round."""
        hurried = self._is_hurried()
        if self._way < 0:
            self._arrive()
        elif self.playback.alpha < 1 and self.playback.step > 0 and self.playback.granularity == "operation":
            self._run(-1)
            return
        self._go(-1, whole=hurried)

    def jump(self, step: int) -> None:
        """Show any step at once and whole."""
        trace = self._session.trace
        last = 0 if trace is None else max(0, len(trace.steps) - 1)
        self._way, self._rest = 0, self._beat()
        self._set(step=min(max(step, 0), last), alpha=1.0)

    def nudge(self, way: int) -> None:
        """Move the transition itself by a little, forward or back and over the bounds of a step; this pauses."""
        here = self.playback
        if not here.animated or self._session.trace is None:
            return
        self._way = 0
        step, alpha = here.step, round(here.alpha * NUDGES + way) / NUDGES
        if alpha > 1 and step < len(self._session.trace.steps) - 1:
            step, alpha = step + 1, 0.0
        elif alpha < 0 and step > 0:
            step, alpha = step - 1, 1.0
        self._set(step=step, alpha=min(max(alpha, 0.0), 1.0), playing=False)

    def play(self, playing: bool) -> None:
        """Let the steps run by themselves, or stop where we are; from the end it begins again."""
        trace = self._session.trace
        self._way, self._rest = 0, 0.0
        if not playing or trace is None:
            self._set(playing=False)
            return
        if self.playback.alpha < 1:
            self._way = 1
        elif next_place(trace, self.playback.granularity, self.here(), 1) is None:
            self._jump_to(first_place(trace, self.playback.granularity))
        self._set(playing=True)

    def fit(self, former: Trace | None, trace: Trace) -> None:
        """Stand at the same site in another trace, at the nearest number where it is absent."""
        step = self.playback.step
        if former is not None and step < len(former.steps) and former.steps[step].site in trace:
            step = trace.steps.index(trace[former.steps[step].site])
        if self.playback.granularity not in granularities(trace):
            self._set(granularity="operation")
        if step != self.playback.step or step >= len(trace.steps):
            self.jump(step)

    # How to walk.

    def set_granularity(self, granularity: Granularity) -> None:
        """Let one step pass over an operation, a sublayer, a layer or a token."""
        trace = self._session.trace
        if trace is None or granularity in granularities(trace):
            self._set(granularity=granularity)

    def next_granularity(self) -> None:
        """Take the next granularity that the trace offers."""
        if self._session.trace is not None:
            offered = granularities(self._session.trace)
            at = offered.index(self.playback.granularity)
            self._set(granularity=offered[(at + 1) % len(offered)])

    def set_speed(self, speed: float) -> None:
        """Run at one of the speeds, the nearest one to this."""
        self._set(speed=min(SPEEDS, key=lambda offered: abs(offered - speed)))

    def change_speed(self, by: int) -> None:
        """Run faster or slower by so many notches."""
        at = SPEEDS.index(self.playback.speed) + by
        self._set(speed=SPEEDS[min(max(at, 0), len(SPEEDS) - 1)])

    def set_animated(self, animated: bool) -> None:
        """Run transitions, or show every step at once."""
        if not animated and self._way:
            self._arrive()
        self._set(animated=animated, **({} if animated else {"alpha": 1.0}))

    # Bookmarks.

    def set_bookmarks(self, sites: Sequence[str]) -> None:
        """Mark the steps of these sites."""
        self.bookmarks = tuple(dict.fromkeys(sites))
        self.bookmarks_changed.emit()

    def toggle_bookmark(self) -> None:
        """Mark the present step, or take its mark away."""
        trace = self._session.trace
        if trace is not None and trace.steps:
            site = trace.steps[self.playback.step].site
            kept = tuple(other for other in self.bookmarks if other != site)
            self.set_bookmarks(kept if site in self.bookmarks else (*kept, site))

    def bookmarked(self) -> tuple[int, ...]:
        """The marked steps that the present trace has, in its order."""
        trace = self._session.trace
        steps = () if trace is None else trace.steps
        return tuple(at for at, step in enumerate(steps) if step.site in self.bookmarks)

    def go_to_bookmark(self, way: int) -> None:
        """Go to the next marked step (1) or the one before (-1), past the end to the first."""
        marked, here = self.bookmarked(), self.playback.step
        onwards = [at for at in marked if (at - here) * way > 0] or list(marked)
        if onwards:
            self.jump(onwards[0 if way > 0 else -1])

    # The clock.

    @Slot()
    def on_frame(self) -> None:
        """Move by the time that has passed since the last frame."""
        now = self._clock()
        seconds, self._before = now - self._before, now
        if self._way:
            alpha = self.playback.alpha + self._way * seconds / self._transition()
            if 0 < alpha < 1:
                self._set(alpha=alpha)
            else:
                self._arrive()
        elif self.playback.playing:
            self._rest -= seconds
            if self._rest <= 0 and not self._go(1):
                self.play(False)

    def _go(self, way: int, whole: bool = False) -> bool:
        """Set out for the next stop; false where there is none."""
        trace, here = self._session.trace, self.playback
        place = None if trace is None else next_place(trace, here.granularity, self.here(), way)
        if place is None:
            return False
        self._rest = self._beat()
        if whole or not here.animated or place.step == here.step:
            self._jump_to(place)
        elif way > 0:
            self._select(place)
            self._way = 1
            self._set(step=place.step, alpha=0.0)
        elif place.step == here.step - 1 and here.granularity == "operation":
            self._run(-1)
        else:
            self._jump_to(place)
        return True

    def _is_hurried(self) -> bool:
        before, self._wished = self._wished, self._clock()
        return self._wished - before < HURRY_SECONDS

    def _run(self, way: int) -> None:
        """Let the transition run this way from where it is."""
        self._way = way
        self._set()

    def _arrive(self) -> None:
        """End the transition that is running: at its step, or back at the step before."""
        back, self._way = self._way < 0, 0
        self._rest = self._beat() - self._transition()
        self._set(step=self.playback.step - back, alpha=1.0)

    def _jump_to(self, place: Place) -> None:
        self.jump(place.step)
        self._select(place)

    def _select(self, place: Place) -> None:
        if place.token is not None:
            self._session.select(self._session.selection.at_token("predicted", place.token))

    def here(self) -> Place:
        """The step, and the token that is selected among those fed or predicted."""
        token = self._session.selection.token
        generated = token is not None and token.tokens in ("target", "predicted")
        return Place(self.playback.step, token.index if token is not None and generated else None)

    def _transition(self) -> float:
        return TRANSITION_SECONDS / self.playback.speed

    def _beat(self) -> float:
        return BEAT_SECONDS / self.playback.speed

    def _set(self, **changes: Any) -> None:
        playback = replace(self.playback, **changes)
        # The clock stands still while nothing moves.
        if not self._way and not playback.playing:
            self._timer.stop()
        elif not self._timer.isActive():
            self._before = self._clock()
            self._timer.start()
        if playback != self.playback:
            self.playback = playback
            self.changed.emit(playback)
