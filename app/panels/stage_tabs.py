"""The tabs above the stage, and beside them the pages of the tab in front, where it has several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from app.panels.choice_menu import ChoiceMenu
from app.theme import SPACE_2, SPACE_3
from app.widgets.choice import Choice
from app.widgets.translated import TranslatedWidget

CLOSER = 20
"""So much narrower is each tab in the style sheet's role "close"."""


@dataclass(frozen=True)
class Page:
    """One page: its name, the tab that it belongs to, and what both are called."""

    name: str
    group: str
    title: Callable[[], str]
    short: Callable[[], str]


class StageTabs(TranslatedWidget):
    """One page in front of the others. Pages of one group share a tab, which comes back to the page last seen."""

    changed = Signal(int)  # a page by its number

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = tuple(pages)
        self.groups = tuple(dict.fromkeys(page.group for page in self._pages))
        self._seen = {group: self._of_group(group)[0] for group in reversed(self.groups)}
        self.bar = QTabBar(expanding=False, drawBase=False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setMinimumWidth(1)  # where it is too narrow, it is not shown
        self.choice = Choice()
        # Where there is no room for all pages, or for all tabs, the one in front stands for them.
        self.tab_button, self.menu_button = _menu_button(), _menu_button()
        self._is_close = False
        self._stack = QStackedWidget()
        self._lay_out()
        self.bar.currentChanged.connect(lambda at: self.setCurrentIndex(self._seen[self.groups[at]]))
        for offer in (self.choice, _menu_of(self.menu_button)):
            offer.chosen.connect(lambda name: self.setCurrentIndex(self._named(name)))
        _menu_of(self.tab_button).chosen.connect(lambda group: self.setCurrentIndex(self._seen[group]))
        self.retranslate()

    def add(self, page: QWidget) -> None:
        """Put in the next page, in the order in which they were named."""
        self._stack.addWidget(page)

    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def currentIndex(self) -> int:
        """The number of the page in front."""
        return self._stack.currentIndex()

    def setCurrentIndex(self, at: int) -> None:
        """Bring a page to the front, and its tab."""
        if at == self.currentIndex() or not 0 <= at < self.count():
            return
        page = self._pages[at]
        self._seen[page.group] = at
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(self.groups.index(page.group))
        self._stack.setCurrentIndex(at)
        self._offer_pages()
        self.changed.emit(at)

    def page_of_group(self, number: int) -> int:
        """The page that a tab shows, by the tab's number; of the tab in front, the page after the present one."""
        group = self.groups[number]
        if self._pages[self.currentIndex()].group != group:
            return self._seen[group]
        return self.neighbour(1)

    def neighbour(self, by: int) -> int:
        """The page so many after the present one in its tab, round and round."""
        pages = self._of_group(self._pages[self.currentIndex()].group)
        return pages[(pages.index(self.currentIndex()) + by) % len(pages)]

    def group_title(self, number: int) -> str:
        """What a tab is called: as its first page."""
        return self._pages[self._of_group(self.groups[number])[0]].title()

    def page_title(self, at: int) -> str:
        """A page with its tab where that has several: "Attention · Lines"."""
        page = self._pages[at]
        title = self.group_title(self.groups.index(page.group))
        return f"{title} · {page.short()}" if len(self._of_group(page.group)) > 1 else title

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        for at in range(len(self.groups)):
            self.bar.setTabText(at, self.group_title(at))
        titles = {group: self.group_title(at) for at, group in enumerate(self.groups)}
        _menu_of(self.tab_button).set_choices(titles)
        self._offer_pages()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _lay_out(self) -> None:
        for _ in self.groups:
            self.bar.addTab("")
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, SPACE_3, 0)
        top.setSpacing(SPACE_2)
        top.addWidget(self.tab_button)
        top.addWidget(self.bar, 1)
        top.addStretch()
        top.addWidget(self.choice)
        top.addWidget(self.menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _offer_pages(self) -> None:
        at = max(self.currentIndex(), 0)
        pages = [self._pages[one] for one in self._of_group(self._pages[at].group)]
        texts = {page.name: page.short() for page in pages}
        self.choice.set_options(texts)
        self.choice.set_chosen(self._pages[at].name)
        _menu_of(self.menu_button).set_choices(texts)
        _menu_of(self.menu_button).show_choice(self._pages[at].name)
        _menu_of(self.tab_button).show_choice(self._pages[at].group)
        title = _menu_of(self.tab_button).choice_text()
        self.tab_button.setText(f"{title} ▾")
        self.tab_button.setAccessibleName(self.tr("Tabs: {tab}").format(tab=title))
        self.menu_button.setText(f"{self._pages[at].short()} ▾")
        self.menu_button.setAccessibleName(
            self.tr("Pages of this tab: {page}").format(page=self._pages[at].short())
        )
        self._fit()

    def _fit(self) -> None:
        """All pages beside the tabs; where that is too narrow only the one in front, and then so with the tabs."""
        several, tabs = len(self.choice.options()) > 1, self._tabs_width()
        room = self.width() - SPACE_3 - (SPACE_2 if several else 0)
        pages, page = (part.sizeHint().width() if several else 0 for part in (self.choice, self.menu_button))
        self.choice.setVisible(several and tabs + pages <= room)
        self.menu_button.setVisible(several and tabs + pages > room)
        self._set_close(tabs + page > room)
        fits = self.bar.sizeHint().width() + page <= room
        self.bar.setVisible(fits)
        self.tab_button.setVisible(not fits)

    def _tabs_width(self) -> int:
        """The width of all tabs where they are not drawn closer."""
        return self.bar.sizeHint().width() + self._is_close * CLOSER * len(self.groups)

    def _set_close(self, close: bool) -> None:
        """Draw the tabs closer to each other, or no longer."""
        if close != self._is_close:
            self._is_close = close
            self.bar.setProperty("role", "close" if close else None)
            self.bar.style().unpolish(self.bar)
            self.bar.style().polish(self.bar)
            self.bar.setIconSize(self.bar.iconSize())  # lays the tabs out anew

    def _of_group(self, group: str) -> list[int]:
        return [at for at, page in enumerate(self._pages) if page.group == group]

    def _named(self, name: str) -> int:
        return next(at for at, page in enumerate(self._pages) if page.name == name)


def _menu_button() -> QToolButton:
    button = QToolButton()
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(ChoiceMenu(button))
    return button


def _menu_of(button: QToolButton) -> ChoiceMenu:
    menu = button.menu()
    assert isinstance(menu, ChoiceMenu)
    return menu
