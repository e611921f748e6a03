"""The arithmetic of the selected number: what made it, each part of which can be followed to where it came from."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.deferred import DeferredWidget
from app.deferred_view import text_label
from app.panels.derivation_header import DerivationHeader
from app.panels.derivation_trail import Place, Trail
from app.reading.derivations import (
    Arithmetic,
    Fold,
    arithmetic,
    copied_text,
    parameter_arithmetic,
    short_name,
)
from app.reading.step_selection import number_of, selected
from app.state import Selection
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.term_list import TermList
from core.derivations import Cell, Derivation, Entry, UnderivableError, derive
from core.derivations.writing import as_latex
from core.trace import Trace


class DerivationPanel(DeferredWidget):
    """Writes out one number while it is seen. The trail is its own; which cell is selected is the session's.

    Another cell selected elsewhere begins a new trail.
    """

    selection_requested = Signal(Selection)
    step_requested = Signal(int)
    grown = Signal()  # needs another height
    line_reached = Signal(QRect)  # where in this panel the line with the keyboard is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._selection = Selection()
        self._trail = Trail()
        self._opened: frozenset[Fold] = frozenset()
        self._written: tuple[Trace | None, Trail] | None = None
        self.header, self.terms = DerivationHeader(), TermList()
        self.message, self.changed = text_label("small"), text_label("problem")
        self._lay_out()
        self._say("")
        self.header.back_requested.connect(lambda: self._go(self._trail.back()))
        self.header.home_requested.connect(lambda: self._go(self._trail.home()))
        self.header.grown.connect(self._settle)
        self.terms.pressed.connect(self._on_pressed)
        self.terms.current_moved.connect(
            lambda rect: self.line_reached.emit(rect.translated(self.terms.pos()))
        )

    def show_trace(self, trace: Trace) -> None:
        """Read from this trace; the trail stays where the trace has all of it."""
        self._trace = trace
        self._trail = self._trail if self._trail.fits(trace) else Trail()
        self._follow_selection()

    def show_selection(self, selection: Selection) -> None:
        """Write out the number that is selected."""
        self._selection = selection
        self._follow_selection()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.header.apply_theme(theme, scale)
        self.terms.set_theme(theme, scale)
        self._refresh()

    def derivation(self) -> Derivation | None:
        """How the number looked at came about; None for a parameter."""
        try:
            here = self._trail.here
            return derive(self._trace, here) if self._trace is not None and isinstance(here, Cell) else None
        except UnderivableError:
            return None

    def copy_text(self) -> None:
        """Put the arithmetic on the clipboard, as text."""
        found = self.derivation()
        if found is not None and self._trace is not None:
            QGuiApplication.clipboard().setText(copied_text(self._trace, found))

    def copy_latex(self) -> None:
        """Put the arithmetic on the clipboard, as LaTeX."""
        found = self.derivation()
        if found is not None:
            QGuiApplication.clipboard().setText(as_latex(found))

    # Qt's own events.

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from reaching the header.
        self.terms.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Backspace and self._trail.leads_back:
            self._go(self._trail.back())
        elif event.key() == Qt.Key.Key_Home and alt and self._trail.leads_back:
            self._go(self._trail.home())
        else:
            super().keyPressEvent(event)

    # The way.

    def _follow_selection(self) -> None:
        if self._trace is None:
            return
        selection = self._selection.within(self._trace)
        cell = number_of(self._trace, selection)
        if cell != self._trail.cell:
            same_step = cell and self._trail.cell and cell.site == self._trail.cell.site
            self._opened = self._opened if same_step else frozenset()
            self._trail = Trail((cell,) if cell else ())
        if self._written is None or self._written[0] is not self._trace or self._written[1] != self._trail:
            self._refresh()

    def _on_pressed(self, target: object) -> None:
        if isinstance(target, Fold):
            self._opened = self._opened ^ {target}
            self._write(keep_place=True)
        elif isinstance(target, Place):
            self._go(self._trail.followed(target))

    def _go(self, trail: Trail) -> None:
        self._trail, self._opened = trail, frozenset()
        self._refresh()
        cell = trail.cell
        if cell is not None and self._trace is not None and isinstance(trail.here, Cell):
            step = self._trace[cell.site]
            self.selection_requested.emit(selected(self._selection, step, cell.index))
            self.step_requested.emit(self._trace.steps.index(step))

    # Writing.

    def _has_content(self) -> bool:
        return self._trace is not None

    def _refresh(self) -> None:
        self._written = None
        super()._refresh()

    def _draw(self) -> None:
        self._write()

    def _write(self, *, keep_place: bool = False) -> None:
        trace, here, found = self._trace, self._trail.here, self.derivation()
        self._written = trace, self._trail
        if trace is None or here is None:
            self._say(
                self.tr("Click a number in a map, or go there with the arrow keys, to see how it came about.")
            )
        elif isinstance(here, Entry):
            self._show(parameter_arithmetic(trace, here, self._trail.cell), keep_place)
        elif found is None:
            self._say(self.tr("What this number was made from was not recorded."))
        else:
            self._show(arithmetic(trace, found, self._opened), keep_place)

    def _show(self, shown: Arithmetic, keep_place: bool) -> None:
        self.header.show_way([short_name(place) for place in self._trail.places])
        self.header.show_place(shown.title, shown.place, shown.value, shown.exact)
        self.header.show_formula(shown.formula, shown.spoken)
        self.terms.set_lines(shown.lines, signed=shown.signed, keep_place=keep_place)
        self.terms.setAccessibleName(shown.title)
        self.changed.setText(shown.changed)
        self._say(shown.note, beside=True)

    def _say(self, message: str, *, beside: bool = False) -> None:
        """A sentence, ``beside`` the numbers or in place of them."""
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.header.setVisible(beside)
        self.terms.setVisible(beside)
        self.changed.setVisible(beside and bool(self.changed.text()))
        self._settle()

    def _settle(self) -> None:
        """Ask for the new height at once: painted before the layout comes round, all would be squeezed."""
        for layout in filter(None, (self.header.layout(), self.layout())):
            layout.invalidate()
            layout.activate()
        self.grown.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_1, SPACE_2, SPACE_1)
        column.setSpacing(SPACE_1)
        for part in (self.header, self.message, self.terms, self.changed):
            column.addWidget(part)
        column.addStretch(1)
