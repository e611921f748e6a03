"""Steps: the walk through everything that was computed, one step at a time, in computed order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.explanations import explanation, formula, intervention_titles, step_title
from app.reading.covers import Cover, first_cover
from app.reading.matrix_text import as_csv, as_numpy
from app.reading.step_code import code_of
from app.reading.step_facts import facts_of, has_numbers
from app.reading.step_pictures import numbers_of
from app.reading.step_selection import carried, selected
from app.reading.step_sheet import StepSheet
from app.reading.step_transition import StepTransition
from app.state import SelectedToken
from app.theme import SPACE_2, SPACE_3, Theme
from app.views import ViewSpec
from app.widgets.candidate_table import CandidateTable
from app.widgets.choice import Choice
from app.widgets.equation import OUTPUT, Equation
from app.widgets.matrix_actions import MatrixActions
from app.widgets.step_foot import StepFoot
from app.widgets.step_head import StepHead
from core.trace import Array, Step, Trace

LOW = 540
"""A view that is lower, as in a laptop's window, has no height to spare."""


class StepView(DeferredView):
    """Draws the step at which the walk stands as an equation of matrices.

    Its own choices: before or after an intervention, what is covered, whether scales are kept.
    """

    def __init__(self) -> None:
        super().__init__()
        self._as_computed = False
        self._drawn: tuple[Trace, Step] | None = None
        self._secret: frozenset[int] = frozenset()  # rows of which the window does not show the next token
        self._subject = OUTPUT  # the matrix that the foot tells about
        self._actions = MatrixActions(self)
        self._head, self._foot = StepHead(), StepFoot(self._actions.menu)
        self._changed, self._sides = text_label("problem"), Choice()
        self._equation, self._table = Equation(), CandidateTable()
        self._sheet = StepSheet(self._equation, self._table)
        self._transition = StepTransition(self._equation, self._table)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column, changes = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        changes.addWidget(self._changed, 1)
        changes.addWidget(self._sides)
        column.addWidget(self._head)
        column.addLayout(changes)
        column.addWidget(self._equation, 1)
        column.addWidget(self._foot)
        self._equation.output.put_instead(self._table)

    def _connect(self) -> None:
        self._sides.chosen.connect(self._on_side_chosen)
        self._equation.cell_selected.connect(self._on_cell_selected)
        self._equation.previewed.connect(self._on_previewed)
        self._equation.caption_clicked.connect(self._on_source_clicked)
        self._equation.menu_requested.connect(self._on_menu)
        self._table.cell_selected.connect(self._on_candidate_selected)
        self._actions.requested.connect(self._on_action)
        self._foot.keep_toggled.connect(self._on_keep_toggled)
        for asks in (self._equation.cover_pressed, self._table.cover_pressed, self._foot.reveal_requested):
            asks.connect(self._reveal)

    def event(self, event: QEvent) -> bool:
        """Share out the height anew where it, or what a part needs of it, is another."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._make_room()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from ever leaving this view.
        self._equation.output.take_keyboard()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._head, self._equation, self._table, self._foot, self._transition):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for part in (self._head, self._foot, self._actions):
            part.retranslate()
        super().retranslate()

    # Drawing.

    def _draw(self) -> None:
        self._head.rehearse({formula(step.kind, step.site) for step in self._trace.steps})
        self._drawn = None
        self._draw_moment()

    def _draw_moment(self) -> None:
        step = self._step()
        if step is None:
            self._head.set_title(self.tr("Nothing was recorded."))
            return
        if self._drawn is None or self._drawn[0] is not self._trace or self._drawn[1] is not step:
            walked = self._drawn is not None and self._drawn[1].site != step.site
            self._drawn = (self._trace, step)
            self._transition.strike()
            if walked:
                self._arrive(step)
            else:
                self._draw_step(step)
        self._transition.draw(step, self._sheet, self._playback.alpha)

    def _arrive(self, step: Step) -> None:
        """Draw another step; the selected number is the same cell of this one, unless that is covered."""
        covers, before = self._actions["cover_new"].isChecked(), self._selection
        self._sheet.cover = Cover(step.site, "all") if covers else None
        if not covers:
            self._selection = carried(before, self._trace, step)
        self._draw_step(step)
        if self._secret:
            self._tell_no_cell()
        elif self._selection != before:
            self.selection_requested.emit(self._selection)

    def _draw_step(self, step: Step) -> None:
        self._head.set_title(step_title(step.site, step.kind))
        words = explanation(step.kind, step.site)
        self._head.set_about(formula(step.kind, step.site), words, code_of(self._trace, step))
        self._draw_changed(step)
        self._draw_matrices(step)

    def _draw_changed(self, step: Step) -> None:
        edited = step.computed is not None
        self._changed.setVisible(edited)
        self._sides.setVisible(edited)
        if edited:
            edits = [edit for edit in self._trace.request.interventions if edit.applies_to(step.site)]
            names = self.tr(", ").join(intervention_titles(self._trace.request, edits))
            self._changed.setText(self.tr("Changed here: {names}").format(names=names))
            self._sides.set_options({"value": self.tr("As changed"), "computed": self.tr("As computed")})
            self._sides.set_chosen("computed" if self._as_computed else "value")
        self._make_room()

    def _make_room(self) -> None:
        """In a low window the line of what is changed takes its height from the words, and not from the matrix."""
        is_low = self.height() < LOW * self._scale
        taken = self._sides.sizeHint().height() + SPACE_2
        self._head.give_up(taken if is_low and not self._sides.isHidden() else 0)

    def _draw_matrices(self, step: Step) -> None:
        self._sheet.write(self._trace, step, self._values(step), self._selection.head)
        self._subject = OUTPUT
        self._foot.set_covered(self._sheet.cover is not None)
        self._tell_secret(self._sheet.secret_rows())
        self._tell()
        self._sheet.mark(self._selection)

    # What the foot says.

    def _tell(self) -> None:
        operand, sheet = self._sheet.operand(self._subject), self._sheet
        if operand is None:
            return
        is_output = self._subject == OUTPUT
        if is_output and sheet.cover is not None and sheet.is_table:
            self._foot.tell("", None, "")
            return
        secret = is_output and sheet.numbers_secret()
        text = facts_of(operand, sheet.covered() if is_output else None)
        scale = self._equation.panel(self._subject).map.scale() if has_numbers(operand) else None
        masked = self.tr("masked") if scale is not None and operand.matrix.hidden.any() else ""
        self._foot.tell(text if is_output else f"{operand.name}: {text}", scale, masked, secret=secret)

    def _on_previewed(self, number: int, there: bool) -> None:
        subject = number if there else OUTPUT
        if subject != self._subject:
            self._subject = subject
            self._tell()

    # What is selected.

    def _draw_selection(self) -> None:
        step = self._step()
        if step is not None and self._sheet.shows_another_head(self._selection.head):
            self._draw_matrices(step)
        else:
            self._sheet.mark(self._selection)

    def _on_cell_selected(self, number: int, row: int, column: int) -> None:
        operand = self._sheet.operand(number)
        cover = self._sheet.covered() if number == OUTPUT else None
        if cover is not None and cover[row, column]:
            self._select_secretly(row, column)
        elif operand is not None and not operand.is_parameter:
            index = operand.index_at(row, column)
            self.selection_requested.emit(selected(self._selection, self._trace[operand.source], index))

    def _select_secretly(self, row: int, column: int) -> None:
        """Mark a covered cell; no other part of the window, where it is not covered, is told of it."""
        self._tell_no_cell()
        self._equation.output.map.set_selection(row, column)

    def _tell_no_cell(self) -> None:
        """Select no number, and no token whose figures would tell what is covered."""
        token = self._selection.token
        if token is not None and self._secret:
            token = SelectedToken("target", token.index) if token.tokens == "predicted" else token
            given_away = token.tokens == "target" and token.index - 1 in self._secret
            token = None if given_away else token
        self.selection_requested.emit(replace(self._selection, query=None, key=None, cell=None, token=token))

    def _tell_secret(self, rows: frozenset[int]) -> None:
        """Have the rest of the window keep the next token of these rows secret."""
        if rows != self._secret:
            self._secret = rows
            self.next_tokens_covered.emit(rows)

    def _on_candidate_selected(self, row: int, rank: int) -> None:
        step, best = self._step(), self._sheet.best
        if step is not None and best is not None:
            index = row, int(best.ids[row, rank])
            self.selection_requested.emit(selected(self._selection, step, index))

    # What is hidden until it is asked for.

    def _on_cover(self) -> None:
        step, sheet = self._step(), self._sheet
        if step is None:
            return
        sheet.cover = sheet.cover.next() if sheet.cover else first_cover(step.site, *sheet.chosen_place())
        self._draw_matrices(step)
        if sheet.cover is not None:
            self._tell_no_cell()

    def _reveal(self) -> None:
        step, cover = self._step(), self._sheet.cover
        if step is None or cover is None:
            return
        self._sheet.cover = None
        self._draw_matrices(step)
        if cover.what == "cell" and cover.row is not None and cover.column is not None:
            if self._sheet.is_table:
                self._on_candidate_selected(cover.row, cover.column)
            else:
                self._on_cell_selected(OUTPUT, cover.row, cover.column)

    # Menu, keys and buttons.

    def _on_menu(self, number: int, place: QPoint) -> None:
        self._subject = number
        self._actions.menu.popup(place)

    def _on_action(self, name: str) -> None:
        heat = self._equation.panel(self._subject).map
        zooms = {"closer": 1, "farther": -1, "whole": 0}
        if name in zooms:
            heat.zoom(zooms[name])
        elif name in ("csv", "numpy"):
            self._copy(name)
        elif name == "cover":
            self._on_cover()
        elif name == "reveal":
            self._reveal()

    def _copy(self, form: str) -> None:
        operand, step, is_output = self._sheet.operand(self._subject), self._step(), self._subject == OUTPUT
        if operand is None or step is None or (is_output and self._sheet.cover is not None):
            return
        values = numbers_of(self._trace, operand, self._values(step) if is_output else None)
        shown = operand.matrix
        text = as_numpy(values) if form == "numpy" else as_csv(values, shown.row_labels, shown.column_labels)
        QGuiApplication.clipboard().setText(text)

    def _on_keep_toggled(self, kept: bool) -> None:
        self._sheet.scales.keep(kept)
        step = self._step()
        if step is not None:
            self._draw_matrices(step)

    def _on_source_clicked(self, number: int) -> None:
        operand = self._sheet.operand(number)
        if operand is not None and self._sheet.leads(operand):
            self.step_requested.emit(self._trace.steps.index(self._trace[operand.source]))

    def _on_side_chosen(self, side: str) -> None:
        self._as_computed = side == "computed"
        step = self._step()
        if step is not None:
            self._draw_step(step)

    # What is where.

    def _step(self) -> Step | None:
        steps = self._trace.steps if self._current is not None else ()
        return steps[min(max(self._playback.step, 0), len(steps) - 1)] if steps else None

    def _values(self, step: Step) -> Array:
        return step.computed if self._as_computed and step.computed is not None else step.value


VIEW = ViewSpec(
    id="step",
    order=3,
    title=lambda: QCoreApplication.translate("Steps", "Steps"),
    build=StepView,
)
