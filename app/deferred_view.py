"""The base of the views of a trace: keep what one is told, draw only while one is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.state import Comparison, Playback, Selection
from app.theme import LIGHT, Theme
from app.views import View
from core.interventions import Intervention
from core.trace import Trace


class DeferredView(View):
    """A view behind another tab costs nothing: it draws when it comes to the front.

    Subclasses draw everything in ``_draw`` and what follows the selection or the walk in
    ``_draw_selection`` and ``_draw_moment``; all three may rely on ``self._trace``.
    """

    def __init__(self) -> None:
        super().__init__()
        self._current: Trace | None = None
        self._comparison = Comparison()
        self._selection = Selection()
        self._playback = Playback()
        self._before = False
        self._theme: Theme = LIGHT
        self._scale = 1.0
        self._stale = False

    @property
    def _trace(self) -> Trace:
        """The trace to draw: the present one, or while "before" is held its baseline where there is one."""
        assert self._current is not None
        if self._before and self.active_interventions(self._current):
            return self._comparison.forced or self._comparison.own or self._current
        return self._current

    @staticmethod
    def active_interventions(trace: Trace) -> tuple[Intervention, ...]:
        """The interventions of a trace that took effect."""
        dormant = {intervention for intervention, _ in trace.dormant}
        return tuple(edit for edit in trace.request.interventions if edit not in dormant)

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Keep the trace and draw it, now or when the view is next seen."""
        self._current, self._comparison = trace, comparison
        self._refresh()

    def show_selection(self, selection: Selection) -> None:
        """Keep the selection and light it up."""
        self._selection = selection
        if self._is_drawn():
            self._draw_selection()

    def show_moment(self, playback: Playback) -> None:
        """Keep the moment and draw it."""
        self._playback = playback
        if self._is_drawn():
            self._draw_moment()

    def show_before(self, held: bool) -> None:
        """While held, draw the baseline in place of the present trace, where there is one."""
        if held != self._before:
            self._before = held
            self._refresh()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours and the text size; subclasses hand them on to their widgets."""
        self._theme, self._scale = theme, scale
        self._refresh()

    def retranslate(self) -> None:
        """Draw again, since every text is set while drawing."""
        self._refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the part that the view names for it."""
        super().focusInEvent(event)
        part = self._keyboard_part()
        if part is not None and part.isVisible():
            part.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # A view that is rendered to a picture without ever being shown gets no other event.
        self._catch_up()
        super().paintEvent(event)

    def _keyboard_part(self) -> QWidget | None:
        """Where arrow keys and Enter do what the view says of them; without one, all keys are the window's."""
        return None

    def _draw(self) -> None:
        raise NotImplementedError

    def _draw_selection(self) -> None:
        """Light up the selection."""

    def _draw_moment(self) -> None:
        """Draw the walk at its step."""

    def _refresh(self) -> None:
        self._stale = self._current is not None
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self._draw()

    def _is_drawn(self) -> bool:
        """Whether changes may be drawn at once; otherwise ``_draw`` will show them with all the rest."""
        if self._current is None or self._stale:
            return False
        self._stale = not self.isVisible()
        return not self._stale


def text_label(role: str = "") -> QLabel:
    """A label for a sentence of plain text: it wraps, and never widens its view."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)  # Otherwise the token <s> strikes out what follows it.
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if role:
        label.setProperty("role", role)
    return label
