"""A step written down on screen: its matrices as an equation, its best of a vocabulary as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.reading.covers import HIDDEN, Cover, row_labels, secret_rows
from app.reading.kept_scales import KeptScales
from app.reading.step_lights import lights
from app.reading.step_matrices import SHARES, Candidates, candidates, scale_of
from app.reading.step_pictures import Operand, StepPicture, step_picture
from app.reading.step_scenes import plan_of
from app.reading.step_selection import number_of, place_in, place_of_tokens
from app.state import Selection
from app.widgets.candidate_table import CandidateTable
from app.widgets.equation import MOST_OPERANDS, OUTPUT, Equation, MatrixPanel
from app.widgets.scale import Mask, Scale
from core.trace import Array, Step, Trace


class StepSheet:
    """Fills the equation and the table from one step, with what of its result is covered.

    ``cover`` and ``scales`` hold from the next ``write`` on.
    """

    def __init__(self, equation: Equation, table: CandidateTable) -> None:
        self._equation, self._table = equation, table
        self._trace: Trace | None = None
        self._step: Step | None = None
        self._marked: Selection | None = None  # since the last writing
        self.cover: Cover | None = None
        self.scales = KeptScales()
        self.picture: StepPicture | None = None
        self.best: Candidates | None = None

    @property
    def is_table(self) -> bool:
        """Whether the result is the table of the best of a vocabulary."""
        return self._step is not None and self._step.axis("vocabulary") is not None

    def operand(self, number: int) -> Operand | None:
        """The matrix of that number, or None where there are fewer."""
        if self.picture is None:
            return None
        inputs = self.picture.inputs
        return self.picture.output if number == OUTPUT else inputs[number] if number < len(inputs) else None

    def leads(self, operand: Operand) -> bool:
        """Whether another step made this matrix."""
        return not operand.is_parameter and self._step is not None and operand.source != self._step.site

    def shows_another_head(self, head: int) -> bool:
        """Whether the matrices are of heads, and none of this one."""
        if self.picture is None:
            return False
        heads = {operand.head for operand in (*self.picture.inputs, self.picture.output)} - {None}
        return bool(heads) and head not in heads

    def covered(self) -> Mask | None:
        """Which cells of the result's matrix are hidden; those of a vocabulary are counted in its table."""
        if self.picture is None or self.cover is None or self.is_table:
            return None
        return self.cover.mask(self.picture.output.matrix.values.shape)

    def secret_rows(self) -> frozenset[int]:
        """Rows whose next token is kept secret."""
        if self._step is None or self.cover is None or self.picture is None:
            return frozenset()
        values = self.best.values if self.best is not None else self.picture.output.matrix.values
        return secret_rows(self._step, self.cover.mask(values.shape))

    def numbers_secret(self) -> bool:
        """Whether the ends of the colours would tell of numbers that are all hidden; a share is from 0 to 1."""
        cover, step = self.covered(), self._step
        hidden = cover is not None and bool(cover.all()) and not self.scales.kept
        return hidden and step is not None and step.kind not in SHARES

    def chosen_place(self) -> tuple[int | None, int | None]:
        """Row and column of the result that are selected, rows and ranks in the table."""
        if not self.is_table:
            return self._equation.output.map.selection()
        index = self._table.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (None, None)

    # Writing.

    def write(self, trace: Trace, step: Step, values: Array, head: int) -> None:
        """Show ``values`` (the step's, or what was computed before an intervention) and all they were made from."""
        self._trace, self._step, self._marked = trace, step, None
        picture = self.picture = step_picture(trace, step, values, head)
        self.best = candidates(trace, step, values) if self.is_table else None
        self._equation.set_plan(plan_of(picture))
        for operand, panel in self._operands(picture):
            self._fill(panel, operand)
        self._fill(self._equation.output, picture.output, self.covered())
        self._equation.fit_captions()
        self._equation.output.show_instead(self.is_table)
        if self.best is not None:
            self._fill_table(self.best)

    def mark(self, selection: Selection) -> None:
        """Frame the selected number wherever it is drawn, and light up what it was made from."""
        trace, step, picture = self._trace, self._step, self.picture
        if trace is None or step is None or picture is None or selection == self._marked:
            return
        self._marked = selection
        for operand, panel in self._operands(picture):
            panel.map.set_selection(*place_in(selection, operand))
        cell = selection.cell if selection.cell is not None and selection.cell.site == step.site else None
        row, column = (
            place_of_tokens(selection, step) if cell is None else place_in(selection, picture.output)
        )
        told = number_of(trace, selection)
        if told is not None and told.site != step.site:
            column = None  # A cell that is marked is the one whose arithmetic is written out.
        self._equation.output.map.set_selection(row, column)
        self._table.set_selection(row, self.best.rank_of(cell.index) if cell and self.best else None)
        masks = () if cell is None else lights(trace, cell, picture.inputs[:MOST_OPERANDS])
        for at, panel in enumerate(self._equation.panels):
            panel.map.set_lit(masks[at] if at < len(masks) else None)

    def _operands(self, picture: StepPicture) -> Sequence[tuple[Operand, MatrixPanel]]:
        return list(zip(picture.inputs[:MOST_OPERANDS], self._equation.panels, strict=False))

    def _fill(self, panel: MatrixPanel, operand: Operand, cover: Mask | None = None) -> None:
        shown, rows = operand.matrix, operand.matrix.row_labels
        if not operand.is_parameter and self._trace is not None:
            rows = row_labels(self._trace, self._trace[operand.source], rows, self.secret_rows())
        # Operands have less room.
        second = shown.second_row_labels if panel is self._equation.output else None
        if cover is not None and second is not None:
            second = tuple(HIDDEN if row.all() else text for row, text in zip(cover, second, strict=True))
        panel.caption.set_text(
            operand.name, operand.shape, leads=self.leads(operand), whole_name=operand.title
        )
        panel.map.set_matrix(
            shown.values,
            row_labels=rows,
            column_labels=shown.column_labels,
            row_title=shown.row_title,
            column_title=shown.column_title,
            second_row_labels=second,
            hatched=shown.hidden,
            covered=cover,
            scale=self._scale(operand, cover),
        )

    def _fill_table(self, best: Candidates) -> None:
        assert self._trace is not None and self._step is not None
        cover = None if self.cover is None else self.cover.mask(best.values.shape)
        rows = row_labels(self._trace, self._step, best.row_labels, self.secret_rows())
        self._table.set_candidates(best.texts, best.values, row_labels=rows, scale=best.scale, covered=cover)

    def _scale(self, operand: Operand, cover: Mask | None) -> Scale:
        """The scale that is kept, or the operand's own, which what is covered must not give away."""
        assert self._trace is not None and self._step is not None
        kept = None if operand.is_parameter else self.scales.scale(self._trace, self._trace[operand.source])
        if kept is not None:
            return kept
        if cover is None:
            return operand.matrix.scale
        return scale_of(self._step.kind, np.where(cover, np.nan, operand.matrix.values))
