"""Walk through numbered steps: first, back, play, forward, last, step size, speed, name of the step, slider."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from app.fonts import numeric_font, sized_font
from app.theme import LIGHT, SIZE_BODY, SIZE_SMALL, SPACE_1, SPACE_2, SPACE_3, Theme, type_size
from app.widgets.glyph_button import GlyphButton
from app.widgets.step_slider import StepSlider
from app.widgets.themed import elided
from app.widgets.translated import TranslatedWidget

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEP_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class StepBar(TranslatedWidget):
    """Says what is wished by signals; what is shown changes only by its setters.

    `step_requested` names a step, `walk_requested` says forward (1) or back (-1), however far that is.
    """

    step_requested = Signal(int)
    walk_requested = Signal(int)
    play_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._groups: tuple[str, ...] = ()
        self._step = 0
        self._playing = False
        self._theme = LIGHT
        self._text_scale = 1.0
        self._first = GlyphButton("first")
        self._back = GlyphButton("back")
        self._play = GlyphButton("play")
        self._forward = GlyphButton("forward")
        self._last = GlyphButton("last")
        self._size, self._speed = _MenuButton(), _MenuButton()
        self._place = ""
        self._ways: tuple[bool, bool] | None = None
        self._name = QLabel()
        self._slider = StepSlider()
        self._count = QLabel()
        self._lay_out()
        self._connect()
        self.set_theme(LIGHT)
        self.retranslate()

    def set_steps(self, titles: Sequence[str], groups: Sequence[str] = ()) -> None:
        """Offer these steps; the slider is divided where the group changes."""
        self._titles = tuple(titles)
        self._groups = tuple(groups)
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, max(0, len(titles) - 1))
        self._slider.set_groups(groups)
        self._show_step(self._step)

    def set_step(self, step: int) -> None:
        """Show where we are; the same step again costs nothing."""
        if step != self._step:
            self._show_step(step)

    def set_place(self, text: str, back: bool, forward: bool) -> None:
        """Say `text` in place of the step's number, unless it is empty, and whether one can go back and on."""
        if (text, (back, forward)) != (self._place, self._ways):
            self._place, self._ways = text, (back, forward)
            self._say()

    def set_marks(self, steps: Sequence[int]) -> None:
        """Mark these steps on the slider."""
        self._slider.set_marks(steps)

    def set_menus(self, size: QMenu, speed: QMenu) -> None:
        """Open these menus from the step size and from the speed."""
        self._size.setMenu(size)
        self._speed.setMenu(speed)

    def show_choices(self, size: str, speed: str) -> None:
        """Name the step size and the speed that hold."""
        for button, name in ((self._size, size), (self._speed, speed)):
            button.setText(self.tr("{choice} ▾").format(choice=name))

    def step(self) -> int:
        """Return the step shown."""
        return self._step

    def set_playing(self, playing: bool) -> None:
        """Show whether the steps run by themselves."""
        if playing == self._playing:
            return
        self._playing = playing
        self._play.set_glyph("pause" if playing else "play")
        self._say_buttons()

    def set_theme(self, theme: Theme, scale: float = 1.0) -> None:
        """Use the colours of `theme` and a text size factor of `scale`."""
        self._theme, self._text_scale = theme, scale
        self._slider.set_theme(theme, scale)
        for button in self._buttons():
            button.set_theme(theme, scale)
        self._name.setFont(sized_font(SIZE_BODY, scale))
        self._count.setFont(numeric_font(SIZE_SMALL, scale))
        # The application's style sheet decides over setFont.
        self._name.setStyleSheet(f"font-size: {type_size(SIZE_BODY, scale)}px;")
        self._count.setStyleSheet(f"color: {theme.text_quiet}; font-size: {type_size(SIZE_SMALL, scale)}px;")
        self._say()

    def minimumSizeHint(self) -> QSize:
        """Allow the name to give way, not the buttons."""
        return QSize(480, super().minimumSizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the slider; for a focus proxy Tab would pass over all that stands before it."""
        self._slider.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by left and right while any part has the keyboard; leave other keys to the window."""
        if Qt.Key(event.key()) not in _STEP_KEYS or event.modifiers() & _COMMANDS:
            event.ignore()
            return
        event.accept()
        if event.key() == Qt.Key.Key_Home:
            self._wish(0)
        elif event.key() == Qt.Key.Key_End:
            self._wish(len(self._titles) - 1)
        else:
            self.walk_requested.emit(1 if event.key() == Qt.Key.Key_Right else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the name into its new room."""
        super().resizeEvent(event)
        self._say()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_1, SPACE_3, SPACE_1)
        row.setSpacing(SPACE_1)
        for button in self._buttons():
            row.addWidget(button)
        row.addSpacing(SPACE_2)
        row.addWidget(self._size)
        row.addWidget(self._speed)
        row.addSpacing(SPACE_3)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._name.setMinimumWidth(96)
        row.addWidget(self._name, 3)
        row.addSpacing(SPACE_3)
        row.addWidget(self._slider, 3)
        row.addSpacing(SPACE_3)
        row.addWidget(self._count)

    def _connect(self) -> None:
        self._first.clicked.connect(lambda: self._wish(0))
        self._back.clicked.connect(lambda: self.walk_requested.emit(-1))
        self._forward.clicked.connect(lambda: self.walk_requested.emit(1))
        self._last.clicked.connect(lambda: self._wish(len(self._titles) - 1))
        self._play.clicked.connect(lambda: self.play_requested.emit(not self._playing))
        self._slider.valueChanged.connect(self._wish)

    def _show_step(self, step: int) -> None:
        self._step = min(max(step, 0), max(0, len(self._titles) - 1))
        with QSignalBlocker(self._slider):
            self._slider.setValue(self._step)
        self._say()

    def _buttons(self) -> tuple[GlyphButton, ...]:
        return self._first, self._back, self._play, self._forward, self._last

    def _wish(self, step: int) -> None:
        if 0 <= step < len(self._titles) and step != self._step:
            self.step_requested.emit(step)

    def retranslate(self) -> None:
        """Say everything in the language now chosen."""
        self.setAccessibleName(self.tr("Steps"))
        self._slider.setAccessibleName(self.tr("Step"))
        for button, name in (
            (self._size, self.tr("What one step forward passes over (G)")),
            (self._speed, self.tr("Speed (Shift+. faster, Shift+, slower)")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._say_buttons()
        self._say()

    def _say_buttons(self) -> None:
        words = (
            (self._first, self.tr("First step"), self.tr("Home")),
            (self._back, self.tr("Step back"), self.tr("Shift+Space or Page up")),
            (self._play, self.tr("Pause") if self._playing else self.tr("Play"), ""),
            (self._forward, self.tr("Step forward"), self.tr("Space or Page down")),
            (self._last, self.tr("Last step"), self.tr("End")),
        )
        for button, name, key in words:
            button.setAccessibleName(name)
            button.setToolTip(self.tr("{name} ({key})").format(name=name, key=key) if key else name)

    def _say(self) -> None:
        """Write name and number of the step, and offer only the buttons that lead somewhere."""
        count = len(self._titles)
        name = self._titles[self._step] if count else ""
        self._name.setText(
            elided(
                QFontMetricsF(sized_font(SIZE_BODY, self._text_scale)), name, max(0, self._name.width() - 2)
            )
        )
        self._name.setToolTip(name)
        template = self.tr("step {number} of {count}")
        number = self._place or template.format(number=self._step + 1, count=count)
        self._count.setText(number if count else "")
        widest = template.format(number=count, count=count)
        self._count.setMinimumWidth(
            round(QFontMetricsF(numeric_font(SIZE_SMALL, self._text_scale)).horizontalAdvance(widest)) + 4
        )
        self._slider.setAccessibleDescription(name)
        back, forward = self._ways or (self._step > 0, self._step < count - 1)
        for button, useful in (
            (self._first, self._step > 0),
            (self._back, back),
            (self._play, count > 1),
            (self._forward, forward),
            (self._last, self._step < count - 1),
        ):
            button.setEnabled(useful)


class _MenuButton(QToolButton):
    """Opens a menu; leaves the keys that step to the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoRaise(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEP_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)
