"""What the command palette finds: actions, steps, tabs, bookmarks and what-ifs, in every language at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from app.action_table import MENUS, TEXTS
from app.action_table import SEPARATOR as LINE
from app.actions import keys_in_words, plain
from app.appearance import Appearance
from app.explanations import SEPARATOR, step_title
from app.panels.command_palette import CommandPalette
from app.panels.what_if_section import WhatIfSection
from app.session import Session
from app.theme import Theme
from app.views import ViewSpec
from app.widgets.findings import Finding
from core.trace import Trace

if TYPE_CHECKING:
    from app.main_window import MainWindow

Deed = Callable[[], object]
Entry = tuple[Finding, Deed]
_LEFT_OUT = ("find", "leave", "before")
"""Those that mean nothing without their key."""


class WindowPalette(QObject):
    """Opens the palette with everything that can be done now, and does what is chosen there."""

    def __init__(
        self, window: MainWindow, session: Session, appearance: Appearance, specs: Sequence[ViewSpec]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._appearance = window, session, appearance
        self._specs = tuple(specs)
        self._deeds: list[Deed] = []
        self._steps: tuple[Trace | None, str, list[Entry]] = (None, "", [])
        self.palette = CommandPalette(window)
        self.palette.chosen.connect(lambda number: self._deeds[number]())
        window.commands["find"].triggered.connect(self.toggle)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed(appearance.theme, appearance.scale)

    def toggle(self) -> None:
        """Open the palette, or close it where it is open."""
        if self.palette.isVisible():
            self.palette.dismiss()
            return
        marked = self._session.walk.bookmarked()
        others = (entry for at, entry in enumerate(self._all_steps()) if at not in marked)
        entries = [
            *self._bookmarks(),
            *self._tabs(),
            *self._actions(),
            *self._what_ifs(),
            *self._groups(),
            *self._choices(),
            *others,
        ]
        self._deeds = [deed for _, deed in entries]
        self.palette.open([finding for finding, _ in entries])

    def _bookmarks(self) -> Iterator[Entry]:
        steps = self._all_steps()
        for at in self._session.walk.bookmarked():
            step, deed = steps[at]
            note = SEPARATOR.join((self.tr("Bookmark"), step.note))
            yield Finding(step.title, note, (*step.names, self.tr("Bookmark"))), deed

    def _tabs(self) -> Iterator[Entry]:
        stage = self._window.stage
        for at, spec in enumerate(self._specs):
            title, names = stage.tabs.page_title(at), (spec.id, self.tr("Tab"))
            yield Finding(title, self.tr("Tab"), names), lambda at=at: stage.show_tab(at)  # type: ignore[misc]

    def _actions(self) -> Iterator[Entry]:
        for entries in MENUS.values():
            for name in entries:
                action = None if name == LINE or name in _LEFT_OUT else self._window.commands[name]
                if action is not None and action.isEnabled():
                    names = tuple(say("Actions", TEXTS[name]) for say in self._appearance.voices())
                    yield Finding(action.text(), self._window.commands.keys_of(action), names), action.trigger
        for action in self._window.stage.current().actions():
            if action.isEnabled():
                yield Finding(action.text(), keys_in_words(action)), action.trigger

    def _what_ifs(self) -> Iterator[Entry]:
        for intervention, action in self._window.menus.switches.items():
            said = tuple(say("Explanations", action.text()) for say in self._appearance.voices())
            yield Finding(action.text(), self._state_of(action), (intervention.name, *said)), action.trigger

    def _groups(self) -> Iterator[Entry]:
        """What-ifs that take more than a switch: the palette unfolds their group and hands it the keyboard."""
        panel = self._window.side.what_if
        for section in panel.sections:
            names = (*(name.replace("-", " ") for name in section.names), *section.row_names())
            yield (
                Finding(section.title(), self.tr("What if"), names),
                lambda section=section: self._open_group(section),  # type: ignore[misc]
            )

    def _open_group(self, section: WhatIfSection) -> None:
        shown = self._window.commands["show_what_if"]
        if not shown.isChecked():
            shown.trigger()
        section.header.setChecked(True)
        section.header.setFocus(Qt.FocusReason.TabFocusReason)

    def _choices(self) -> Iterator[Entry]:
        menus, titles = self._window.menus, self._window.commands.menus
        for choice, menu in ((menus.model, titles["model"]), (menus.language, titles["language"])):
            title = plain(menu.title())
            for action in choice.actions():
                yield Finding(action.text(), title, (title,)), action.trigger
        for action in menus.theme.actions():
            yield Finding(action.text(), menus.theme.title(), (menus.theme.title(),)), action.trigger

    def _state_of(self, action: QAction) -> str:
        return self.tr("What if: on") if action.isChecked() else self.tr("What if")

    def _all_steps(self) -> list[Entry]:
        """Every step; kept, since their names stay the same as long as trace and language do."""
        trace, language = self._session.trace, self._appearance.language()
        if self._steps[:2] != (trace, language):
            self._steps = (trace, language, [] if trace is None else list(self._name_steps(trace)))
        return self._steps[2]

    def _name_steps(self, trace: Trace) -> Iterator[Entry]:
        template, voices = self.tr("Step {number}"), self._appearance.voices()
        for at, step in enumerate(trace.steps):
            note = template.format(number=at + 1)
            said = {step_title(step.site, step.kind, say) for say in voices}
            names = (note, step.site, step.kind.replace("_", " "), *sorted(said))
            title = step_title(step.site, step.kind)
            yield Finding(title, note, names), lambda at=at: self._window.wishes.show_step(at)  # type: ignore[misc]

    def _on_appearance_changed(self, theme: Theme, scale: float) -> None:
        self.palette.apply_theme(theme, scale)
