"""Logit lens: what the model would write if its output layer were read after every layer of the decoder."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.deferred_view import DeferredView, text_label
from app.reading.lens import (
    candidates,
    caption,
    course,
    exact_sentence,
    final_texts,
    lens_of,
    overview,
)
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.vocabulary import told_apart
from app.widgets.course_chart import CourseChart
from app.widgets.legend import Legend
from app.widgets.prediction_table import PredictionTable
from app.widgets.scale import Scale
from core.measures.logit_lens import Lens

PERCENT = Scale("sequential", 0.0, 100.0)

LEAST_WORDS = 240


class LensView(DeferredView):
    """The selected token decides whose candidates are shown: without one, the first. The place is the view's own."""

    def __init__(self) -> None:
        super().__init__()
        self._lens: Lens | None = None
        self._place: int | None = None
        self._caption, self._exact, self._title = (text_label("caption") for _ in range(3))
        self._table, self._best = PredictionTable(fills=True), PredictionTable()
        self._course, self._legend = CourseChart(), Legend()
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._table.cell_selected.connect(self._on_cell_selected)
        self._best.columns_changed.connect(self._align)

    def _lay_out(self) -> None:
        right = QWidget()
        stack = QVBoxLayout(right)
        stack.setContentsMargins(SPACE_2, 0, 0, 0)
        stack.setSpacing(SPACE_2)
        stack.addWidget(self._title)
        stack.addWidget(self._best)
        stack.addWidget(self._course, 1)
        self._foot.setSpacing(SPACE_4)
        self._foot.addWidget(self._exact, 1)
        self._foot.addWidget(self._legend)
        self._halves.setChildrenCollapsible(False)
        self._best.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for at, half in enumerate((self._table, right)):
            self._halves.addWidget(half)
            self._halves.setStretchFactor(at, 11 - 2 * at)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._caption)
        column.addWidget(self._halves, 1)
        column.addLayout(self._foot)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._table, self._best, self._course, self._legend):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chart under the columns of the candidates, and the words where they have room."""
        super().resizeEvent(event)
        self._align()
        self._fit_words()

    def _keyboard_part(self) -> QWidget:
        return self._table

    def _draw(self) -> None:
        self._lens = lens_of(self._trace)
        for part in (self._halves, self._exact, self._legend):
            part.setVisible(self._lens is not None)
        if self._lens is None:
            self._caption.setText(
                self.tr(
                    "This model writes nothing: it has no decoder whose layers an output layer could read."
                )
            )
            return
        self._table.setAccessibleName(self.tr("The most probable token at every place"))
        self._table.set_predictions(overview(self._trace, self._lens))
        self._legend.set_scale(PERCENT, title=self.tr("probability in %, ✓ the final token"))
        self._fit_words()
        self._draw_marks()

    def _draw_selection(self) -> None:
        if self._lens is not None:
            self._draw_marks()

    def _draw_marks(self) -> None:
        """Light up the token, and show its candidates and its course through the layers."""
        assert self._lens is not None
        trace, found, chosen = self._trace, self._lens, self._row()
        row = chosen or 0
        place = len(found.ids) - 1 if self._place is None else min(self._place, len(found.ids) - 1)
        texts = final_texts(trace, found)
        self._table.set_selection(chosen, place)
        self._title.setText(
            self.tr("{count} best candidates for “{token}”").format(
                count=found.ids.shape[-1], token=told_apart(texts, row)
            )
        )
        self._best.setAccessibleName(self._title.text())
        self._best.set_predictions(candidates(trace, found, row))
        decided = int(found.decided[row])
        title = self.tr("“{token}”: probability and rank; dashed: decided").format(token=texts[row])
        self._course.set_course(course(found, row), title, decided)
        self._caption.setText(caption(trace, found, row))
        self._exact.setText(exact_sentence(trace, found, row, place))
        self._align()

    def _align(self) -> None:
        self._course.set_columns(*self._best.columns_span())

    def _fit_words(self) -> None:
        """The exact numbers beside the legend, or above it where that leaves them too little room."""
        beside = self.width() - self._legend.sizeHint().width() >= LEAST_WORDS * self._scale
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _row(self) -> int | None:
        """The row of the selected token: one that is written, or one that is fed in and leads to it."""
        token = self._selection.token
        if token is None or token.tokens == "source" or self._lens is None:
            return None
        return token.index if token.index < len(self._lens.final) else None

    def _on_cell_selected(self, row: int, column: int) -> None:
        self._place = column
        written = "predicted" if self._trace.tokens.get("predicted") else "target"
        self._draw_marks()
        self.selection_requested.emit(self._selection.at_token(written, row))


VIEW = ViewSpec(
    id="lens",
    order=15,
    title=lambda: QCoreApplication.translate("Lens", "Logit lens"),
    build=LensView,
    group="residual",
    page=lambda: QCoreApplication.translate("Lens", "Logit lens"),
)
