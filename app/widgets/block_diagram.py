"""A diagram of blocks and arrows to walk through: fold, unfold, click; what is computed now is lit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.theme import SIZE_SMALL
from app.widgets.block_contents import Notes
from app.widgets.block_fitting import Fitting
from app.widgets.block_folding import Folding, Node, nodes_of
from app.widgets.block_layout import Placement
from app.widgets.block_marks import fold_mark, layer_marks, opens
from app.widgets.block_measures import Measures
from app.widgets.block_moment import moment_of, share_done
from app.widgets.block_painting import BlockPainter, Moment, Pictures
from app.widgets.block_routing import Route
from app.widgets.block_scene import Scene
from app.widgets.block_sheet import Sheet
from app.widgets.blocks import Block, Figure, shape_notes
from app.widgets.themed import ThemedWidget

SYMBOL_SIZE, TIGHT_SIZE, FINE_SIZE = 11, 12, 10
"""Of shapes and symbols, which stand below the names; of names and of shapes where there is little room."""

KEPT = 6
"""So many sheets are kept: every layer that stands for all has its own, and a toggle goes back and forth."""


class BlockDiagram(ThemedWidget):
    """Lays out anew only when figure, folding or size change; what stays is painted once and kept."""

    step_requested = Signal(int)
    block_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Figure((), ())
        self._pictures: Pictures = lambda blocks: []
        self._notes: tuple[str, Notes] = ("", shape_notes)
        self._folding = Folding()
        self._step, self._alpha = 0, 1.0
        self._room = QSize(220, 400)
        self._sheet: Sheet | None = None
        self._sheets: dict[object, Sheet] = {}
        self._fitting = Fitting()
        self._focused: str | None = None
        self._hovered: str | None = None
        self._moment = Moment()
        self._described: Block | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._retranslate()

    def set_figure(self, figure: Figure, pictures: Pictures, step: int = 0) -> None:
        """Show another figure at this step; ``pictures`` gives the blocks' small pictures in the present theme."""
        seen = figure is self._figure and step == self._step
        self._figure, self._pictures, self._step = figure, pictures, step
        for sheet in self._sheets.values():
            sheet.forget_pictures()
        if seen and self._sheet is not None:
            self.update()
        else:
            self._lay_out()

    def set_notes(self, name: str = "", notes: Notes = shape_notes) -> None:
        """Have the blocks say these below their names; for one figure the same name means the same notes."""
        if (name, notes) != self._notes:
            self._notes = name, notes
            self._lay_out()

    def set_moment(self, step: int, alpha: float = 1.0) -> None:
        """Light the block of this step; ``alpha`` is how far its data has come."""
        moved = step != self._step
        self._step, self._alpha = step, alpha
        if not moved and self._scene is not None and self._moment.lit is not None:
            share = share_done(self._scene, self._moment.lit, step, alpha)
            self._moment = replace(self._moment, alpha=alpha, share=share)
            self.update()
            return
        if moved:
            self._focused = None
        self._lay_out()

    def fit(self, room: QSize) -> None:
        """Take this much room, or more where the figure needs more."""
        self._room = room
        self._appearance_changed()

    def shown_block(self) -> Block | None:
        """The block with the keyboard's mark, or else the one that is lit."""
        return self._figure.by_path.get(self._focused or self._moment.lit or "")

    def lit_path(self) -> str | None:
        """The path of the innermost visible block of the step."""
        return self._moment.lit

    def moment(self) -> Moment:
        """What is lit."""
        return self._moment

    def block_rect(self, path: str) -> QRectF:
        """Where a visible block is painted; empty where it cannot be seen."""
        placed = self._placement.placed.get(path) if self._placement is not None else None
        return placed.rect.translated(self._offset) if placed is not None else QRectF()

    def mark_rect(self, path: str) -> QRectF:
        """Where a visible block is folded or unfolded by a click."""
        assert self._placement is not None
        return fold_mark(self._placement.placed[path], self._placement).translated(self._offset)

    def visible_paths(self) -> list[str]:
        """Every block that can be seen, in the order of the walk."""
        return list(self._scene.nodes) if self._scene is not None else []

    def unfold(self, path: str) -> None:
        """Go one level deeper at a block."""
        self._refold(path, Folding.unfolded)

    def fold(self, path: str) -> None:
        """Go one level back at a block."""
        self._refold(path, Folding.folded)

    # Qt's own events.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture, and above it what is lit."""
        painter = QPainter(self)
        if self._sheet is not None:
            paints = self._painter()
            if self._keeps_strokes(painter):
                self._sheet.paint(painter, paints, self._moment)
            else:
                painter.drawPixmap(0, 0, self._sheet.picture(self, paints, self._moment))
            painter.translate(self._offset)
            paints.paint_progress(painter, self._moment)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between blocks, go to one, fold and unfold; leave other keys to the window."""
        path = self._focused or self._moment.lit
        if path is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_focus(path, 1 if event.key() == Qt.Key.Key_Up else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_requested.emit(self._node(path).block.first)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.unfold(path)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            self.fold(path)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold, or go to what was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        marked = next(
            (path for path in self._marked() if self.mark_rect(path).contains(event.position())), None
        )
        if marked is not None:
            self._toggle(marked)
        elif (step := self._step_at(event.position())) is not None:
            self.step_requested.emit(step)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold what was clicked twice."""
        path = self._path_at(event.position())
        if path is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(path)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the mark of the block under the pointer."""
        self._hover(self._path_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the mark again."""
        self._hover(None)

    def event(self, event: QEvent) -> bool:
        """Name the block under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            path = self._path_at(QPointF(event.pos()))
            text = self.words(self._node(path).block) if path is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._focused = None if event.type() == QEvent.Type.FocusOut else self._focused
            self._light()
        return super().event(event)

    def words(self, block: Block) -> str:
        """What a block is, the shape of its output, and whether a what-if changed something in it."""
        parts = [block.title, f"{block.shape} = {block.sizes}".replace("_", " ")]
        if block.edited:
            parts.append(self.tr("changed by a what-if"))
        return "\n".join(parts)

    # Folding and moving.

    def _node(self, path: str) -> Node:
        assert self._scene is not None
        return self._scene.nodes[path]

    def _toggle(self, path: str) -> None:
        assert self._placement is not None
        (self.unfold if opens(self._placement.placed[path]) else self.fold)(path)

    def _refold(self, path: str, change: Callable[[Folding, Node], Folding]) -> None:
        folding = change(self._folding, self._node(path))
        if folding != self._folding:
            self._folding = folding
            self._lay_out()

    def _move_focus(self, path: str, by: int) -> None:
        paths = self.visible_paths()
        self._focused = paths[min(max(paths.index(path) + by, 0), len(paths) - 1)]
        self._light()

    def _hover(self, path: str | None) -> None:
        if path != self._hovered:
            self._hovered = path
            self._light()

    def _path_at(self, place: QPointF) -> str | None:
        """The innermost block there."""
        if self._placement is None:
            return None
        hit = [
            path for path, part in self._placement.placed.items() if part.rect.contains(place - self._offset)
        ]
        return min(
            hit, key=lambda path: self.block_rect(path).width() * self.block_rect(path).height(), default=None
        )

    def _step_at(self, place: QPointF) -> int | None:
        """The step that a click there goes to: nothing between the blocks of a layer."""
        path = self._path_at(place)
        if path is None or self._placement is None:
            return None
        part = self._placement.placed[path]
        marks = layer_marks(part, self._placement.stacks[part.column], self._placement)
        layer = next((block for block, rect in marks if rect.contains(place - self._offset)), None)
        if layer is not None:
            return layer.first
        between = part.node.form == "frame" and not part.text.contains(place - self._offset)
        return None if between else part.node.block.first

    # Laying out and lighting.

    @property
    def _scene(self) -> Scene | None:
        return self._sheet.scene if self._sheet is not None else None

    @property
    def _placement(self) -> Placement | None:
        return self._sheet.placement if self._sheet is not None else None

    @property
    def _offset(self) -> QPointF:
        return self._sheet.offset if self._sheet is not None else QPointF()

    @property
    def _routes(self) -> Sequence[Route]:
        return self._sheet.routes if self._sheet is not None else ()

    def _lay_out(self) -> None:
        """Show the sheet of what is to be seen, one of those kept where it was seen lately."""
        if not self._figure.columns:
            return
        seen = [nodes_of(column, self._folding, self._step) for column in self._figure.columns]
        shown = tuple(node.block.path + node.form for row in seen for node in row)
        key = self._figure, self._folding, self._notes[0], shown
        sheet = self._sheets.pop(key, None) or self._new_sheet()
        self._sheets[key] = sheet
        if len(self._sheets) > KEPT:
            del self._sheets[next(iter(self._sheets))]
        if sheet is not self._sheet:
            self._sheet = sheet
            self.resize(sheet.size)
        self._light()

    def _new_sheet(self) -> Sheet:
        scene = Scene(self._figure, self._folding, self._step, self._notes[1])
        return Sheet(scene, self._fitting.placed(scene, self._measures(), self._room), self._room)

    def _measures(self) -> Measures:
        names = self._font(SIZE_SMALL), self._font(TIGHT_SIZE)
        shapes = self._font(SYMBOL_SIZE, numeric=True), self._font(FINE_SIZE, numeric=True)
        return Measures(*names, *shapes, self._px(1.0))

    def _light(self) -> None:
        if self._scene is None:
            return
        if self._focused is not None and self._focused not in self._scene.nodes:
            self._focused = None
        focused = self._focused or (self._scene.block_of(self._step) if self.hasFocus() else None)
        marked = frozenset(self._marked())
        self._moment = moment_of(self._scene, self._routes, self._step, self._alpha, focused, marked)
        self._describe()
        self.update()

    def _marked(self) -> list[str]:
        """The blocks whose mark to fold or unfold is seen."""
        if self._scene is None:
            return []
        nodes = self._scene.nodes
        wanted = (self._hovered, self._focused, self._scene.block_of(self._step))
        shown = (path for path, node in nodes.items() if path in wanted or node.form in ("frame", "open"))
        return [path for path in shown if nodes[path].foldable]

    def _painter(self) -> BlockPainter:
        assert self._placement is not None
        return BlockPainter(self._placement, self._routes, self._theme, self._pictures)

    def _appearance_changed(self) -> None:
        self._sheets.clear()
        self._lay_out()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Architecture"))
        self._describe()

    def _describe(self) -> None:
        block = self.shown_block()
        if block is not self._described:
            self._described = block
            self.setAccessibleDescription(self.words(block) if block is not None else "")
            self.block_shown.emit(block.path if block is not None else "")
