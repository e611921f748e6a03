"""One thread, two lanes, the newest request wins, and nothing that goes wrong gets lost."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.tracer import PATIENCE_S, Advance, Answer, Compute, Progress, Tracer
from core.problems import ProblemError
from core.request import TraceRequest
from core.trace import Candidate, Trace
from tests.tiny import tiny_request

Make = Callable[[Compute], Tracer]
A, B, C = (tiny_request(text) for text in ("我", "是", "猫"))


class Gate:
    """A computation that begins, says so, and waits to be let through or cancelled."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.begun, self.open = threading.Event(), threading.Event()
        self.requests: list[TraceRequest] = []

    def __call__(
        self, request: TraceRequest, on_token: Callable[[Candidate], None], cancelled: Callable[[], bool]
    ) -> Trace:
        self.requests.append(request)
        self.begun.set()
        while not self.open.wait(0.005):
            if cancelled():
                raise ProblemError("cancelled")
        return self.trace


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Tracer] = []

    def build(compute: Compute) -> Tracer:
        made.append(Tracer(compute))
        return made[-1]

    yield build
    for tracer in made:
        tracer.shut_down()


@pytest.fixture
def gate(tiny_trace: Trace) -> Gate:
    return Gate(tiny_trace)


def answers(tracer: Tracer) -> list[Answer]:
    heard: list[Answer] = []
    tracer.answered.connect(heard.append)
    return heard


def test_a_request_is_answered_by_its_trace(qtbot: QtBot, make: Make, tiny_trace: Trace) -> None:
    tracer = make(lambda request, on_token, cancelled: tiny_trace)
    with qtbot.waitSignal(tracer.answered) as heard:
        tracer.submit(A)
    assert heard.args is not None
    assert heard.args[0].request == A
    assert heard.args[0].trace is tiny_trace


def test_answers_come_on_the_thread_of_the_window(qtbot: QtBot, make: Make, tiny_trace: Trace) -> None:
    tracer = make(lambda request, on_token, cancelled: tiny_trace)
    threads: list[threading.Thread] = []
    tracer.answered.connect(lambda answer: threads.append(threading.current_thread()))
    tracer.submit(A)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_only_the_newest_request_is_answered(qtbot: QtBot, make: Make, gate: Gate) -> None:
    tracer = make(gate)
    heard = answers(tracer)
    tracer.submit(A)
    qtbot.waitUntil(gate.begun.is_set)
    tracer.submit(B)
    tracer.submit(C)
    gate.open.set()
    qtbot.waitUntil(lambda: not tracer.busy)
    assert [answer.request for answer in heard] == [C]


def test_a_request_that_was_replaced_while_waiting_is_never_begun(
    qtbot: QtBot, make: Make, gate: Gate
) -> None:
    tracer = make(gate)
    tracer.submit(A)
    qtbot.waitUntil(gate.begun.is_set)
    gate.open.set()
    tracer.submit(B)
    tracer.submit(C)
    qtbot.waitUntil(lambda: not tracer.busy)
    assert B not in gate.requests[1:-1]


def test_the_background_gives_way_to_the_foreground(qtbot: QtBot, make: Make, gate: Gate) -> None:
    tracer = make(gate)
    behind: list[Answer] = []
    tracer.background_answered.connect(behind.append)
    tracer.submit_background(A)
    qtbot.waitUntil(gate.begun.is_set)
    with qtbot.waitSignal(tracer.answered):
        tracer.submit(B)
        gate.open.set()
    assert behind == []


def test_the_background_answers_in_order(qtbot: QtBot, make: Make, tiny_trace: Trace) -> None:
    tracer = make(lambda request, on_token, cancelled: tiny_trace)
    behind: list[TraceRequest] = []
    tracer.background_answered.connect(lambda answer: behind.append(answer.request))
    tracer.submit_background(A)
    tracer.submit_background(B)
    qtbot.waitUntil(lambda: behind == [A, B])


