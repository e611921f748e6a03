"""One head large: as a map, its selected row as bars, its selected cell taken apart, or two maps to wipe between."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.panels.head_map_page import HeadMapPage
from app.panels.head_page import Cell, HeadPageWidget
from app.panels.head_pair_page import HeadPairPage
from app.panels.head_row_page import HeadRowPage
from app.panels.head_wipe_page import HeadWipePage
from app.reading.head_detail import HEAD_PAGES, HeadPage, ShownHead
from app.reading.head_pairs import has_pairs
from app.reading.head_wipe import wipes
from app.theme import Theme
from app.widgets.choice import Choice
from app.widgets.heatmap import HeatMap


class HeadDetail(QWidget):
    """Only the page in front draws. The choice among them stands where whoever lays this out finds room."""

    cell_selected = Signal(int, int)  # query and key
    words_changed = Signal(str)
    adjustment_requested = Signal(object, bool)
    intervention_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownHead | None = None
        self._cell: Cell = (None, None)
        self._wanted: HeadPage = "map"
        self._offered: tuple[HeadPage, ...] = HEAD_PAGES
        self.choice = Choice(small=True)
        self.row = HeadRowPage()
        self._maps = HeadMapPage()
        self.pages: dict[HeadPage, HeadPageWidget] = {
            "map": self._maps,
            "row": self.row,
            "pair": HeadPairPage(),
            "wipe": HeadWipePage(),
        }
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        for page in self.pages.values():
            self._stack.addWidget(page)
            page.cell_selected.connect(self.cell_selected)
            page.words_changed.connect(self.words_changed)
        self.row.adjustment_requested.connect(self.adjustment_requested)
        self.row.intervention_requested.connect(self.intervention_requested)
        self.choice.chosen.connect(lambda name: self.turn_to(cast("HeadPage", name)))

    @property
    def map(self) -> HeatMap:
        """The map of the first page."""
        return self._maps.map

    def page(self) -> HeadPage:
        """The page in front: the chosen one, or the map where this head has nothing for it."""
        return self._wanted if self._wanted in self._offered else "map"

    def minimumSizeHint(self) -> QSize:
        """Ask for what the page in front needs; a stack asks for what the widest of its pages would."""
        return self.pages[self.page()].minimumSizeHint()

    def turn_to(self, page: HeadPage) -> None:
        """Bring a page to the front."""
        self._wanted = page
        self._draw()

    def show_head(self, shown: ShownHead, cell: Cell) -> None:
        """Show this head with a cell, in tokens, marked."""
        self._shown, self._cell = shown, cell
        self._draw()

    def set_cell(self, cell: Cell) -> None:
        """Mark another cell of the same head."""
        self._cell = cell
        if self._shown is not None:
            self.pages[self.page()].set_cell(cell)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        for page in self.pages.values():
            page.set_theme(theme, scale)

    def retranslate(self) -> None:
        """Set every text again."""
        self._fit_choice(force=True)

    def _draw(self) -> None:
        if self._shown is None:
            return
        self._fit_choice()
        page = self.page()
        self.choice.set_chosen(page)
        self._stack.setCurrentWidget(self.pages[page])
        self.updateGeometry()
        self.setFocusProxy(self.pages[page])
        self.pages[page].show_head(self._shown, self._cell)

    def _fit_choice(self, *, force: bool = False) -> None:
        if self._shown is not None:
            there = {"pair": has_pairs(self._shown), "wipe": bool(wipes(self._shown))}
            self._offered = tuple(page for page in HEAD_PAGES if there.get(page, True))
        if force or self._offered != self.choice.options():
            self._name_pages()

    def _name_pages(self) -> None:
        names = {
            "map": self.tr("Map"),
            "row": self.tr("Row"),
            "pair": self.tr("q · k"),
            "wipe": self.tr("Wipe"),
        }
        told = {
            "map": self.tr("All queries and keys of this head"),
            "row": self.tr("The selected row as bars, with its sum and its entropy; one weight can be set"),
            "pair": self.tr("The selected query and key, dimension by dimension, up to their score"),
            "wipe": self.tr("Two maps over each other, with a divider to drag between them"),
        }
        self.choice.set_options({page: names[page] for page in self._offered})
        for page in self._offered:
            self.choice.button(page).setToolTip(told[page])
