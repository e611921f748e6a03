"""The window: puts the panels together and shows what the session says. No logic."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.actions import Actions
from app.appearance import Appearance
from app.panels.architecture import ArchitecturePanel
from app.panels.input_bar import InputBar
from app.panels.side_panel import SidePanel
from app.panels.stage import Stage
from app.panels.status_line import StatusLine
from app.panels.token_panel import TokenPanel
from app.panels.veil import Veil
from app.panels.what_if_bar import WhatIfBar
from app.problems import sentence
from app.session import Session
from app.settings import Settings
from app.state import Comparison, Selection, SessionState
from app.status_words import SEPARATOR, status_text
from app.theme import Theme
from app.views import ViewSpec
from app.widgets.busy_line import BusyLine
from app.widgets.room import Room
from app.widgets.step_bar import StepBar
from app.window_menus import WindowMenus
from app.window_palette import WindowPalette
from app.window_presets import WindowPresets
from app.window_walking import WindowWalking
from app.window_wishes import WindowWishes
from core.problems import Problem
from core.request import HandSized, Numbers, Sentence
from core.trace import Trace

SIZE = (1280, 720)
STAGE_SHARE = 0.6
LEAST_PANELS = 80
HANDLE = 8
"""How wide the style sheet draws what splits the panels."""
_IGNORED_MODIFIERS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class MainWindow(QMainWindow):
    """Shows what the session says and passes on what the user wishes."""

    device_requested = Signal(str)
    closed = Signal()

    def __init__(
        self, session: Session, appearance: Appearance, settings: Settings, specs: Sequence[ViewSpec]
    ) -> None:
        super().__init__()
        self._session, self._appearance, self._settings = session, appearance, settings
        self._notice: Callable[[], str] = str
        self.input_bar = InputBar()
        self.busy_line = BusyLine()
        self.tokens = TokenPanel()
        self.architecture = ArchitecturePanel()
        self.stage = Stage(specs)
        self.side = SidePanel()
        self.what_if_bar = WhatIfBar()
        self.steps = StepBar()
        self.status = StatusLine()
        self.veils = [
            Veil(part) for part in (self.tokens, self.architecture, self.stage, self.side.inspector)
        ]
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.commands = Actions(self)
        self.commands.fill(self.menuBar())
        self.menus = WindowMenus(self.commands, appearance, self.stage.tabs, self)
        self._lay_out()
        self._connect_session()
        self.wishes = WindowWishes(self, session, appearance)
        self.presets = WindowPresets(self, session, settings)
        self.walking = WindowWalking(self, session, settings)
        self.finding = WindowPalette(self, session, appearance, specs)
        self.menus.device_requested.connect(self.device_requested)
        self._restore()
        appearance.dress(self)
        self._on_state_changed(session.state)
        self._retranslate()

    def show_status(self, text: str) -> None:
        """Say something at the foot of the window until there is something new to say."""
        if text:
            self.status.show_text(text)

    def show_notice(self, notice: Callable[[], str]) -> None:
        """Say this too at the foot of the window from now on, whatever it is each time; nothing where it is empty."""
        self._notice = notice
        self._say_status()

    def show_devices(self, devices: Sequence[str]) -> None:
        """Offer these devices to compute on."""
        self.menus.show_devices(devices)

    # Qt's own events.

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._plain_action(event)
        if action is self.commands["before"]:
            self.stage.show_before(True)
        elif action is not None and action.isEnabled():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._plain_action(event) is self.commands["before"] and not event.isAutoRepeat():
            self.stage.show_before(self.commands["before"].isChecked())
        else:
            super().keyReleaseEvent(event)

    def _plain_action(self, event: QKeyEvent) -> QAction | None:
        modifiers = event.modifiers() & ~_IGNORED_MODIFIERS
        return self.commands.for_key(QKeySequence(modifiers.value | event.key()))

    # Putting together.

    def _lay_out(self) -> None:
        self.setWindowTitle("Attention Microscope")
        self.resize(*SIZE)
        for panel in (self.architecture, self.stage, self.side):
            self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        left, stage = self.architecture.sizeHint().width(), round(SIZE[0] * STAGE_SHARE)
        right = SIZE[0] - left - stage - 2 * HANDLE
        self.splitter.setSizes([left, stage, right])
        self.input_bar.add_tools(
            *(self.commands[name] for name in ("undo", "redo", "theme", "language_next"))
        )
        self.side.inspector.add_copying(*(self.commands[name] for name in ("copy_arithmetic", "copy_latex")))
        self.status.set_menus(self.menus.model, self.menus.device)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above, below = (
            (self.input_bar, self.busy_line, self.tokens),
            (self.what_if_bar, self.steps, self.status),
        )
        # Where large text leaves the panels too little height, they scroll rather than outgrow the screen.
        for part in (*above, room := Room(self.splitter, LEAST_PANELS), *below):
            column.addWidget(part, 1 if part is room else 0)
        self.setCentralWidget(whole)

    def _connect_session(self) -> None:
        session = self._session
        session.state_changed.connect(self._on_state_changed)
        session.trace_changed.connect(self._on_trace_changed)
        session.comparison_changed.connect(self._on_comparison_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.playback_changed.connect(self.stage.show_moment)
        session.playback_changed.connect(self.architecture.show_moment)
        session.problem_changed.connect(self._on_problem_changed)
        session.stale_changed.connect(self._on_stale_changed)
        session.busy_changed.connect(self._on_busy_changed)
        session.previewing_changed.connect(self.veils[0].set_shown)
        session.sliding_changed.connect(self.stage.show_sliding)
        session.progressed.connect(self.tokens.show_progress)
        session.further_traced.connect(self.stage.show_further)
        session.further_failed.connect(self.stage.show_further_problem)
        self._appearance.changed.connect(self._on_appearance_changed)

    # What the session says.

    def _on_state_changed(self, state: SessionState) -> None:
        inputs = state.inputs
        self.input_bar.show_text(state.text, is_read=not isinstance(inputs, Numbers))
        is_decoder = isinstance(inputs, HandSized) and not inputs.encoder_layers
        self.input_bar.show_reader(translates=isinstance(inputs, Sentence), goes_on=is_decoder)
        self.input_bar.show_target(state.target_text)
        self.input_bar.show_direction(state.direction, state.effective_direction)
        self.side.what_if.show_state(state)
        self.what_if_bar.show_state(state)
        self.menus.show_state(state)
        self.status.show_model(self.menus.model_text())

    def _on_trace_changed(self, trace: Trace) -> None:
        self.side.inspector.show_trace(trace)
        self.side.what_if.show_trace(trace)
        self._on_comparison_changed(self._session.comparison)
        self.status.show_device(trace.device.upper())
        self._say_status()

    def _on_comparison_changed(self, comparison: Comparison) -> None:
        trace = self._session.trace
        if trace is not None:
            self.tokens.show_trace(trace, comparison)
            self.stage.show_trace(trace, comparison)
            self.architecture.show_trace(trace, comparison)
            self.what_if_bar.show_trace(trace, comparison)

    def _on_selection_changed(self, selection: Selection) -> None:
        self.tokens.show_selection(selection)
        self.stage.show_selection(selection)
        self.side.what_if.show_selection(selection)
        self.side.inspector.show_selection(selection)

    def _on_problem_changed(self, problem: Problem | None) -> None:
        self.input_bar.show_message(
            sentence(problem) if problem else "", problem is None or problem.kind == "empty_input"
        )
        self._say_loading()

    def _on_stale_changed(self, stale: bool) -> None:
        for veil in self.veils:
            veil.set_shown(stale)
        self._say_status()

    def _on_busy_changed(self, busy: bool) -> None:
        self.busy_line.set_busy(
            busy, self.tr("Computing …") if self._session.trace else self.tr("Loading the model …")
        )
        self.status.set_busy(busy)
        self.commands["cancel"].setEnabled(busy)

    def _on_appearance_changed(self, theme: Theme, scale: float) -> None:
        for part in (self.tokens, self.architecture, self.stage, self.side.inspector):
            part.apply_theme(theme, scale)
        self.status.apply_theme(theme, scale)
        self.steps.set_theme(theme, scale)
        self.busy_line.set_theme(theme, scale)
        self.menus.theme.show_choice(self._settings.theme)
        self._say_status()

    # Language and what is remembered.

    def _retranslate(self) -> None:
        self.commands.retranslate()
        self.menus.retranslate()
        self.walking.retranslate()
        self._on_state_changed(self._session.state)
        self._on_problem_changed(self._session.problem)
        if self._session.trace is not None:
            self._on_trace_changed(self._session.trace)
        self._say_status()

    def _say_status(self) -> None:
        self.status.show_text(SEPARATOR.join(filter(None, (status_text(self._session), self._notice()))))

    def _say_loading(self) -> None:
        problem = self._session.problem
        loading = self.tr("Loading the model …")
        self.stage.show_loading(sentence(problem) if problem else loading)

    def _restore(self) -> None:
        self.restoreGeometry(self._settings.window_geometry)
        for name, splitter in (("stage", self.splitter), ("side", self.side)):
            sizes = self._settings.splitter_sizes(name)
            if len(sizes) == splitter.count():
                splitter.setSizes(list(sizes))
        for name in ("show_architecture", "show_what_if", "show_inspector"):
            self.commands[name].setChecked(True)
        self._on_busy_changed(False)

    def _remember(self) -> None:
        self.walking.remember()
        self._settings.window_geometry = self.saveGeometry()
        for name, splitter in (("stage", self.splitter), ("side", self.side)):
            if all(splitter.sizes()):  # a part that is folded away has no size to come back with
                self._settings.set_splitter_sizes(name, splitter.sizes())
