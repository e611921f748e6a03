"""The base of the views of a trace: keep what one is told, draw only while one is seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.state import Comparison, Playback, Selection
from app.theme import LIGHT, Theme
from app.views import View
from app.widgets.legible_label import LegibleLabel
from core.interventions import Intervention
from core.trace import Trace


class DeferredView(View):
    """Keeps the trace and what was chosen, and draws when it comes to the front.

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

    def minimumSizeHint(self) -> QSize:
        """Count the lines that sentences and rows of buttons take at the present width, neither fewer nor more."""
        layout, hint = self.layout(), super().minimumSizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalMinimumHeightForWidth(max(self.width(), hint.width())))

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the part that the view names for it."""
        super().focusInEvent(event)
        part = self._keyboard_part()
        if part is not None and part.isVisible():
            part.setFocus(event.reason())

    def _keyboard_part(self) -> QWidget | None:
        """Where arrow keys and Enter do what the view says of them; without one, all keys are the window's."""
        return None

    def _has_content(self) -> bool:
        return self._current is not None

    def _draw_selection(self) -> None:
        """Light up the selection."""

    def _draw_moment(self) -> None:
        """Draw the walk at its step."""


def text_label(role: str = "") -> QLabel:
    """A label for a sentence of plain text: it wraps, and never widens its view."""
    label = LegibleLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)  # Otherwise the token <s> strikes out what follows it.
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if role:
        label.setProperty("role", role)
    return label