def test_a_problem_is_an_answer(qtbot: QtBot, make: Make) -> None:
    def compute(*_: object) -> Trace:
        raise ProblemError("too_long", length=9, limit=3)

    tracer = make(compute)
    with qtbot.waitSignal(tracer.answered) as heard:
        tracer.submit(A)
    assert heard.args is not None
    assert heard.args[0].problem.kind == "too_long"


def test_an_exception_is_an_answer_and_the_next_request_still_works(
    qtbot: QtBot, make: Make, tiny_trace: Trace
) -> None:
    def compute(request: TraceRequest, *_: object) -> Trace:
        if request == A:
            raise ZeroDivisionError("nothing left")
        return tiny_trace

    tracer = make(compute)
    with qtbot.waitSignal(tracer.answered) as heard:
        tracer.submit(A)
    assert heard.args is not None
    assert heard.args[0].problem.kind == "internal"
    assert "nothing left" in heard.args[0].problem.values["reason"]
    with qtbot.waitSignal(tracer.answered):
        tracer.submit(B)


def test_the_output_is_told_as_it_grows(qtbot: QtBot, make: Make, tiny_trace: Trace) -> None:
    def compute(request: TraceRequest, on_token: Callable[[Candidate], None], _: object) -> Trace:
        on_token(Candidate(1, " I", -0.1))
        on_token(Candidate(2, " am", -0.1))
        return tiny_trace

    tracer = make(compute)
    said: list[Progress] = []
    tracer.progressed.connect(said.append)
    with qtbot.waitSignal(tracer.answered):
        tracer.submit(A)
    assert [progress.text for progress in said] == [" I", " I am"]


def test_busy_lasts_until_the_answer(qtbot: QtBot, make: Make, gate: Gate) -> None:
    tracer = make(gate)
    told: list[bool] = []
    tracer.busy_changed.connect(told.append)
    tracer.submit(A)
    gate.open.set()
    qtbot.waitUntil(lambda: not tracer.busy)
    assert told == [True, False]


def test_nothing_comes_after_cancelling(qtbot: QtBot, make: Make, gate: Gate) -> None:
    tracer = make(gate)
    heard = answers(tracer)
    tracer.submit(A)
    qtbot.waitUntil(gate.begun.is_set)
    tracer.cancel()
    with qtbot.waitSignal(tracer.background_answered):
        gate.open.set()
        tracer.submit_background(B)
    assert heard == []
    assert not tracer.busy


def test_shutting_down_ends_a_running_computation(qtbot: QtBot, gate: Gate) -> None:
    tracer = Tracer(gate)
    tracer.submit(A)
    qtbot.waitUntil(gate.begun.is_set)
    tracer.shut_down()
    assert not tracer._thread.is_alive()


def test_what_was_prepared_is_told(qtbot: QtBot, tiny_trace: Trace) -> None:
    tracer = Tracer(lambda *_: tiny_trace, prepare=lambda: ("cpu",))
    with qtbot.waitSignal(tracer.prepared) as heard:
        tracer.submit(A)
    assert heard.args == [("cpu",)]
    tracer.shut_down()


def test_nothing_is_told_after_shutting_down(qtbot: QtBot, tiny_trace: Trace) -> None:
    tracer = Tracer(lambda *_: tiny_trace, prepare=lambda: ("cpu",))
    told: list[object] = []
    tracer.prepared.connect(told.append)
    tracer.submit(A)
    tracer.shut_down()
    QApplication.processEvents()
    assert told == []


class Pieces:
    """Work whose first piece begins, says so, and waits to be let through; ``order`` tells what ran when."""

    def __init__(self, *items: object) -> None:
        self.items = items
        self.begun, self.open = threading.Event(), threading.Event()
        self.order: list[object] = []
        self.threads: set[threading.Thread] = set()

    def __iter__(self) -> Iterator[object]:
        for item in self.items:
            self.order.append(item)
            self.threads.add(threading.current_thread())
            self.begun.set()
            self.open.wait(PATIENCE_S)
            yield item


def advances(tracer: Tracer) -> list[Advance]:
    heard: list[Advance] = []
    tracer.work_advanced.connect(heard.append)
    return heard


