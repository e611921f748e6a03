"""Steps: the walk through everything that was computed, one step at a time, in computed order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.explanations import explanation, formula, intervention_title, step_title
from app.reading.covers import Cover, first_cover
from app.reading.kept_scales import KeptScales
from app.reading.matrix_text import as_csv, as_numpy
from app.reading.step_code import code_of
from app.reading.step_facts import facts_of, has_numbers
from app.reading.step_lights import lights
from app.reading.step_matrices import Candidates, candidates, scale_of
from app.reading.step_pictures import Operand, StepPicture, numbers_of, step_picture
from app.reading.step_scenes import plan_of, scene_of, table_scene
from app.reading.step_selection import place_in, place_of_tokens, selected
from app.theme import SPACE_2, SPACE_3, Theme
from app.views import ViewSpec
from app.widgets.candidate_table import CandidateTable
from app.widgets.choice import Choice
from app.widgets.equation import MOST_OPERANDS, OUTPUT, Equation, MatrixPanel
from app.widgets.matrix_actions import MatrixActions
from app.widgets.scale import Mask, Scale
from app.widgets.step_foot import StepFoot
from app.widgets.step_head import StepHead
from app.widgets.transition_overlay import TransitionOverlay
from core.trace import Array, Step, Trace


class StepView(DeferredView):
    """Draws the step at which the walk stands as an equation of matrices.

    Its own choices: before or after an intervention, what is covered, whether scales are kept.
    """

    def __init__(self) -> None:
        super().__init__()
        self._as_computed = False
        self._drawn: tuple[Trace, Step] | None = None
        self._picture: StepPicture | None = None
        self._best: Candidates | None = None
        self._cover: Cover | None = None
        self._subject = OUTPUT  # the matrix that the foot tells about
        self._scales = KeptScales()
        self._actions = MatrixActions(self)
        self._head, self._foot = StepHead(), StepFoot(self._actions.menu)
        self._changed, self._sides = text_label("problem"), Choice()
        self._equation, self._table = Equation(), CandidateTable()
        self._overlay, self._staged = TransitionOverlay(self._equation), False
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
        self._equation.moved.connect(self._strike_scene)
        self._equation.menu_requested.connect(self._on_menu)
        self._table.cell_selected.connect(self._on_candidate_selected)
        self._actions.requested.connect(self._on_action)
        self._foot.keep_toggled.connect(self._on_keep_toggled)
        for asks in (self._equation.cover_pressed, self._table.cover_pressed, self._foot.reveal_requested):
            asks.connect(self._reveal)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from ever leaving this view.
        self._equation.output.take_keyboard()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._head, self._equation, self._table, self._foot, self._overlay):
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
            self._strike_scene()
            if walked:
                self._cover = Cover(step.site, "all") if self._actions["cover_new"].isChecked() else None
            self._draw_step(step)
        self._draw_transition(step)

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
            names = self.tr(", ").join(map(intervention_title, edits))
            self._changed.setText(self.tr("Changed here: {names}").format(names=names))
            self._sides.set_options({"value": self.tr("As changed"), "computed": self.tr("As computed")})
            self._sides.set_chosen("computed" if self._as_computed else "value")

    def _draw_matrices(self, step: Step) -> None:
        values = self._values(step)
        picture = self._picture = step_picture(self._trace, step, values, self._selection.head)
        inputs = picture.inputs[:MOST_OPERANDS]
        self._equation.set_plan(plan_of(picture))
        for operand, panel in zip(inputs, self._equation.panels, strict=False):
            self._fill(panel, operand, None, self._kept_scale(operand))
        cover = self._covered()
        self._fill(self._equation.output, picture.output, cover, self._kept_scale(picture.output))
        wide = step.axis("vocabulary") is not None
        self._equation.output.show_instead(wide)
        self._best = None
        if wide:
            self._best = candidates(self._trace, step, values)
            self._fill_table(self._best)
        self._subject = OUTPUT
        self._foot.set_covered(self._cover is not None)
        self._tell()
        self._draw_marks(step)

    def _fill(self, panel: MatrixPanel, operand: Operand, cover: Mask | None, scale: Scale | None) -> None:
        shown = operand.matrix
        second = (
            shown.second_row_labels if panel is self._equation.output else None
        )  # Operands have less room.
        if cover is not None and second is not None:
            second = tuple(
                "?" if hidden else text
                for hidden, text in zip([row.all() for row in cover], second, strict=True)
            )
        leads = self._leads(operand)
        panel.caption.set_text(operand.name, operand.shape, leads=leads, whole_name=operand.title)
        panel.map.set_matrix(
            shown.values,
            row_labels=shown.row_labels,
            column_labels=shown.column_labels,
            row_title=shown.row_title,
            column_title=shown.column_title,
            second_row_labels=second,
            hatched=shown.hidden,
            covered=cover,
            scale=scale or _open_scale(self._step(), operand, cover),
        )

    def _fill_table(self, best: Candidates) -> None:
        cover = None if self._cover is None else self._cover.mask(best.values.shape)
        self._table.set_candidates(
            best.texts, best.values, row_labels=best.row_labels, scale=best.scale, covered=cover
        )

    def _covered(self) -> Mask | None:
        """Which cells of the output's matrix are hidden; those of the vocabulary's table are counted there."""
        step = self._step()
        if (
            self._picture is None
            or self._cover is None
            or step is None
            or step.axis("vocabulary") is not None
        ):
            return None
        return self._cover.mask(self._picture.output.matrix.values.shape)

    def _kept_scale(self, operand: Operand) -> Scale | None:
        return None if operand.is_parameter else self._scales.scale(self._trace, self._trace[operand.source])

    def _leads(self, operand: Operand) -> bool:
        step = self._step()
        return not operand.is_parameter and step is not None and operand.source != step.site

    # What the foot says.

    def _tell(self) -> None:
        step, operand = self._step(), self._operand(self._subject)
        if step is None or operand is None:
            return
        heat = self._equation.panel(self._subject).map
        is_output = self._subject == OUTPUT
        if is_output and self._cover is not None and step.axis("vocabulary") is not None:
            self._foot.tell("", None, "")
            return
        text = facts_of(operand, self._covered() if is_output else None)
        scale = heat.scale() if has_numbers(operand) else None
        masked = self.tr("masked") if scale is not None and operand.matrix.hidden.any() else ""
        self._foot.tell(text if is_output else f"{operand.name}: {text}", scale, masked)

    def _on_previewed(self, number: int, there: bool) -> None:
        subject = number if there else OUTPUT
        if subject != self._subject:
            self._subject = subject
            self._tell()

    # What is selected.

    def _draw_selection(self) -> None:
        step, picture = self._step(), self._picture
        if step is None or picture is None:
            return
        heads = {operand.head for operand in (*picture.inputs, picture.output)} - {None}
        if heads and self._selection.head not in heads:
            self._draw_matrices(step)
        else:
            self._draw_marks(step)

    def _draw_marks(self, step: Step) -> None:
        picture, chosen = self._picture, self._selection
        if picture is None:
            return
        inputs = picture.inputs[:MOST_OPERANDS]
        for operand, panel in zip(inputs, self._equation.panels, strict=False):
            panel.map.set_selection(*place_in(chosen, operand))
        here = chosen.cell is not None and chosen.cell.site == step.site
        place = place_in(chosen, picture.output) if here else place_of_tokens(chosen, step)
        self._equation.output.map.set_selection(*place)
        rank = self._best.rank_of(chosen.cell.index) if here and chosen.cell and self._best else None
        self._table.set_selection(place[0], rank)
        masks = lights(self._trace, chosen.cell, inputs) if here and chosen.cell is not None else ()
        for at, panel in enumerate(self._equation.panels):
            panel.map.set_lit(masks[at] if at < len(masks) else None)

    def _on_cell_selected(self, number: int, row: int, column: int) -> None:
        operand = self._operand(number)
        cover = self._covered() if number == OUTPUT else None
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
        self.selection_requested.emit(replace(self._selection, query=None, key=None, cell=None))

    def _on_candidate_selected(self, row: int, rank: int) -> None:
        step = self._step()
        if step is not None and self._best is not None:
            index = row, int(self._best.ids[row, rank])
            self.selection_requested.emit(selected(self._selection, step, index))

    # What is hidden until it is asked for.

    def _on_cover(self) -> None:
        step = self._step()
        if step is None:
            return
        if self._cover is not None:
            self._cover = self._cover.next()
        else:
            self._cover = first_cover(step.site, *self._chosen_place(step))
        self._draw_matrices(step)
        if self._cover is not None:
            self._tell_no_cell()

    def _chosen_place(self, step: Step) -> tuple[int | None, int | None]:
        if step.axis("vocabulary") is None:
            return self._equation.output.map.selection()
        index = self._table.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (None, None)

    def _reveal(self) -> None:
        step, cover = self._step(), self._cover
        if step is not None and cover is not None:
            self._cover = None
            self._draw_matrices(step)
            if cover.what == "cell" and cover.row is not None and cover.column is not None:
                if step.axis("vocabulary") is None:
                    self._on_cell_selected(OUTPUT, cover.row, cover.column)
                else:
                    self._on_candidate_selected(cover.row, cover.column)

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
        operand, step = self._operand(self._subject), self._step()
        if operand is None or step is None or (self._subject == OUTPUT and self._cover is not None):
            return
        values = numbers_of(self._trace, operand, self._values(step) if self._subject == OUTPUT else None)
        shown = operand.matrix
        text = as_numpy(values) if form == "numpy" else as_csv(values, shown.row_labels, shown.column_labels)
        QGuiApplication.clipboard().setText(text)

    def _on_keep_toggled(self, kept: bool) -> None:
        self._scales.keep(kept)
        step = self._step()
        if step is not None:
            self._draw_matrices(step)

    def _on_source_clicked(self, number: int) -> None:
        operand = self._operand(number)
        if operand is not None and self._leads(operand):
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

    def _operand(self, number: int) -> Operand | None:
        if self._picture is None:
            return None
        inputs = self._picture.inputs
        return self._picture.output if number == OUTPUT else inputs[number] if number < len(inputs) else None

    def _draw_transition(self, step: Step) -> None:
        alpha, picture, best = self._playback.alpha, self._picture, self._best
        if alpha < 1 and not self._staged and self._cover is None and picture is not None:
            self._staged, ground = True, self._equation if best is None else self._table.viewport()
            self._overlay.setGeometry(QRect(ground.mapTo(self._equation, QPoint(0, 0)), ground.size()))
            table = None if best is None else table_scene(step, best, self._table)
            self._overlay.set_scene(table or scene_of(step, picture, self._equation))
            self._overlay.raise_()
        self._overlay.set_alpha(alpha)

    def _strike_scene(self) -> None:
        """A scene holds for the matrices as they lie now; the next moment of a transition builds another."""
        self._staged = False
        self._overlay.set_scene(None)


def _open_scale(step: Step | None, operand: Operand, cover: Mask | None) -> Scale:
    """The operand's own scale, which what is covered must not give away."""
    if cover is None or step is None:
        return operand.matrix.scale
    return scale_of(step.kind, np.where(cover, np.nan, operand.matrix.values))


VIEW = ViewSpec(
    id="step",
    order=3,
    title=lambda: QCoreApplication.translate("Steps", "Steps"),
    build=StepView,
)
