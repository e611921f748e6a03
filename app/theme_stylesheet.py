"""The style sheet of the standard controls, as a template that `theme.py` fills with colours and sizes."""

from __future__ import annotations

from string import Template

STYLESHEET = Template("""
QWidget { font-size: ${body}px; }
QLabel[role="caption"], QLabel[role="small"] { font-size: ${small}px; }
QLabel[role="quiet"] { color: $text_quiet; font-size: ${small}px; }
QLabel[role="figure"] { font-weight: bold; }
QLabel[role="title"] { font-size: ${title}px; }
QLabel[role="display"] { font-size: ${display}px; }
QLabel[role="problem"] { color: $warning; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px; font-size: ${small}px;
}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox {
    background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    padding: 4px 8px; selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid $accent; padding: 3px 7px;
}

QPushButton, QToolButton, QComboBox {
    background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    padding: 4px 12px;
}
QToolButton { padding: 4px 8px; }
QTabBar QToolButton { padding: 0; }
QTabBar QToolButton::left-arrow { image: url("$icons/left.svg"); }
QTabBar QToolButton::right-arrow { image: url("$icons/right.svg"); }
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $raised; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:checked, QToolButton:checked {
    background: $raised; border: 2px solid $text_quiet; padding: 3px 11px;
}
QToolButton:checked { padding: 3px 7px; }
QPushButton:focus, QToolButton:focus, QComboBox:focus { border: 2px solid $accent; padding: 3px 11px; }
QToolButton:focus { padding: 3px 7px; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled {
    color: $text_quiet; background: transparent;
}
QToolButton[role="small"], QPushButton[role="small"] { padding: 1px 8px; font-size: ${small}px; }
QToolButton[role="small"]:focus, QToolButton[role="small"]:checked,
QPushButton[role="small"]:focus, QPushButton[role="small"]:checked { padding: 0 7px; }
QToolButton[autoRaise="true"] { background: transparent; border-color: transparent; }
QToolButton[autoRaise="true"]:hover { background: $raised; }
QToolButton[autoRaise="true"]:focus { border-color: $accent; }
QToolButton[role="link"] {
    font-size: ${small}px; text-decoration: underline; border-width: 2px; padding: 0;
}
QToolButton[role="link"]:focus { padding: 0; }
QToolButton[role="fold"] { background: transparent; border: 2px solid transparent; padding: 4px 0; }
QToolButton[role="fold"]:hover { background: $raised; }
QToolButton[role="fold"]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$icons/down.svg"); width: ${small}px; height: ${small}px; }
ChoiceBox { padding: 4px 4px 4px 8px; }
ChoiceBox:focus { padding: 3px 3px 3px 7px; }
ChoiceBox::drop-down { width: 20px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $border; outline: 0; padding: 4px;
}

QCheckBox, QRadioButton {
    spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: ${radius}px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_quiet; }

QTabWidget::pane { border: 0; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $text_quiet; padding: 8px 12px; margin-right: 4px;
    border: 2px solid transparent; border-bottom: 3px solid transparent;
}
QTabBar::tab:hover { color: $text; background: $raised; }
QTabBar::tab:selected { color: $text; border-bottom: 3px solid $accent; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-bottom: 3px solid $accent; }
QTabBar[role="close"]::tab { padding: 8px 4px; margin-right: 0; }
QTabBar[role="small"]::tab { padding: 2px 8px; font-size: ${small}px; border-bottom-width: 2px; }
QTabBar[role="small"]::tab:selected { border-bottom: 2px solid $accent; }

QMenuBar { background: $background; color: $text; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px 0; }
QMenu::item { padding: 4px 24px 4px 24px; }
QMenu::item:selected { background: $accent; color: $accent_text; }
QMenu::item:disabled { color: $text_quiet; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 4px 0; }

QSplitter::handle { background: $background; }
QSplitter::handle:hover { background: $border; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 8px; }
QStatusBar { background: $background; color: $text_quiet; }
QStatusBar::item { border: 0; }
QScrollArea { border: 0; background: transparent; }
QScrollArea:focus { border: 2px solid $accent; border-radius: ${radius}px; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle {
    background: $border; border-radius: 4px; margin: 2px; min-width: 32px; min-height: 32px;
}
QScrollBar::handle:hover { background: $text_quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView {
    background: $surface; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    gridline-color: $raised; selection-background-color: $accent; selection-color: $accent_text; outline: 0;
}
QTableView:focus { border: 2px solid $accent; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section {
    background: $surface; color: $text_quiet; border: 0; padding: 4px 8px;
    font-size: ${small}px; font-weight: normal;
}
QHeaderView::section:horizontal { border-bottom: 1px solid $border; }
QHeaderView::section:vertical { padding: 0 8px; }
QHeaderView::section:vertical:checked { color: $accent; font-weight: bold; }
QTableView::item { padding: 0 8px; }
NumberTable::item { padding: 0 8px 0 0; }
NumberTable QHeaderView::section:horizontal { padding-left: 0; }
PredictionTable QHeaderView::section:horizontal { padding: 4px 0; }
PredictionTable QHeaderView::section:vertical { padding: 0 4px; }
QTableCornerButton::section { background: $surface; border: 0; }
""")
