"""Board: a model small enough to be written down, every number of it open to change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from app.deferred_view import DeferredView, text_label
from app.explanations import intervention_title
from app.panels.board_result import ResultMatrix, ResultToken
from app.preset_files import load_board, save_board
from app.preset_words import preset_note, preset_title
from app.reading.board import (
    BoardMatrix,
    active_edits,
    board_matrix,
    parameter_names,
    parameter_title,
    refusal_words,
    with_number,
    without_number,
)
from app.reading.board_results import last_matrix, next_token
from app.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, Theme
from app.views import ViewSpec
from app.widgets.entry_table import EntryTable, Refusal
from app.widgets.shape_controls import ShapeControls
from core import presets
from core.board import HAND_SIZED, LIMITS, hand_sized_inputs, heads_for, layers_for
from core.interventions import Intervention
from core.interventions.set_parameter import LARGEST, SetParameter
from core.request import HandSized, Sentence, TraceRequest
from core.trace import Trace

LEAST_LETTERS = 12


class BoardView(DeferredView):
    """Presets and shape above, the parameters below: a list of all, and the chosen one. It edits nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._matrix: BoardMatrix | None = None
        self.presets = _combo()
        self.load, self.save, self.reset = QPushButton(), QPushButton(), QPushButton()
        self.note, self.hint = text_label("caption"), text_label("quiet")
        self.shape = ShapeControls(LIMITS)
        self.shape.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.names = _combo()
        self.table = EntryTable(largest=LARGEST)
        self.result, self.next_token = ResultMatrix(), ResultToken()
        self._lay_out()
        self._connect()

    def apply_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for part in (self.table, self.result, self.next_token):
            part.set_theme(theme, scale)
        super().apply_theme(theme, scale)

    def _lay_out(self) -> None:
        head, body, whole = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        chosen, side = QVBoxLayout(), QVBoxLayout()
        head.addWidget(self.presets, 1)
        for button in (self.load, self.save, self.reset):
            head.addWidget(button)
        chosen.addWidget(self.names)
        chosen.addWidget(self.table)
        chosen.addWidget(self.hint)
        chosen.addSpacing(SPACE_2)
        chosen.addWidget(self.result)
        chosen.addStretch(1)
        side.addWidget(self.shape)
        side.addWidget(self.next_token)
        side.addStretch(1)
        body.addLayout(side)
        body.addLayout(chosen, 1)
        whole.addLayout(head)
        whole.addWidget(self.note)
        whole.addLayout(body, 1)
        whole.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        for layout, space in (
            (head, SPACE_2),
            (chosen, SPACE_1),
            (side, SPACE_2),
            (body, SPACE_4),
            (whole, SPACE_2),
        ):
            layout.setSpacing(space)

    def _connect(self) -> None:
        self.presets.activated.connect(self._on_preset)
        self.load.clicked.connect(self._on_load)
        self.save.clicked.connect(self._on_save)
        self.reset.clicked.connect(self._on_reset)
        self.names.activated.connect(self._on_name)
        self.table.number_typed.connect(self._on_typed)
        self.table.number_cleared.connect(self._on_cleared)
        self.table.refusal_changed.connect(self._say_how)
        self.shape.size_requested.connect(self._on_size)
        self.shape.norm_requested.connect(lambda norm: self._reshape(norm_placement=norm))
        self.shape.numbers_requested.connect(lambda: self._reshape(seed=self._inputs().seed + 1))

    # Drawing.

    def _draw(self) -> None:
        for button, text in (
            (self.load, self.tr("Load…")),
            (self.save, self.tr("Save…")),
            (self.reset, self.tr("Take back all changes")),
        ):
            button.setText(text)
        self.reset.setEnabled(bool(active_edits(self._trace)))
        self._draw_preset()
        self._draw_shape()
        self._draw_names()
        self._draw_matrix()
        self.result.show_matrix(last_matrix(self._trace))
        self._draw_selection()

    def _draw_selection(self) -> None:
        self.next_token.show_token(next_token(self._trace, self._selection.token))

    def _draw_preset(self) -> None:
        titles = [preset_title(preset.title) for preset in presets.catalogue()]
        found = _preset_of(self._present.request)
        with QSignalBlocker(self.presets):
            self.presets.clear()
            self.presets.addItems(titles)
            self.presets.setPlaceholderText(self.tr("Choose a small model …"))
            self.presets.setAccessibleName(self.presets.placeholderText())
            self.presets.setCurrentIndex(-1 if found is None else found)
        if found is not None:
            self.note.setText(preset_note(presets.catalogue()[found].title))
        elif self._is_hand_sized():
            self.note.setText(
                self.tr(
                    "The sentence above is read by an untrained model of this shape; its numbers have one decimal."
                )
            )
        else:
            self.note.setText(
                self.tr(
                    "These are all numbers of the model; a model small enough to check by hand can be chosen here."
                )
            )

    def _draw_shape(self) -> None:
        self.shape.setVisible(self._is_hand_sized())
        if self._is_hand_sized():
            inputs = self._inputs()
            self.shape.show_shape({name: getattr(inputs, name) for name in LIMITS}, inputs.norm_placement)

    def _draw_names(self) -> None:
        trace, self._names = self._trace, parameter_names(self._trace)
        edited = {id(trace.parameters[edit.parameter]) for edit in active_edits(trace)}
        row = self._names.index(self._shown) if self._shown in self._names else 0
        with QSignalBlocker(self.names):
            self.names.clear()
            for name in self._names:
                changed = id(trace.parameters[name]) in edited
                text = self.tr("{parameter}, changed") if changed else "{parameter}"
                self.names.addItem(text.format(parameter=parameter_title(name)))
            self.names.setCurrentIndex(row)
        self.table.setAccessibleName(self.names.currentText())

    @property
    def _shown(self) -> str:
        """The name of the parameter in the table."""
        return "" if self._matrix is None else self._matrix.name

    @property
    def _present(self) -> Trace:
        """The trace that edits start from, also while the one before them is shown."""
        assert self._current is not None
        return self._current

    def _draw_matrix(self) -> None:
        self._matrix = matrix = board_matrix(self._trace, self._names[self.names.currentIndex()])
        self._say_how(None)
        self.table.set_entries(
            matrix.values, matrix.changed, row_labels=matrix.row_labels, column_labels=matrix.column_labels
        )

    def _say_how(self, refusal: Refusal | None) -> None:
        """Say below the table how numbers are typed, or why one cannot be taken."""
        how = self.tr("Type over a number, then press Enter. Delete takes it back.")
        if refusal is not None:
            how = refusal_words(refusal)
        elif self._matrix is not None and self._matrix.is_mask:
            how = self.tr("0 hides a score from the row, 1 shows it. {how}").format(how=how)
        self.hint.setText(how)
        self.hint.setProperty("role", "quiet" if refusal is None else "problem")
        self.hint.style().polish(self.hint)

    # Wishes.

    def _ask(self, request: TraceRequest, name: str) -> None:
        if request != self._present.request:
            self.request_wanted.emit(request, name)

    def _intervene(self, interventions: tuple[Intervention, ...], name: str) -> None:
        self._ask(replace(self._present.request, interventions=interventions), name)

    def _on_preset(self, row: int) -> None:
        preset = presets.catalogue()[row]
        self._ask(preset.request, preset_title(preset.title))

    def _on_load(self) -> None:
        loaded = load_board(self)
        if isinstance(loaded, TraceRequest):
            self._ask(loaded, self.tr("board from a file"))
        elif loaded:
            self.note.setText(loaded)

    def _on_save(self) -> None:
        if said := save_board(self, self._present.request):
            self.note.setText(said)

    def _on_reset(self) -> None:
        edits = set(active_edits(self._present))
        kept = tuple(edit for edit in self._present.request.interventions if edit not in edits)
        self._intervene(kept, self.tr("all numbers as they were"))

    def _on_name(self, row: int) -> None:
        self._draw_matrix()

    def _on_typed(self, row: int, column: int, value: float) -> None:
        edit = self._edit(row, column, value)
        self._intervene(with_number(self._present, edit, self._comparison.own), intervention_title(edit))

    def _on_cleared(self, row: int, column: int) -> None:
        edit = self._edit(row, column, 0.0)
        self._intervene(without_number(self._present, edit), self.tr("number as it was"))

    def _edit(self, row: int, column: int, value: float) -> SetParameter:
        assert self._matrix is not None
        return SetParameter(self._matrix.name, self._matrix.index(row, column), value)

    def _on_size(self, name: str, value: int) -> None:
        inputs = self._inputs()
        former = {size: getattr(inputs, size) for size in LIMITS}
        sizes = {**former, name: value}
        sizes["heads"] = heads_for(sizes["width"], sizes["heads"], inputs.heads)
        stacks = "encoder_layers", "decoder_layers"
        encoder, decoder = (sizes[stack] for stack in stacks)
        sizes |= zip(stacks, layers_for(encoder, decoder, lost=name), strict=True)
        self._reshape(**sizes)

    def _reshape(self, **sizes: Any) -> None:
        request = replace(self._present.request, inputs=replace(self._inputs(), **sizes), target=None)
        self._ask(request, self.tr("shape of the model"))

    def _is_hand_sized(self) -> bool:
        return self._present.request.model.name == HAND_SIZED

    def _inputs(self) -> HandSized:
        inputs = self._present.request.inputs
        assert isinstance(inputs, HandSized | Sentence)
        return hand_sized_inputs(inputs)


def _combo() -> QComboBox:
    """One that does not grow with its longest entry."""
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    return QComboBox(sizeAdjustPolicy=policy, minimumContentsLength=LEAST_LETTERS)


def _preset_of(request: TraceRequest) -> int | None:
    """The number of the preset that a request is, whatever was changed in it since."""
    wanted = replace(request, interventions=())
    found = (at for at, preset in enumerate(presets.catalogue()) if preset.request.baseline() == wanted)
    return next(found, None)


VIEW = ViewSpec(
    id="board",
    order=8,
    title=lambda: QCoreApplication.translate("BoardView", "Board"),
    build=BoardView,
)
