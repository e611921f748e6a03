"""Steps: the walk through everything that was computed, one step at a time, in computed order."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.explanations import SEPARATOR, explanation, formula, intervention_title, step_title
from app.reading.attention_maps import attention_kind
from app.reading.step_matrices import axis_name, candidates, step_matrix
from app.state import Selection
from app.theme import SIZE_TITLE, SPACE_2, SPACE_3, SPACE_4, Theme, type_size
from app.views import ViewSpec
from app.widgets.candidate_table import CandidateTable
from app.widgets.choice import Choice
from app.widgets.formula import Formula, formula_svg
from app.widgets.heatmap import HeatMap
from app.widgets.legend import Legend
from app.widgets.number_text import significant
from core.measures.statistics import summary
from core.trace import Array, Step, Trace

MOST_SOURCES = 4


class StepView(DeferredView):
    """Draws the step at which the walk stands; its own only choice is before or after an intervention."""

    def __init__(self) -> None:
        super().__init__()
        self._as_computed = False
        self._unset: list[str] = []  # formulas to set in type while nothing else is to do
        self._title, self._about = text_label("title"), text_label()
        self._formula = Formula()
        self._from = QLabel()
        self._sources = [QPushButton(flat=False) for _ in range(MOST_SOURCES)]
        self._changed, self._sides = text_label("problem"), Choice()
        self._facts = text_label()
        self._map, self._table, self._legend = HeatMap(), CandidateTable(), Legend()
        self._patterns = text_label()
        self._matrix = QStackedLayout()
        self._idle = QTimer(self, interval=0)
        self._lay_out()
        self._idle.timeout.connect(self._set_one_formula)
        self._sides.chosen.connect(self._on_side_chosen)
        self._map.cell_selected.connect(self._on_cell_selected)
        self._table.row_selected.connect(lambda row: self._on_cell_selected(row, 0))
        for at, button in enumerate(self._sources):
            button.setMinimumWidth(48)  # Long names must not widen the window.
            button.clicked.connect(lambda _=False, at=at: self._on_source_clicked(at))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._title)
        column.addLayout(_row((self._formula, 0), (self._about, 1)))
        column.addLayout(_row((self._from, 0), *((button, 0) for button in self._sources), (None, 1)))
        column.addLayout(_row((self._changed, 1), (self._sides, 0)))
        self._matrix.addWidget(self._map)
        self._matrix.addWidget(self._table)
        column.addLayout(self._matrix, 1)
        column.addLayout(_row((self._facts, 1), (self._patterns, 1), (self._legend, 0)))
        self._formula.setFixedHeight(64)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._formula, self._map, self._table, self._legend):
            widget.set_theme(theme, scale)
        self._formula.setFixedHeight(round(64 * scale))
        super().apply_theme(theme, scale)

    def _draw(self) -> None:
        steps = self._trace.steps
        self._unset = sorted({formula(step.kind, step.site) for step in steps})
        self._idle.start()
        self._draw_moment()

    def _draw_moment(self) -> None:
        step = self._step()
        if step is None:
            self._title.setText(self.tr("Nothing was recorded."))
            return
        self._title.setText(step_title(step.site, step.kind))
        self._formula.set_latex(formula(step.kind, step.site), explanation(step.kind))
        self._about.setText(explanation(step.kind))
        self._draw_sources(step)
        self._draw_changed(step)
        self._draw_matrix(step)

    def _draw_sources(self, step: Step) -> None:
        self._from.setText(self.tr("Made from") if step.sources else self.tr("Made from the input itself"))
        for at, button in enumerate(self._sources):
            there = at < len(step.sources) and step.sources[at] in self._trace
            if there:
                source = self._trace[step.sources[at]]
                title = step_title(source.site, source.kind)
                button.setText(_without_common(title, self._title.text()))
                button.setToolTip(title)
            button.setVisible(there)

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

    def _draw_matrix(self, step: Step) -> None:
        values = self._values(step)
        self._facts.setText(self._facts_of(step, values))
        self._patterns.setVisible(values.dtype == bool)
        self._legend.setVisible(values.dtype != bool)
        if step.axis("vocabulary") is not None:
            best = candidates(self._trace, step, values)
            self._table.set_candidates(best.texts, best.values, row_labels=best.row_labels, scale=best.scale)
            self._matrix.setCurrentWidget(self._table)
            self._legend.set_scale(best.scale)
        else:
            self._draw_map(step, values)
        self._draw_marks(step)

    def _draw_map(self, step: Step, values: Array) -> None:
        shown = step_matrix(self._trace, step, values, self._head(step))
        self._map.set_matrix(
            shown.values,
            row_labels=shown.row_labels,
            column_labels=shown.column_labels,
            row_title=shown.row_title,
            column_title=shown.column_title,
            second_row_labels=shown.second_row_labels,
            hatched=shown.hidden,
            scale=shown.scale,
        )
        self._matrix.setCurrentWidget(self._map)
        self._legend.set_scale(shown.scale, masked=self.tr("masked") if shown.hidden.any() else "")
        self._patterns.setText(self.tr("Dots: may look. Lines: masked, may not look."))

    def _facts_of(self, step: Step, values: Array) -> str:
        names = ", ".join(axis_name(axis.name) for axis in step.axes)
        text = self.tr("[{names}] = {sizes}").format(names=names, sizes=" × ".join(map(str, values.shape)))
        if step.axis("head") is not None:
            head = self.tr("head {head} of {heads} is shown (keys , and .)")
            text += " · " + head.format(head=self._head(step) + 1, heads=values.shape[0])
        shown = values if step.axis("head") is None else values[self._head(step)]
        found = summary(shown) if values.dtype != bool and step.kind != "choice" else None
        if found is not None:
            numbers = self.tr("least {low}, mean {mean}, most {high}")
            text += " · " + numbers.format(
                low=significant(found.low), mean=significant(found.mean), high=significant(found.high)
            )
        return text

    def _draw_selection(self) -> None:
        step = self._step()
        if step is not None and step.axis("head") is not None:
            self._draw_matrix(step)
        elif step is not None:
            self._draw_marks(step)

    def _draw_marks(self, step: Step) -> None:
        rows = next(axis for axis in step.axes if axis.name != "head")
        chosen, row, column = self._selection, None, None
        if chosen.token is not None and (chosen.token.tokens == "source") == (rows.tokens == "source"):
            row = chosen.token.index
        if _is_map(step) and attention_kind(step) == chosen.attention:
            column = chosen.key
        self._map.set_selection(row, column)
        self._table.set_selection(row)

    def _step(self) -> Step | None:
        steps = self._trace.steps
        return steps[min(max(self._playback.step, 0), len(steps) - 1)] if steps else None

    def _values(self, step: Step) -> Array:
        return step.computed if self._as_computed and step.computed is not None else step.value

    def _head(self, step: Step) -> int:
        at = step.axis("head")
        return 0 if at is None else min(self._selection.head, step.shape[at] - 1)

    def _on_source_clicked(self, at: int) -> None:
        step = self._step()
        if step is not None:
            self.step_requested.emit(_place(self._trace, step.sources[at]))

    def _on_side_chosen(self, side: str) -> None:
        self._as_computed = side == "computed"
        self._draw_moment()

    def _on_cell_selected(self, row: int, column: int) -> None:
        step = self._step()
        if step is not None:
            self.selection_requested.emit(_selected(self._selection, step, row, column))

    def _set_one_formula(self) -> None:
        """Setting a formula in type takes long the first time: do it before the walk comes by."""
        if not self._unset or not self.isVisible():
            self._idle.stop()
            return
        formula_svg(self._unset.pop(), type_size(SIZE_TITLE, self._scale), self._theme.text)


def _without_common(title: str, present: str) -> str:
    """A step's title without the places that it shares with the present step's."""
    parts, others = title.split(SEPARATOR), present.split(SEPARATOR)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(parts[:-1], others, strict=False)))
    return SEPARATOR.join(parts[shared:])


def _selected(selection: Selection, step: Step, row: int, column: int) -> Selection:
    """The selection with a cell of a step's matrix: a pair of tokens, or the token of the row."""
    if _is_map(step):
        layer = next((int(part) for part in step.site.split(".") if part.isdecimal()), 0)
        return replace(selection, attention=attention_kind(step), layer=layer).at_cell(row, column)
    rows = next(axis for axis in step.axes if axis.name != "head")
    return selection.at_token(rows.tokens or "source", row)


def _is_map(step: Step) -> bool:
    return step.axis("query") is not None and step.axis("key") is not None


def _place(trace: Trace, site: str) -> int:
    return trace.steps.index(trace[site])


def _row(*parts: tuple[QWidget | None, int]) -> QHBoxLayout:
    """Widgets side by side with their stretch; None is room."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_4)
    for widget, stretch in parts:
        if widget is None:
            row.addStretch(stretch)
        else:
            row.addWidget(widget, stretch)
    return row


VIEW = ViewSpec(
    id="step",
    order=3,
    title=lambda: QCoreApplication.translate("Steps", "Steps"),
    build=StepView,
)
