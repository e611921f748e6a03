"""Where everything is put together: settings, looks, tracer, session, window. Starts and ends the application."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from app.ablation import Ablation
from app.appearance import Appearance
from app.collector import Collector
from app.display import has_display
from app.fonts import install_fonts
from app.main_window import MainWindow
from app.problems import sentence
from app.rehearsal import Rehearsal
from app.session import Session
from app.settings import Settings
from app.state import SessionState
from app.status_words import SEPARATOR
from app.tracer import Tracer
from app.translation import Translator
from app.trial_archive import NAME, TrialArchive
from app.trial_log import TrialLog
from app.trials import Trial
from app.trust import Trust
from app.views import catalogue
from app.views.attention import AttentionView
from app.window_menus import AUTO
from core.catalogue import DEFAULT_MODEL
from core.checks import Check
from core.interventions.silence_head import SilenceHead
from core.measures.head_effects import HeadEffect
from core.problems import Problem, ProblemError
from core.request import DIRECTIONS, TraceRequest
from core.trace import Candidate, Trace

FIRST_TEXT = "我是一只猫娘。"
LONGEST_REMEMBERED = 2000
CPU = "cpu"

_log = logging.getLogger(__name__)


class Computation:
    """core.run behind a plain callable: imported on the tracer's thread, since importing torch takes a second."""

    def __init__(self, device: str) -> None:
        self.device = device

    def __call__(
        self, request: TraceRequest, on_token: Callable[[Candidate], None], cancelled: Callable[[], bool]
    ) -> Trace:
        from core.run import compute

        return compute(request, device=self.device, lenient=True, on_token=on_token, cancelled=cancelled)

    def prepare(self) -> tuple[str, ...]:
        """Load the model that comes first, and tell what can be computed on here."""
        from core.run import available_devices, warm_up

        # What is wrong with the model or the device is said by the request that needs it.
        with suppress(ProblemError, RuntimeError, MemoryError):
            warm_up(DEFAULT_MODEL, self.device)
        return available_devices()


def check(trace: Trace) -> Iterator[Check]:
    """core.checking in the same way: what a generator imports, it imports where it runs."""
    from core import checking

    yield from checking.check(trace)


def silence_each(trace: Trace, heads: Sequence[SilenceHead]) -> Iterator[HeadEffect]:
    """core.ablation, imported where it runs."""
    from core import ablation

    yield from ablation.silence_each(trace, heads)


@dataclass(frozen=True)
class Wishes:
    """What this one start is to look like, whatever the settings say."""

    text: str | None = None
    theme: str | None = None
    language: str | None = None
    size: tuple[int, int] | None = None
    tab: str | None = None


