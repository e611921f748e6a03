"""The figure of the model by itself, as a picture for a file; in the window a panel shows it beside every view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.deferred_view import DeferredView
from app.reading.architecture import FigureReader
from app.reading.thumbnails import Thumbnails
from app.theme import Theme
from app.views import ViewSpec
from app.widgets.block_diagram import BlockDiagram


class ArchitectureFigure(DeferredView):
    """As large as it is asked to be, or larger where the model needs more room: nothing of it is scrolled away."""

    def __init__(self) -> None:
        super().__init__()
        self.diagram = BlockDiagram(self)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.diagram.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _draw(self) -> None:
        self.diagram.fit(self.size())
        pictures = Thumbnails(self._trace, self._theme)
        self.diagram.set_figure(FigureReader().figure(self._trace), pictures, self._playback.step)
        self._draw_moment()
        self.setFixedSize(self.diagram.size().expandedTo(self.size()))

    def _draw_moment(self) -> None:
        self.diagram.set_moment(self._playback.step, self._playback.alpha)


ARCHITECTURE = ViewSpec(
    id="architecture",
    order=0,
    title=lambda: QCoreApplication.translate("ArchitecturePanel", "Architecture"),
    build=ArchitectureFigure,
)
