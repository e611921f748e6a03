"""From clicks and keys to the session: what each panel and each action of the window asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from app.appearance import Appearance
from app.explanations import intervention_title
from app.panels.help_dialog import HelpDialog
from app.saving import save_figure, save_trace
from app.session import Session
from app.state import Selection
from app.version import VERSION
from core.interventions import Intervention
from core.interventions.silence_head import SilenceHead
from core.request import ModelId

if TYPE_CHECKING:
    from app.main_window import MainWindow

Deeds = dict[str, Callable[[], Any]]


class WindowWishes(QObject):
    """Connects the signals of the panels and the actions; it shows nothing itself."""

    def __init__(self, window: MainWindow, session: Session, appearance: Appearance) -> None:
        super().__init__(window)
        self._window, self._session, self._appearance = window, session, appearance
        self._connect_input()
        self._connect_panels()
        for name, do in (self._window_deeds() | self._selecting_deeds() | self._what_if_deeds()).items():
            window.commands[name].triggered.connect(lambda checked=False, do=do: do())
        stack = session.undo_stack
        for name, changed in (("undo", stack.canUndoChanged), ("redo", stack.canRedoChanged)):
            window.commands[name].setEnabled(False)
            changed.connect(window.commands[name].setEnabled)

    def show_step(self, number: int) -> None:
        """Go to a step that was named, followed to or clicked, where it can be seen."""
        self._window.stage.bring("step")
        self._session.go_to_step(number)

    def _connect_input(self) -> None:
        session, bar = self._session, self._window.input_bar
        bar.text_typed.connect(lambda text: session.type_text(text, self.tr("typing")))
        bar.target_typed.connect(lambda text: session.type_target(text, self.tr("target sentence")))
        bar.example_requested.connect(self._take_example)
        bar.direction_requested.connect(lambda way: self._change(self.tr("direction"), direction=way))
        bar.left.connect(self._leave_line)

    def _connect_panels(self) -> None:
        window, session = self._window, self._session
        window.tokens.token_requested.connect(
            lambda tokens, index: session.select(session.selection.at_token(tokens, index))
        )
        window.stage.selection_requested.connect(session.select)
        window.stage.step_requested.connect(session.go_to_step)
        window.stage.next_tokens_covered.connect(window.tokens.cover)
        window.stage.next_tokens_covered.connect(window.what_if_bar.changed.cover)
        window.architecture.step_requested.connect(self.show_step)
        window.stage.trace_wanted.connect(session.fetch)
        window.stage.request_wanted.connect(session.take)
        window.status.cancel_requested.connect(session.cancel)
        window.status.trust.step_requested.connect(self._show_site)
        arithmetic = window.side.inspector.arithmetic
        arithmetic.selection_requested.connect(session.select)
        arithmetic.step_requested.connect(self.show_step)
        window.side.what_if.padding_requested.connect(
            lambda count: self._change(self.tr("padding"), padding=count)
        )
        for wish in (
            window.stage.intervention_requested,
            window.side.what_if.intervention_requested,
            window.what_if_bar.removal_requested,
            window.menus.intervention_requested,
        ):
            wish.connect(self._toggle)
        window.what_if_bar.emptied.connect(window.stage.take_keyboard)
        for adjusting in (window.stage.adjustment_requested, window.side.what_if.adjustment_requested):
            adjusting.connect(self._adjust)
        window.side.what_if.exchange_requested.connect(self._exchange)
        window.side.what_if.painting_requested.connect(lambda: window.stage.bring("masks"))
        window.menus.model_requested.connect(lambda name: self._change(self.tr("model"), model=name))
        window.menus.tab_requested.connect(window.stage.show_group)

    def _window_deeds(self) -> Deeds:
        window, appearance, stack = self._window, self._appearance, self._session.undo_stack
        return {
            "save_figure": lambda: window.show_status(save_figure(window, window.stage.current())),
            "save_architecture": lambda: window.show_status(save_figure(window, window.architecture.drawn())),
            "save_trace": self._save_trace,
            "quit": window.close,
            "undo": stack.undo,
            "redo": stack.redo,
            "type": self._enter_line,
            "leave": self._leave_line,
            "copy_numbers": self._copy_numbers,
            "copy_arithmetic": window.side.inspector.arithmetic.copy_text,
            "copy_latex": window.side.inspector.arithmetic.copy_latex,
            "cancel": self._session.cancel,
            "text_larger": lambda: appearance.scale_text(1),
            "text_smaller": lambda: appearance.scale_text(-1),
            "text_normal": lambda: appearance.scale_text(0),
            "theme": appearance.toggle_theme,
            "language_next": appearance.toggle_language,
            "page_next": lambda: window.stage.turn_page(1),
            "page_back": lambda: window.stage.turn_page(-1),
            "show_architecture": self._fold,
            "show_what_if": self._fold,
            "show_inspector": self._fold,
            "arithmetic": self._show_arithmetic,
            "keys": self._show_keys,
            "checks": window.status.trust.open_page,
            "about": self._tell_about,
        }

    def _selecting_deeds(self) -> Deeds:
        session = self._session
        return {
            "cell_left": lambda: session.select(session.selection.moved(0, -1)),
            "cell_right": lambda: session.select(session.selection.moved(0, 1)),
            "cell_up": lambda: session.select(session.selection.moved(-1, 0)),
            "cell_down": lambda: session.select(session.selection.moved(1, 0)),
            "layer_back": lambda: self._go_to_head(-1, 0),
            "layer_forward": lambda: self._go_to_head(1, 0),
            "head_back": lambda: self._go_to_head(0, -1),
            "head_forward": lambda: self._go_to_head(0, 1),
        }

    def _what_if_deeds(self) -> Deeds:
        window, session = self._window, self._session
        return {
            "before": lambda: window.stage.show_before(window.commands["before"].isChecked()),
            "silence": lambda: self._toggle(_selected_head(session.selection)),
            "all_off": lambda: self._change(self.tr("no what-ifs"), interventions=()),
        }

    def _change(self, name: str, **choices: Any) -> None:
        self._session.change(replace(self._session.state, **choices), name)

    def _take_example(self, text: str) -> None:
        state = replace(self._session.state.typed(text), direction=None, target_text=None)
        self._session.change(state, self.tr("example"))

    def _toggle(self, intervention: Intervention) -> None:
        self._session.change(self._session.state.toggled(intervention), self._titled(intervention))

    def _exchange(self, held: Intervention, intervention: Intervention) -> None:
        """One in the place of another, as a single step for undo."""
        state = self._session.state.toggled(held).adjusted(intervention)
        self._session.change(state, self._titled(intervention))

    def _adjust(self, intervention: Intervention, live: bool) -> None:
        self._session.adjust(intervention, self._titled(intervention), live=live)

    def _titled(self, intervention: Intervention) -> str:
        state = self._session.state
        return intervention_title(intervention, state.request(ModelId(state.model)))

    def _show_site(self, site: str) -> None:
        trace = self._session.trace
        if trace is not None and site in trace:
            self.show_step(trace.steps.index(trace[site]))

    def _go_to_head(self, layers: int, heads: int) -> None:
        chosen = self._session.selection
        self._session.select(chosen.at_head(chosen.layer + layers, chosen.head + heads))

    def _enter_line(self) -> None:
        self._window.input_bar.line.setFocus()
        self._window.input_bar.line.selectAll()

    def _leave_line(self) -> None:
        self._session.end_burst()
        self._window.stage.take_keyboard()

    def _save_trace(self) -> None:
        if self._session.trace is not None:
            self._window.show_status(save_trace(self._window, self._session.trace))

    def _copy_numbers(self) -> None:
        QGuiApplication.clipboard().setText(self._window.side.inspector.exact_text())

    def _show_arithmetic(self) -> None:
        self._window.commands["show_inspector"].setChecked(True)
        self._fold()
        self._window.side.inspector.show_arithmetic()

    def _fold(self) -> None:
        commands = self._window.commands
        self._window.architecture.setVisible(commands["show_architecture"].isChecked())
        self._window.side.set_shown(
            commands["show_what_if"].isChecked(), commands["show_inspector"].isChecked()
        )

    def _show_keys(self) -> None:
        window = self._window
        HelpDialog([*window.commands.key_table(), *window.stage.key_table()], window).open()

    def _tell_about(self) -> None:
        text = self.tr(
            "Attention Microscope {version}\nWatch a trained Transformer read and translate a sentence."
        )
        QMessageBox.about(self._window, self.tr("About"), text.format(version=VERSION))


def _selected_head(selection: Selection) -> SilenceHead:
    return SilenceHead(selection.attention, selection.layer, selection.head)
