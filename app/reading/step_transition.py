"""How the step on screen came about, moving over its matrices."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from app.reading.step_scenes import scene_of, table_scene
from app.reading.step_sheet import StepSheet
from app.theme import Theme
from app.widgets.candidate_table import CandidateTable
from app.widgets.equation import Equation
from app.widgets.transition_overlay import TransitionOverlay
from core.trace import Step


class StepTransition:
    """Plays over the equation, or over the table in it. A scene is built when a moment first needs one."""

    def __init__(self, equation: Equation, table: CandidateTable) -> None:
        self._equation, self._table = equation, table
        self.overlay, self._staged = TransitionOverlay(equation), False
        equation.moved.connect(self.strike)
        self.overlay.rested.connect(equation.set_marked)

    def set_theme(self, theme: Theme, scale: float) -> None:
        """Use the colours of ``theme`` and a text size factor of ``scale``."""
        self.overlay.set_theme(theme, scale)

    def draw(self, step: Step, sheet: StepSheet, alpha: float) -> None:
        """Show the moment ``alpha`` of the step's making; nothing moves over what is covered."""
        if alpha < 1 and not self._staged and sheet.cover is None and sheet.picture is not None:
            self._stage(step, sheet)
        self.overlay.set_alpha(alpha)

    def strike(self) -> None:
        """A scene holds for the matrices as they lie now; the next moment of a transition builds another."""
        self._staged = False
        self.overlay.set_scene(None)

    def _stage(self, step: Step, sheet: StepSheet) -> None:
        assert sheet.picture is not None
        self._staged, ground = True, self._equation if sheet.best is None else self._table.viewport()
        self.overlay.setGeometry(QRect(ground.mapTo(self._equation, QPoint(0, 0)), ground.size()))
        table = None if sheet.best is None else table_scene(step, sheet.best, self._table)
        self.overlay.set_scene(table or scene_of(step, sheet.picture, self._equation))
        self.overlay.raise_()