@pytest.fixture
def idle(make: Make, tiny_trace: Trace) -> Tracer:
    return make(lambda request, on_token, cancelled: tiny_trace)


def test_work_tells_what_each_piece_brought(qtbot: QtBot, idle: Tracer) -> None:
    heard = advances(idle)
    idle.submit_work("checks", "trace", iter((1, 2)))
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].complete)
    assert [(each.items, each.complete) for each in heard] == [((1,), False), ((1, 2), False), ((1, 2), True)]
    assert {each.subject for each in heard} == {"trace"}


def test_work_runs_beside_the_window(qtbot: QtBot, idle: Tracer) -> None:
    pieces, heard = Pieces(1, 2), advances(idle)
    pieces.open.set()
    idle.submit_work("checks", "trace", iter(pieces))
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].complete)
    assert pieces.threads == {idle._thread}


@pytest.mark.parametrize("foreground", [True, False])
def test_work_gives_way_after_each_piece_and_then_goes_on(
    qtbot: QtBot, make: Make, tiny_trace: Trace, foreground: bool
) -> None:
    pieces = Pieces(1, 2)

    def compute(request: TraceRequest, *_: object) -> Trace:
        pieces.order.append(request)
        return tiny_trace

    tracer = make(compute)
    heard = advances(tracer)
    tracer.submit_work("checks", "trace", iter(pieces))
    qtbot.waitUntil(pieces.begun.is_set)
    (tracer.submit if foreground else tracer.submit_background)(A)
    pieces.open.set()
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].complete)
    assert pieces.order == [1, A, 2]


def test_newer_work_of_the_same_name_takes_the_place_of_the_older(qtbot: QtBot, idle: Tracer) -> None:
    pieces, heard = Pieces(1, 2), advances(idle)
    idle.submit_work("checks", "former", iter(pieces))
    qtbot.waitUntil(pieces.begun.is_set)
    idle.submit_work("checks", "newer", iter((3,)))
    pieces.open.set()
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].complete)
    assert {each.subject for each in heard} == {"newer"}
    assert pieces.order == [1]


def test_works_of_different_names_take_turns(qtbot: QtBot, idle: Tracer) -> None:
    pieces, heard = Pieces("a1", "a2"), advances(idle)
    idle.submit_work("a", "a", iter(pieces))
    qtbot.waitUntil(pieces.begun.is_set)
    idle.submit_work("b", "b", iter(("b1", "b2")))
    pieces.open.set()
    qtbot.waitUntil(lambda: sum(each.complete for each in heard) == 2)
    assert [each.items[-1] for each in heard if not each.complete] == ["a1", "b1", "a2", "b2"]


def test_cancelling_requests_leaves_work_alone(qtbot: QtBot, idle: Tracer) -> None:
    pieces, heard = Pieces(1), advances(idle)
    idle.submit_work("checks", "trace", iter(pieces))
    qtbot.waitUntil(pieces.begun.is_set)
    idle.cancel()
    pieces.open.set()
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].complete)


@pytest.mark.parametrize(
    ("error", "kind"),
    [(ProblemError("model_changed", model="x"), "model_changed"), (KeyError("x"), "internal")],
)
def test_what_goes_wrong_in_a_piece_is_told_with_what_was_found_before(
    qtbot: QtBot, idle: Tracer, error: Exception, kind: str
) -> None:
    def pieces() -> Iterator[object]:
        yield 1
        raise error

    heard = advances(idle)
    idle.submit_work("checks", "trace", pieces())
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].complete)
    assert heard[-1].items == (1,)
    assert heard[-1].problem is not None and heard[-1].problem.kind == kind


def test_shutting_down_during_work_ends_it(qtbot: QtBot, tiny_trace: Trace) -> None:
    tracer = Tracer(lambda request, on_token, cancelled: tiny_trace)
    pieces, heard = Pieces(1, 2), advances(tracer)
    tracer.submit_work("checks", "trace", iter(pieces))
    qtbot.waitUntil(pieces.begun.is_set)
    pieces.open.set()
    tracer.shut_down()
    assert not tracer._thread.is_alive()
    QApplication.processEvents()
    assert heard == []
