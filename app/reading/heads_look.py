"""How the heads of an attention are looked at: in which order, as what, several as one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.reading.head_figures import Figure
from app.reading.several_heads import Place, Pooling


@dataclass(frozen=True)
class HeadsLook:
    """What the user has chosen: by which figure heads are sorted, whether their figures are ``listed`` in place of
    maps, pieces joined into ``words``, and the heads ``marked`` to be seen as one.

    Sorted, the largest comes first, unless ``turned``.
    """

    figure: Figure = "layer"
    turned: bool = False
    listed: bool = False
    words: bool = False
    marked: frozenset[Place] = frozenset()
    pooling: Pooling = "mean"

    def sorted_by(self, figure: Figure) -> HeadsLook:
        """Sorted by another figure, or by the same one the other way round."""
        return replace(self, figure=figure, turned=figure == self.figure and not self.turned)

    def with_mark(self, place: Place) -> HeadsLook:
        """With that head marked, or no longer."""
        return replace(self, marked=self.marked ^ {place})

    @property
    def is_sorted(self) -> bool:
        """Whether the heads stand in another order than by layer."""
        return self.figure != "layer" or self.turned

    @property
    def takes_room(self) -> bool:
        """Whether heads are told apart by more than their place, so that there is more to read."""
        return self.is_sorted or self.listed

    @property
    def together(self) -> frozenset[Place]:
        """The heads that are seen as one: it takes two."""
        return self.marked if len(self.marked) > 1 else frozenset()
