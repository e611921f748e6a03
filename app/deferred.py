"""A widget that draws only while it is seen: behind another tab or page, whatever it is told costs nothing."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.widgets.translated import TranslatedWidget


class DeferredWidget(TranslatedWidget):
    """Subclasses keep what they are told, call ``_refresh``, and draw everything in ``_draw``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = False

    def retranslate(self) -> None:
        """Draw again in the language now chosen, since every text is set while drawing."""
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # What is rendered to a picture without ever being shown gets no other event.
        self._catch_up()
        super().paintEvent(event)

    def _has_content(self) -> bool:
        """Whether there is anything to draw yet."""
        raise NotImplementedError

    def _draw(self) -> None:
        raise NotImplementedError

    def _refresh(self) -> None:
        """Draw everything anew, now or when the widget is next seen."""
        self._stale = self._has_content()
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self._draw()

    def _is_drawn(self) -> bool:
        """Whether a change may be drawn at once; otherwise ``_draw`` will show it with all the rest."""
        if self._stale or not self._has_content():
            return False
        self._stale = not self.isVisible()
        return not self._stale
