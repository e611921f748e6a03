"""What lies over the matrices of a step while its operation happens: covered cells and what moves over them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.widgets.themed import ThemedWidget
from app.widgets.transitions import Movement, Panel, Scene, movements, reveal
from app.widgets.transitions.canvas import Canvas

__all__ = ["Panel", "Scene", "TransitionOverlay", "paint_transition"]


def paint_transition(painter: QPainter, scene: Scene, alpha: float, theme: Theme, scale: float) -> None:
    """Paint a scene at a progress from 0 to 1; at 1 nothing, for then the matrices below are what is true.

    The same arguments paint the same pixels.
    """
    if alpha >= 1 or scene.output.values.size == 0 or scene.output.rect.isEmpty():
        return
    painter.save()
    _movement(scene).paint(Canvas(painter, theme, scale), scene, max(0.0, alpha))
    painter.restore()


@lru_cache(maxsize=1)
def _movement(scene: Scene) -> Movement:
    """The movement of the scene on screen: asked for at every moment, and told by sums over whole matrices."""
    movement = movements().get(scene.kind, reveal.MOVEMENT)
    return movement if movement.fits(scene) else reveal.MOVEMENT


class TransitionOverlay(ThemedWidget):
    """Lies over the matrices, lets every click through, and shows nothing once the operation is done.

    ``rested`` tells when a movement is over, and when one begins: until then no mark should show the outcome.
    """

    rested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._alpha, self._rests = 1.0, True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def scene(self) -> Scene | None:
        """Return the operation that is shown."""
        return self._scene

    def set_scene(self, scene: Scene | None) -> None:
        """Show this operation, or none."""
        if scene is not self._scene:
            self._scene = scene
            self._tell()

    def set_alpha(self, alpha: float) -> None:
        """Show how far the operation has come, from 0 to 1."""
        if alpha != self._alpha:
            self._alpha = alpha
            self._tell()

    def _tell(self) -> None:
        self.update()
        rests = self._scene is None or self._alpha >= 1
        if rests != self._rests:
            self._rests = rests
            self.rested.emit(rests)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the present moment."""
        if self._scene is None:
            return
        painter = QPainter(self)
        paint_transition(painter, self._scene, self._alpha, self._theme, self._text_scale)
        painter.end()
