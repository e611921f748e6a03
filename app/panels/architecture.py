"""The left side: the figure of the model on screen, the step of the walk lit in it, and what it costs."""

from __future__ import annotations

import html

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from app.deferred import DeferredWidget
from app.deferred_view import text_label
from app.panels.cost_table import CostTable
from app.reading.architecture import FigureReader
from app.reading.block_costs import BlockCosts
from app.reading.thumbnails import Thumbnails
from app.state import Comparison, Playback
from app.theme import LIGHT, SPACE_1, SPACE_2, Theme
from app.widgets.block_diagram import BlockDiagram
from app.widgets.blocks import Block, Figure
from core.trace import Trace

WIDTH, LEAST_WIDTH = 204, 160
MARGIN = 12


class ArchitecturePanel(DeferredWidget):
    """Draws the model from its trace alone; costs nothing while it is folded away."""

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._playback = Playback()
        self._reader = FigureReader()
        self._costs: tuple[Figure, BlockCosts] | None = None
        self._theme = LIGHT
        self.title = QLabel()
        self.title.setProperty("role", "quiet")
        self.costs_toggle = QToolButton(autoRaise=True)
        self.costs_toggle.setCheckable(True)
        self.diagram = BlockDiagram()
        self.area = _Room(self.diagram)
        self.caption = text_label("caption")
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.costs = CostTable()
        self.costs.hide()
        self._lay_out()
        self.setMinimumWidth(LEAST_WIDTH)
        self.diagram.step_requested.connect(self.step_requested)
        self.diagram.block_shown.connect(self._say)
        self.area.resized.connect(self._on_resized)
        self.costs_toggle.toggled.connect(self._on_costs_toggled)
        self.costs.chosen.connect(self._note_costs)
        self.retranslate()

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """Draw the model of this trace."""
        if trace is not self._trace:
            self._trace = trace
            self._refresh()

    def show_moment(self, playback: Playback) -> None:
        """Light the step of the walk."""
        self._playback = playback
        if self._is_drawn():
            self._light()

    def drawn(self) -> BlockDiagram:
        """The whole figure, drawn although the panel may be folded away."""
        self._catch_up()
        return self.diagram

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._theme = theme
        self.diagram.set_theme(theme, scale)
        self.costs.set_scale(scale)
        self._refresh()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.title.setText(self.tr("Architecture"))
        self._say_toggle()
        self.costs_toggle.setToolTip(self.tr("Parameters, multiply-adds and memory, of a block and in all"))
        self.costs.retranslate()
        self._reader = FigureReader()
        self._refresh()

    def sizeHint(self) -> QSize:
        """Ask for room for two columns of short names."""
        return QSize(WIDTH, 400)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.costs_toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_2, SPACE_1, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addWidget(self.caption)
        column.addWidget(self.costs)

    def _has_content(self) -> bool:
        return self._trace is not None

    def _draw(self) -> None:
        assert self._trace is not None
        figure = self._reader.figure(self._trace)
        if self._costs is None or self._costs[0] is not figure:
            self._costs = figure, BlockCosts(self._trace)
            self._note_costs()
        self.diagram.set_figure(figure, Thumbnails(self._trace, self._theme), self._playback.step)
        self._light()

    def _light(self) -> None:
        self.diagram.set_moment(self._playback.step, self._playback.alpha)
        self._reveal(self.diagram.lit_path())

    def _reveal(self, path: str | None) -> None:
        """Scroll as little as it takes to see a block."""
        rect = self.diagram.block_rect(path or "").toAlignedRect()
        if not rect.isEmpty() and not self.area.seen().contains(rect):
            centre = rect.center()
            self.area.ensureVisible(
                centre.x(), centre.y(), rect.width() // 2 + MARGIN, rect.height() // 2 + MARGIN
            )

    def _say(self, path: str) -> None:
        """Name the block that is meant, with the shape of its output; and what it costs, if that is wished."""
        block = self.diagram.shown_block()
        if block is None or self._trace is None:
            return
        self._reveal(path)
        self._say_caption(block)
        self.caption.setToolTip(self.diagram.words(block))
        if self.costs_toggle.isChecked() and self._costs is not None:
            self.costs.show_costs(self._costs[1].of(block), self._costs[1].whole)

    def _say_caption(self, block: Block) -> None:
        """Two lines, however long the title is: the figure above keeps its size while the walk goes on."""
        way = Qt.TextElideMode.ElideLeft  # what is meant stands at the end
        title = self.caption.fontMetrics().elidedText(block.title, way, self.area.width() - SPACE_1)
        self.caption.setText(_caption(title, block))

    def _on_resized(self) -> None:
        block = self.diagram.shown_block()
        if block is not None:
            self._say_caption(block)
        self._reveal(self.diagram.lit_path())
        # Large text leaves room for the button only.
        needed = self.title.sizeHint().width() + self.costs_toggle.sizeHint().width()
        self.title.setVisible(needed <= self.area.width())

    def _say_toggle(self) -> None:
        word = self.tr("Costs")
        self.costs_toggle.setText(f"{'▾' if self.costs_toggle.isChecked() else '▸'} {word}")

    def _on_costs_toggled(self, shown: bool) -> None:
        self._say_toggle()
        self.costs.setVisible(shown)
        self._note_costs()
        self._say(self.diagram.lit_path() or "")

    def _note_costs(self) -> None:
        """Have every block say what it costs, of the quantity chosen, or its shape as long as nobody asks."""
        if self.costs_toggle.isChecked() and self._costs is not None:
            costs, quantity = self._costs[1], self.costs.quantity()
            self.diagram.set_notes(quantity, lambda block: costs.notes(quantity, block))
        else:
            self.diagram.set_notes()


def _caption(title: str, block: Block) -> str:
    """The block in words; in its shape what follows an underscore is lowered."""
    symbols = " × ".join(_lowered(part) for part in block.shape.split(" × "))
    return f"{html.escape(title)}<br>{symbols} = {html.escape(block.sizes)}"


def _lowered(symbol: str) -> str:
    letter, _, below = html.escape(symbol).partition("_")
    return f"{letter}<sub>{below}</sub>" if below else letter


class _Room(QScrollArea):
    """Gives the diagram its room, and scrolls where it needs more; its keys are the diagram's and the window's."""

    resized = Signal()

    def __init__(self, diagram: BlockDiagram) -> None:
        super().__init__()
        self._diagram = diagram
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(diagram)
        for part in (self.viewport(), diagram):
            part.setAutoFillBackground(False)

    def seen(self) -> QRect:
        """The part of the diagram that is not scrolled away."""
        return (
            self.viewport()
            .rect()
            .translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._diagram.fit(self.viewport().size())
        self.resized.emit()
