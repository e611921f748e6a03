"""A label and what it names in one row; where that is too narrow, the label stands above."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QWidget

from app.theme import SPACE_1, SPACE_2


def lay_in_a_row(row: QWidget, label: QLabel, part: QWidget | QLayout) -> None:
    """Put both into ``row``; the part takes the room that is left."""
    form = QFormLayout(row)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(SPACE_2)
    form.setVerticalSpacing(SPACE_1)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.addRow(label, part)
