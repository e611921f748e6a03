"""Log: every setting that was tried, with its output; to come back to, to compare, and to save as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.reading.trials import change, clock, seconds, step_from, trial_title
from app.state import Comparison
from app.theme import SIZE_SMALL, SPACE_2, SPACE_3, Theme
from app.trial_file import save_trials
from app.trials import MOST, Trial, Trials
from app.views import ViewSpec
from app.widgets.trial_table import MARK_KEY, Column, TrialTable
from core.request import TraceRequest
from core.trace import Trace

LINES, LEADING = 4, 1.5
"""So many lines are told of the current entry at once; what is longer scrolls."""
PAGE = "A\N{NO-BREAK SPACE}|\N{WORD JOINER}\N{NO-BREAK SPACE}B"
"""A line may end behind a bar, even before a space that does not break."""


class LogView(DeferredView):
    """The table, the current entry in full below it, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._trials = Trials()
        self._chosen: TraceRequest | None = None
        self._message = ""
        self._caption, self._whole = text_label("caption"), text_label("small")
        self._table, self._room = TrialTable(), QScrollArea()
        self._return, self._mark, self._export = QPushButton(), QPushButton(), QPushButton()
        self._keys = QAction(self), QAction(self)
        self._lay_out()
        self._table.row_selected.connect(self._on_row_selected)
        self._table.return_requested.connect(lambda row: self._go_back(self._trials.entries[row]))
        self._table.mark_requested.connect(lambda row: self._mark_entry(self._trials.entries[row]))
        self._return.clicked.connect(lambda: self._with_chosen(self._go_back))
        self._mark.clicked.connect(lambda: self._with_chosen(self._mark_entry))
        self._export.clicked.connect(self._on_export)

    def _lay_out(self) -> None:
        # The table takes these keys itself; here they are only told to the page of help.
        for action, key in zip(self._keys, (Qt.Key.Key_Return, MARK_KEY), strict=True):
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.addAction(action)
        self._room.setWidget(self._whole)
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.setSpacing(SPACE_2)
        top.addWidget(self._caption, 1)
        for button in (self._return, self._mark, self._export):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self._room)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would keep Tab from ever leaving this view.
        self._table.setFocus()

    def show_trace(self, trace: Trace, comparison: Comparison) -> None:
        """The setting on screen becomes the current entry."""
        if trace is not self._current:
            self._chosen, self._message = trace.request, ""
        super().show_trace(trace, comparison)

    def show_trials(self, trials: Trials) -> None:
        """Take the log."""
        self._trials, self._message = trials, ""
        self._refresh()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self._table.set_theme(theme, scale)
        self._room.setFixedHeight(round(LINES * SIZE_SMALL * LEADING * scale))
        super().apply_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again; the page of help may ask for the keys before this view is seen."""
        self._keys[0].setText(self.tr("Return to the current entry"))
        self._keys[1].setText(self.tr("Mark the current entry, or no longer"))
        super().retranslate()

    # Drawing.

    def _draw(self) -> None:
        self._return.setText(self.tr("Return to it"))
        self._export.setText(self.tr("Export as CSV …"))
        self._caption.setText(self._headline())
        self._table.setAccessibleName(self.tr("Log of what was tried"))
        self._room.setAccessibleName(self.tr("The current entry in full"))
        self._table.set_rows(self._columns(), self._rows(), self._row_on_screen())
        if self._chosen is None or self._trials.of(self._chosen) is None:
            self._chosen = self._current.request if self._current is not None else None
        requests = [trial.request for trial in self._trials.entries]
        self._table.set_selection(requests.index(self._chosen) if self._chosen in requests else None)
        self._draw_entry()

    def _draw_entry(self) -> None:
        trial = self._chosen_trial()
        for button in (self._return, self._mark, self._export):
            button.setEnabled(trial is not None)
        marked = trial is not None and trial.request in self._trials.marks
        self._mark.setText(self.tr("Unmark") if marked else self.tr("Mark to compare"))
        self._whole.setText(self._message or ("" if trial is None else self._in_full(trial)))

    def _headline(self) -> str:
        if not self._trials.entries:
            return self.tr("Nothing was tried yet: every setting from now on is written down here.")
        text = self.tr(
            "Enter or a click returns to a setting. Two marked ones stand on the page A | B. "
            "The last {most} are kept."
        )
        # The name of the page is not torn apart at the end of a line, in any language.
        return text.format(most=MOST).replace("A | B", PAGE)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("mark"), "A"),
            Column(self.tr("no."), "▸ 9999", numeric=True),
            Column(self.tr("tried at"), "00:00:00", numeric=True),
            Column(self.tr("what was tried")),
            Column(self.tr("output")),
            Column(self.tr("seconds"), "0.00000", numeric=True),
            Column(self.tr("Δ log P"), "−0.00000", numeric=True),
        ]

    def _rows(self) -> list[list[str]]:
        entries = self._trials.entries
        before = [trial.request for trial in entries[1:]] + [None] * bool(entries)
        return [self._cells(*pair) for pair in zip(entries, before, strict=True)]

    def _cells(self, trial: Trial, before: TraceRequest | None) -> list[str]:
        marks = self._trials.marks
        on_screen = self._current is not None and trial.request == self._current.request
        return [
            "AB"[marks.index(trial.request)] if trial.request in marks else "○",
            f"▸ {trial.number}" if on_screen else str(trial.number),
            clock(trial),
            step_from(before, trial.request),
            trial.output,
            seconds(trial),
            change(trial),
        ]

    def _row_on_screen(self) -> int | None:
        if self._current is None:
            return None
        requests = [trial.request for trial in self._trials.entries]
        return requests.index(self._current.request) if self._current.request in requests else None

    def _in_full(self, trial: Trial) -> str:
        text = self.tr("No. {number}: {setting}. Output: {output}").format(
            number=trial.number, setting=trial_title(trial.request), output=trial.output or "—"
        )
        if trial.change is None:
            return text
        told = self.tr("The what-ifs change the log-probability of this output by {change}.")
        return f"{text}\n{told.format(change=change(trial))}"

    # What is wished.

    def _chosen_trial(self) -> Trial | None:
        return None if self._chosen is None else self._trials.of(self._chosen)

    def _with_chosen(self, do: Callable[[Trial], None]) -> None:
        trial = self._chosen_trial()
        if trial is not None:
            do(trial)

    def _on_row_selected(self, row: int) -> None:
        self._chosen, self._message = self._trials.entries[row].request, ""
        self._draw_entry()

    def _go_back(self, trial: Trial) -> None:
        self.trial_wanted.emit(trial.request)

    def _mark_entry(self, trial: Trial) -> None:
        self.trial_marked.emit(trial.request)

    def _on_export(self) -> None:
        self._message = save_trials(self, self._trials)
        self._draw_entry()


VIEW = ViewSpec(
    id="log",
    order=17,
    title=lambda: QCoreApplication.translate("Log", "Log"),
    build=LogView,
    sites=(),
    group="compare",
    page=lambda: QCoreApplication.translate("Log", "Log"),
)
