"""The menus whose entries depend on what there is: what-ifs, models, devices, languages, themes, tabs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.action_table import TABS
from app.actions import Actions
from app.appearance import Appearance
from app.explanations import intervention_title
from app.panels.choice_menu import ChoiceMenu
from app.panels.stage_tabs import StageTabs
from app.state import SessionState
from core import catalogue
from core.interventions import Intervention
from core.interventions import catalogue as interventions

AUTO = "auto"

# How the catalogue calls the models that come with the application, for the translators.
MODELS = (
    QT_TRANSLATE_NOOP("Models", "Chinese and English, post-norm"),
    QT_TRANSLATE_NOOP("Models", "Chinese and English, pre-norm"),
    QT_TRANSLATE_NOOP("Models", "Hand-sized, untrained"),
    QT_TRANSLATE_NOOP("Models", "One part by itself"),
)


class WindowMenus(QObject):
    """Fills the menus of ``Actions``; says what is wished by signals."""

    intervention_requested = Signal(object)
    model_requested = Signal(str)
    device_requested = Signal(str)
    tab_requested = Signal(int)

    def __init__(self, actions: Actions, appearance: Appearance, tabs: StageTabs, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._appearance = appearance
        self._tabs = tabs
        self._devices: tuple[str, ...] = ()
        self._model = ""
        self.model, self.device, self.language, self.theme = (ChoiceMenu(parent) for _ in range(4))
        self.switches: dict[Intervention, QAction] = {}
        self._fill()
        self.model.chosen.connect(self.model_requested)
        self.device.chosen.connect(self.device_requested)
        self.language.chosen.connect(appearance.set_language)
        self.theme.chosen.connect(appearance.set_theme)
        self.device.show_choice(AUTO)
        self.retranslate()

    def show_state(self, state: SessionState) -> None:
        """Mark what is chosen."""
        self._model = state.model
        self.model.show_choice(state.model)
        for intervention, action in self.switches.items():
            action.setChecked(intervention in state.interventions)

    def model_text(self) -> str:
        """What the chosen model is called, whether it stands in the menu or not."""
        made_up = catalogue.MADE_UP.get(self._model)
        return QCoreApplication.translate("Models", made_up.title) if made_up else self.model.choice_text()

    def show_devices(self, devices: Iterable[str]) -> None:
        """Offer these devices."""
        self._devices = tuple(devices)
        self._name_devices()

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        titles = {info.id.name: info.title for info in catalogue.models()}
        self.model.set_choices({n: QCoreApplication.translate("Models", t) for n, t in titles.items()})
        self._name_devices()
        self.language.set_choices(self._appearance.languages())
        self.language.show_choice(self._appearance.language())
        _take_over(self._actions.menus["model"], self.model)
        _take_over(self._actions.menus["language"], self.language)
        themes = {"light": self.tr("Light"), "dark": self.tr("Dark"), "system": self.tr("As the system")}
        self.theme.set_choices(themes)
        self.theme.setTitle(self.tr("Theme"))
        for intervention, action in self.switches.items():
            action.setText(intervention_title(intervention))
        for number in range(self._tab_count()):
            self._actions[f"tab_{number + 1}"].setText(self._tabs.group_title(number))

    def _fill(self) -> None:
        menus = self._actions.menus
        for spec in interventions().values():
            if spec.is_switch:
                self._add_switch(menus["what_if"], spec.type())
        menus["view"].addMenu(self.theme)
        menus["view"].addSeparator()
        for number in range(self._tab_count()):
            action = self._actions[f"tab_{number + 1}"]
            action.triggered.connect(lambda checked=False, index=number: self.tab_requested.emit(index))
            menus["view"].addAction(action)

    def _tab_count(self) -> int:
        return min(len(self._tabs.groups), TABS)

    def _add_switch(self, menu: QMenu, intervention: Intervention) -> None:
        action = self.switches[intervention] = QAction(self, checkable=True)
        action.triggered.connect(lambda: self.intervention_requested.emit(intervention))
        menu.addAction(action)

    def _name_devices(self) -> None:
        names = {name: name.upper() for name in self._devices}
        self.device.set_choices({AUTO: self.tr("Automatic")} | names)
        _take_over(self._actions.menus["device"], self.device)


def _take_over(shown: QMenu, filled: ChoiceMenu) -> None:
    """Show the entries of a menu that hangs on a button in the menu bar too."""
    shown.clear()
    shown.addActions(filled.actions())
