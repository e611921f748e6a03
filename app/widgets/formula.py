"""A formula set in mathematical type; what cannot be set is shown as it was written."""

from __future__ import annotations

import logging
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import SIZE_TITLE, type_size
from app.widgets.themed import ThemedWidget

if TYPE_CHECKING:
    from ziamath.zmath import Latex

logger = logging.getLogger(__name__)


class Formula(ThemedWidget):
    """One formula, as large as its type; it shrinks where the room is too small and is never cut."""

    def __init__(self, parent: QWidget | None = None, *, size: int = SIZE_TITLE) -> None:
        super().__init__(parent)
        self._latex = ""
        self._size = size
        self._renderer: QSvgRenderer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_latex(self, latex: str, spoken: str = "") -> None:
        """Show a formula; `spoken` is what a screen reader says, the LaTeX itself if empty."""
        self.setAccessibleName(spoken or latex)
        if latex != self._latex:
            self._latex = latex
            self._appearance_changed()
            self.updateGeometry()
            self.update()

    def latex(self) -> str:
        """Return the formula as it was written."""
        return self._latex

    def is_set(self) -> bool:
        """Tell whether the formula is drawn in mathematical type and not as plain text."""
        return self._renderer is not None

    def sizeHint(self) -> QSize:
        """Return the size of the formula."""
        if self._renderer is not None:
            return self._renderer.viewBoxF().size().toSize() + QSize(4, 4)
        metrics = QFontMetricsF(self._font())
        return QSizeF(metrics.horizontalAdvance(self._latex) + 4, metrics.height() + 4).toSize()

    def minimumSizeHint(self) -> QSize:
        """Allow the formula to shrink to half its size."""
        return self.sizeHint() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the formula at the left, in the middle of the height."""
        painter = QPainter(self)
        self._draw_kept(painter, (self._latex, self._size), self._paint)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._renderer is None:
            painter.setFont(self._font())
            painter.setPen(QColor(self._theme.text))
            flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, self._latex)
        else:
            self._renderer.render(painter, self.painted_rect())

    def painted_rect(self) -> QRectF:
        """Return where the formula is painted: as large as its type, smaller where there is less room."""
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        size = self._renderer.viewBoxF().size() if self._renderer is not None else room.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height())

    def _appearance_changed(self) -> None:
        self._renderer = _renderer(self._latex, type_size(self._size, self._text_scale), self._theme.text)


@lru_cache(maxsize=1)
def _typesetter() -> type[Latex]:
    """Load the typesetter when the first formula needs it: the window starts without."""
    with warnings.catch_warnings():
        # It still finds its font in a way that Python 3.11 alone calls deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex
    config.svg2 = False  # QtSvg leaves out <symbol> and <use>, and with them every glyph.
    return Latex


@lru_cache(maxsize=256)
def formula_svg(latex: str, size: int, colour: str) -> bytes:
    """Return the formula as SVG that Qt can draw, nothing where it cannot be set. Takes 25 ms once."""
    if not latex.strip():
        return b""
    try:
        svg: str = _typesetter()(latex, size=size, color=colour).svg()
    except Exception:
        # Its parsers raise anything from KeyError to their own types; a formula must never stop the window.
        logger.warning("formula cannot be set: %s", latex)
        return b""
    return svg.encode()


@lru_cache(maxsize=256)
def _renderer(latex: str, size: int, colour: str) -> QSvgRenderer | None:
    """Return what draws the formula, None where it cannot be set; read once, for it says nothing of where."""
    svg = formula_svg(latex, size, colour)
    renderer = QSvgRenderer(QByteArray(svg)) if svg else None
    return renderer if renderer is not None and renderer.isValid() else None
