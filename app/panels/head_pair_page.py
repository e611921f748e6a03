"""The query and the key of the selected cell, dimension by dimension, up to their score."""

from __future__ import annotations

from typing import cast

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.deferred_view import text_label
from app.panels.head_page import Cell, HeadPageWidget
from app.reading.head_detail import ShownHead
from app.reading.head_pairs import HeadPair, dimension_words, half_words, head_pair, pair_words
from app.theme import SPACE_1, SPACE_2, Theme
from app.widgets.choice import Choice
from app.widgets.product_bars import ProductBars, Products
from core.measures.pair_products import Order, ordered


class HeadPairPage(HeadPageWidget):
    """In which order the dimensions stand is the page's own choice, and so is the one that is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars, self.orders, self.said = ProductBars(), Choice(small=True), text_label("caption")
        self._order: Order = "dimension"
        self._pair: HeadPair | None = None
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.said, 1)
        line.addWidget(self.orders)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(line)
        column.addWidget(self.bars, 1)
        self.setFocusProxy(self.bars)
        self.bars.dimension_selected.connect(lambda _: self._say())
        self.orders.chosen.connect(self._on_order_chosen)
        self.retranslate()

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Take the colours of the theme and the text size."""
        self.bars.set_theme(theme, scale)

    def _draw(self, shown: ShownHead) -> None:
        """Everything follows the selected cell."""

    def _mark(self, shown: ShownHead, cell: Cell) -> None:
        query, key = shown.cell(*cell)
        self._pair = pair = head_pair(shown, query, key)
        names = shown.labels.rows[query], shown.labels.columns[key]
        labels = (
            self.tr("query {token}").format(token=names[0]),
            self.tr("key {token}").format(token=names[1]),
        )
        order = ordered(pair.products, self._order)
        self.bars.set_products(Products(pair.query, pair.key, order, labels, self.tr("score")))
        self._say()
        self.words_changed.emit(pair_words(shown, pair, (query, key)))

    def _say(self) -> None:
        found, dimension = self.bars.products(), self.bars.selection()
        if self._pair is None or found is None:
            return
        if dimension is None:
            self.said.setText(half_words(self._pair))
            return
        place = int(np.flatnonzero(found.order == dimension)[0])
        self.said.setText(dimension_words(self._pair, found.order, place))

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.orders.set_options({"dimension": self.tr("In order"), "size": self.tr("By size")})
        self.orders.set_chosen(self._order)

    def _on_order_chosen(self, name: str) -> None:
        self._order = cast("Order", name)
        self.set_cell(self._cell)
