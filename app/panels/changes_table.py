"""The steps that moved most between two traces, as a table in which the present step is marked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.explanations import step_title
from app.widgets.number_table import NumberTable
from core.measures.changes import Change
from core.trace import Step, Trace

translate = QCoreApplication.translate


class ChangesTable(NumberTable):
    """A row for each step; its site is kept, by which the walk finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.sites: tuple[str, ...] = ()
        self._is_fresh = True  # whether nothing was marked since it was filled

    def set_changes(self, changes: Sequence[Change], first: Trace) -> None:
        """Show how far each step moved from what it was in ``first``."""
        self.sites = tuple(change.site for change in changes)
        self.setAccessibleName(translate("SidesView", "Largest changes"))
        self.set_rows(
            np.array([change.size for change in changes]).reshape(-1, 1),
            row_labels=[step_title(site, first[site].kind) for site in self.sites],
            column_titles=[translate("SidesView", "|B − A| / |A|")],
        )
        self.scrollToTop()
        self._is_fresh = True

    def mark(self, step: Step | None) -> None:
        """Mark this step, or none where it did not move. What was just filled shows its top and does not follow."""
        at = self.sites.index(step.site) if step is not None and step.site in self.sites else None
        if self._is_fresh or at != self.selection():
            self._mark(at, follows=not self._is_fresh)
        self._is_fresh = False
