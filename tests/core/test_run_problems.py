"""Every way in which a request can be wrong ends in a problem that says what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from core.problems import ProblemError
from core.request import ModelId, SentencePair, Target, TraceRequest
from core.run import compute
from tests.tiny import tiny_request

pytestmark = pytest.mark.usefixtures("tiny_models")


def problem_of(request: TraceRequest, **arguments: object) -> str:
    with pytest.raises(ProblemError) as caught:
        compute(request, **{"device": "cpu", **arguments})  # type: ignore[arg-type]
    return caught.value.problem.kind


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u3000"])
def test_nothing_to_translate_is_a_problem(text: str) -> None:
    assert problem_of(tiny_request(text)) == "empty_input"


def test_half_a_surrogate_pair_is_a_problem() -> None:
    assert problem_of(tiny_request("\ud83d")) == "unreadable_text"


@pytest.mark.parametrize("text", ["我" * 63, "我" * 100_000, "a" * 5000, "word " * 5000])
def test_too_long_says_the_limit(text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        compute(tiny_request(text), device="cpu")
    problem = caught.value.problem
    assert (problem.kind, problem.values["limit"]) == ("too_long", 64)


def test_the_limit_itself_is_not_too_long() -> None:
    assert len(compute(tiny_request("我" * 62), device="cpu").tokens["source"]) == 64


def test_padding_beyond_the_limit_is_too_much_of_it() -> None:
    assert problem_of(tiny_request(padding=64)) == "too_much_padding"


def test_a_text_beyond_the_limit_is_too_long_with_padding_or_without() -> None:
    assert problem_of(tiny_request("我" * 70, padding=2)) == "too_long"


@pytest.mark.parametrize("length", [64, 1000])
def test_a_target_beyond_the_limit_is_too_long(length: int) -> None:
    assert problem_of(tiny_request(target=Target((10,) * length))) == "too_long"


@pytest.mark.parametrize("unknown", [-1, 10**6])
def test_a_target_of_unknown_ids_is_an_invalid_argument(unknown: int) -> None:
    assert problem_of(tiny_request(target=Target((unknown,)))) == "invalid_argument"


def test_cancelling_ends_the_work() -> None:
    assert problem_of(tiny_request(), cancelled=lambda: True) == "cancelled"


@pytest.mark.parametrize("name", ["nothing-here", "", "..", ".", "zh-en/", "a" * 300, "\u0000"])
def test_an_unknown_model_is_a_problem(name: str) -> None:
    assert problem_of(replace(tiny_request(), model=ModelId(name))) == "unknown_model"


def test_a_request_for_other_weights_is_a_problem() -> None:
    assert problem_of(replace(tiny_request(), model=ModelId("zh-en", "0" * 64))) == "model_changed"


def test_inputs_that_the_model_does_not_read_are_a_problem() -> None:
    assert problem_of(replace(tiny_request(), inputs=SentencePair("a", "b"))) == "unsupported_input"


def test_a_device_that_is_not_there_is_a_problem() -> None:
    assert problem_of(tiny_request(), device="abacus") == "device_failed"


STARVED = """
import resource, sys
from core.problems import ProblemError
from core.run import compute
from tests.tiny import tiny_request

compute(tiny_request(), device="cpu")
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held, held))
try:
    compute(tiny_request("我" * 60), device="cpu")
except ProblemError as error:
    sys.exit(error.problem.kind)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it")
def test_a_computer_without_memory_left_is_a_problem() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARVED],
        capture_output=True,
        text=True,
        env={**os.environ, "MALLOC_ARENA_MAX": "1"},
    )
    assert done.stderr.strip() == "out_of_memory"