class Application(QObject):
    """The running application: one window, one session, one tracer."""

    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        super().__init__()
        self.settings = settings
        self.collector = Collector(self)
        self.appearance = Appearance(settings, Translator(parent=self), wishes.theme, wishes.language, self)
        self.computation = Computation(settings.device)
        self._devices: tuple[str, ...] = ()  # unknown until torch is there
        self.tracer = Tracer(self.computation, self.computation.prepare, self)
        self.session = Session(self.tracer, _first_state(settings, wishes), parent=self)
        self.window = MainWindow(self.session, self.appearance, settings, catalogue())
        self.trust = Trust(self.session, self.tracer, check, self)
        self.trust.findings_changed.connect(self.window.status.trust.show_findings)
        self.archive = TrialArchive(settings.path().parent / NAME)
        self._unread = ""  # where the log of former windows lies that cannot be read
        self.log = TrialLog(self.session, self, former=self._former_trials)
        self.log.changed.connect(self.window.stage.show_trials)
        self.window.stage.trial_wanted.connect(self.log.go_back)
        self.window.stage.trial_marked.connect(self.log.mark)
        self.ablation = Ablation(self.session, self.tracer, silence_each, self)
        for view in self.window.stage.views:
            if isinstance(view, AttentionView):
                view.effects_wanted.connect(self.ablation.measure)
                self.ablation.effects_changed.connect(view.show_effects)
        self.tracer.prepared.connect(self._on_prepared)
        self.window.device_requested.connect(self._on_device_requested)
        self.window.closed.connect(self._on_closed)
        self._show_device()
        if wishes.size:
            self.window.resize(*wishes.size)
        if wishes.tab:
            self.window.stage.show_tab(self.window.stage.tab_named(wishes.tab))

    def start(self) -> None:
        """Show the window, then compute: the window is there before torch is imported."""
        self.window.show()
        self.window.stage.take_keyboard()
        QTimer.singleShot(0, self.session.compute)
        self.window.show_notice(self._notice)

    def _notice(self) -> str:
        """What is wrong with the settings, which may prove unwritable at any time, and with the log."""
        told = []
        if self.settings.problem():
            text = self.tr("Settings cannot be written to {file}; they hold until you close the window.")
            told.append(text.format(file=self.settings.path()))
        if self._unread:
            text = self.tr("The log of former windows cannot be read: {file}")
            told.append(text.format(file=self._unread))
        return SEPARATOR.join(told)

    @Slot(object)
    def _on_prepared(self, devices: object) -> None:
        if not isinstance(devices, Problem):
            self._devices = tuple(devices)  # type: ignore[arg-type]
            self.window.show_devices(self._devices)
            self._show_device()

    @Slot(str)
    def _on_device_requested(self, device: str) -> None:
        self.settings.device = self.computation.device = device
        self._show_device()
        self.session.compute_anew()

    def _former_trials(self) -> Sequence[Trial]:
        try:
            return self.archive.read()
        except ProblemError as error:
            self._unread = str(error.problem.values["path"])
            self.window.show_notice(self._notice)
            return ()

    def _show_device(self) -> None:
        """Mark the device that was chosen; where it is not there, the CPU, which stands in for it."""
        wish = self.computation.device
        there = wish.partition(":")[0] in (AUTO, *self._devices)
        self.window.menus.device.show_choice(wish if there or not self._devices else CPU)

    @Slot()
    def _on_closed(self) -> None:
        state = self.session.state
        if len(state.text) <= LONGEST_REMEMBERED:
            self.settings.last_text = state.text
        self.settings.direction = state.direction or AUTO
        self.settings.sync()
        try:
            self.archive.add(self.log.trials.entries)
        except ProblemError as error:
            _log.warning("the log is not kept: %s", error)
        self.tracer.shut_down()


def run(
    *,
    smoke: bool = False,
    screenshot: Path | None = None,
    text: str | None = None,
    theme: str | None = None,
    language: str | None = None,
    size: tuple[int, int] | None = None,
    tab: str | None = None,
) -> int:
    """Open the window and return the exit status. ``smoke`` and ``screenshot`` close it after the first trace."""
    if not has_display():
        sys.stderr.write("There is no display to open a window on; without one: python main.py trace TEXT\n")
        return 1
    app = QApplication.instance() or QApplication(["attention-microscope"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Attention Microscope")
    app.setStyle("Fusion")
    install_fonts(app)
    sys.excepthook = report_exception
    rehearsed = smoke or screenshot is not None
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # A rehearsal neither follows nor changes what the user has set.
        settings = Settings(Path(folder) / "settings.ini" if rehearsed else None)
        wishes = Wishes(text, theme, language or ("en" if rehearsed else None), size, tab)
        application = Application(settings, wishes)
        application.start()
        if not rehearsed:
            return app.exec()
        rehearsal = Rehearsal(application.session, application.window, screenshot, application, told=smoke)
        rehearsal.begin()
        return app.exec() or rehearsal.status


def _first_state(settings: Settings, wishes: Wishes) -> SessionState:
    text = wishes.text or settings.last_text.strip() or FIRST_TEXT
    direction = next((way for way in DIRECTIONS if way == settings.direction), None)
    return SessionState(model=DEFAULT_MODEL, text=text, direction=None if wishes.text else direction)


def report_exception(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """The one excepthook: what nobody caught is logged and said, and the application runs on."""
    _log.critical("not caught", exc_info=(kind, error, where))
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if QApplication.instance() is None or QApplication.activeModalWidget() is not None:
        return
    text = sentence(Problem("internal", {"reason": f"{kind.__name__}: {error}"}))
    box = QMessageBox(QMessageBox.Icon.Warning, QApplication.applicationName(), text)
    # It belongs to no window, which may be what went wrong, but looks like one.
    box.setStyleSheet(
        next((sheet for top in QApplication.topLevelWidgets() if (sheet := top.styleSheet())), "")
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _boxes.add(box)
    box.finished.connect(lambda: _boxes.discard(box))
    box.open()


_boxes: set[QMessageBox] = set()
