"""LayerNorm: what every norm measured and did, for each token of the sentence just typed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.explanations import norm_title
from app.reading.labels import token_texts
from app.reading.norms import Norm, gamma_and_beta, norms, overview, table
from app.state import Selection
from app.theme import SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.distribution import Distribution
from app.widgets.heatmap import HeatMap, Scale
from app.widgets.legend import Legend
from app.widgets.number_table import NumberTable
from app.widgets.number_text import significant


class NormView(DeferredView):
    """The selection's norm and token decide what is enlarged; without a token the first one is."""

    def __init__(self) -> None:
        super().__init__()
        self._norms: tuple[Norm, ...] = ()
        self._drawn: str = ""  # the site of the norm that the table shows
        self._choice = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._caption = text_label("caption")
        self._overview, self._legend = HeatMap(), Legend()
        self._table = NumberTable()
        self._values, self._trained = Distribution(), Distribution()
        self._lay_out()
        self._choice.activated.connect(self._on_norm_chosen)
        self._overview.cell_selected.connect(self._on_overview_selected)
        self._table.row_selected.connect(self._on_row_selected)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_4)
        head.addWidget(self._choice)
        head.addWidget(self._caption, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_2)
        grid.addWidget(self._overview, 0, 0)
        grid.addWidget(self._legend, 1, 0)
        grid.addWidget(self._table, 0, 1, 2, 1)
        grid.addWidget(self._values, 2, 0)
        grid.addWidget(self._trained, 2, 1)
        for row, stretch in ((0, 3), (2, 2)):
            grid.setRowStretch(row, stretch)
        for column, stretch in ((0, 4), (1, 7)):
            grid.setColumnStretch(column, stretch)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column_layout.setSpacing(SPACE_2)
        column_layout.addLayout(head)
        column_layout.addLayout(grid, 1)

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for widget in (self._overview, self._legend, self._table, self._values, self._trained):
            widget.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _draw(self) -> None:
        self._norms = norms(self._trace)
        for part in (self._choice, self._overview, self._legend, self._table, self._values, self._trained):
            part.setVisible(bool(self._norms))
        if not self._norms:
            self._caption.setText(self.tr("This model has no norm that measures a deviation."))
            return
        titles = [norm_title(norm.site) for norm in self._norms]
        if titles != [self._choice.itemText(at) for at in range(self._choice.count())]:
            with QSignalBlocker(self._choice):
                self._choice.clear()
                self._choice.addItems(titles)
        self._draw_norm()

    def _draw_norm(self) -> None:
        """Everything of one norm: its side's overview, its table, its parameters."""
        norm = self._norm()
        self._drawn = norm.site
        self._choice.setAccessibleName(self.tr("layer, sublayer"))
        self._table.setAccessibleName(norm_title(norm.site))
        self._choice.setCurrentIndex(self._norms.index(norm))
        beside = self._beside(norm)
        deviations = overview(beside)
        scale = Scale("sequential", 0.0, float(np.nanmax(deviations, initial=1e-6)))
        labels = token_texts(self._trace.tokens[norm.tokens])
        self._overview.set_matrix(
            deviations,
            row_labels=[self._short(other) for other in beside],
            column_labels=labels,
            row_title=self.tr("layer, sublayer"),
            column_title=self.tr("token"),
            scale=scale,
        )
        self._legend.set_scale(scale, title=self.tr("deviation before"))
        self._table.set_rows(table(norm), row_labels=labels, column_titles=self._column_titles())
        gamma, beta = gamma_and_beta(self._trace, norm)
        self._trained.set_values(gamma, beta, self.tr("gamma, the stretch"), self.tr("beta, the shift"))
        self._draw_marks()

    def _short(self, norm: Norm) -> str:
        """What tells a norm from the others of its stack, as short as it goes: "2 cross"."""
        words = {
            "self_attention": self.tr("self"),
            "cross_attention": self.tr("cross"),
            "feed_forward": self.tr("feed"),
            "norm": self.tr("final"),
        }
        *path, last = norm.site.split(".")
        stem = last.removesuffix("_norm")
        numbers = [str(int(part) + 1) for part in path if part.isdecimal()]
        return " ".join([*numbers, words.get(stem, stem)])

    def _column_titles(self) -> list[str]:
        return [
            self.tr("mean"),
            self.tr("variance"),
            self.tr("deviation"),
            self.tr("mean after"),
            self.tr("dev. after"),
        ]

    def _draw_selection(self) -> None:
        if not self._norms:
            return
        if self._norm().site != self._drawn:
            self._draw_norm()
        else:
            self._draw_marks()

    def _draw_marks(self) -> None:
        """Light up the selected token, and show its vector before and after."""
        norm, chosen = self._norm(), self._row()
        row = chosen or 0
        self._overview.set_selection(self._beside(norm).index(norm), chosen)
        self._table.set_selection(chosen)
        token = token_texts(self._trace.tokens[norm.tokens])[row]
        self._values.set_values(
            norm.before_values(row),
            norm.after.value[row],
            self.tr("{token} before").format(token=token),
            self.tr("{token} after").format(token=token),
        )
        self._caption.setText(self._sentence(norm, row, token))

    def _sentence(self, norm: Norm, row: int, token: str) -> str:
        _, _, deviation, mean_after, deviation_after = table(norm)[row]
        if norm.is_off:
            text = self.tr(
                "Switched off: what comes out is what goes in. It would have divided {token} by {deviation}."
            )
        else:
            text = self.tr(
                "{token} is divided by its deviation {deviation}; after gamma and beta its mean is {mean} "
                "and its deviation {after}."
            )
        return text.format(
            token=token,
            deviation=significant(deviation),
            mean=significant(mean_after, 3),
            after=significant(deviation_after, 3),
        )

    def _norm(self) -> Norm:
        """The selected norm, or the model's first one."""
        return next((norm for norm in self._norms if norm.site == self._selection.norm), self._norms[0])

    def _beside(self, norm: Norm) -> tuple[Norm, ...]:
        """The norms over the same tokens, this one among them."""
        return tuple(other for other in self._norms if other.tokens == norm.tokens)

    def _row(self) -> int | None:
        """The selected token's row; a predicted token stands in the row that predicts it."""
        token, norm = self._selection.token, self._norm()
        if token is None or (token.tokens == "source") != (norm.tokens == "source"):
            return None
        return token.index if token.index < norm.deviation.shape[0] else None

    def _on_norm_chosen(self, at: int) -> None:
        self.selection_requested.emit(self._with_norm(self._norms[at]))

    def _on_overview_selected(self, row: int, column: int) -> None:
        norm = self._beside(self._norm())[row]
        self.selection_requested.emit(self._with_norm(norm).at_token(norm.tokens, column))

    def _on_row_selected(self, row: int) -> None:
        if not self._norms:  # a table that is hidden moves its mark
            return
        norm = self._norm()
        self.selection_requested.emit(self._with_norm(norm).at_token(norm.tokens, row))

    def _with_norm(self, norm: Norm) -> Selection:
        return replace(self._selection, norm=norm.site)


VIEW = ViewSpec(
    id="norm",
    order=2,
    title=lambda: QCoreApplication.translate("Norm", "LayerNorm"),
    build=NormView,
    sites=("*norm.*", "*_residual", "*.embedding.sum"),
)
