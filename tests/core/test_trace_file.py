"""A trace that was written is read back exactly, by our reader and by plain NumPy."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.interventions.scaling_off import ScalingOff
from core.interventions.silence_head import SilenceHead
from core.problems import Problem, ProblemError
from core.run import compute
from core.trace import Step, Trace
from core.trace_file import read_trace, write_trace
from tests.tiny import tiny_request

PLAIN_PARTS = ("request", "tokens", "architecture", "generation", "output_text", "device", "dormant", "notes")


@pytest.fixture
def edited_trace(tiny_models: Path) -> Trace:
    """A trace with an edit, a sleeping intervention and a remark."""
    edits = (ScalingOff(), SilenceHead("cross", 1, 0), SilenceHead("encoder", 9, 0))
    return compute(tiny_request("我是 Ω 猫娘。", interventions=edits, padding=2), device="cpu")


def written(trace: Trace, folder: Path) -> Path:
    path = folder / "trace.npz"
    write_trace(trace, path)
    return path


def assert_same_step(one: Step, other: Step) -> None:
    for part in ("site", "kind", "axes", "sources", "parameters", "time"):
        assert getattr(one, part) == getattr(other, part), part
    for before, after in ((one.value, other.value), (one.computed, other.computed)):
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert before.dtype == after.dtype
            np.testing.assert_array_equal(before, after)


def test_everything_but_the_parameters_comes_back(edited_trace: Trace, tmp_path: Path) -> None:
    again = read_trace(written(edited_trace, tmp_path), edited_trace.parameters)
    for part in PLAIN_PARTS:
        assert getattr(again, part) == getattr(edited_trace, part), part
    assert again.parameters.keys() == edited_trace.parameters.keys()


def test_every_step_comes_back_in_its_order(edited_trace: Trace, tmp_path: Path) -> None:
    again = read_trace(written(edited_trace, tmp_path))
    for before, after in zip(edited_trace.steps, again.steps, strict=True):
        assert_same_step(before, after)


def test_the_example_holds_edits_sleepers_and_notes(edited_trace: Trace) -> None:
    assert any(step.computed is not None for step in edited_trace.steps)
    assert edited_trace.dormant
    assert edited_trace.notes


def test_values_are_read_only_after_reading(tiny_trace: Trace, tmp_path: Path) -> None:
    step = read_trace(written(tiny_trace, tmp_path)).steps[0]
    with pytest.raises(ValueError, match="read-only"):
        step.value[...] = 0


def test_numpy_alone_finds_an_array_under_every_site(edited_trace: Trace, tmp_path: Path) -> None:
    with np.load(written(edited_trace, tmp_path), allow_pickle=False) as arrays:
        for step in edited_trace.steps:
            np.testing.assert_array_equal(arrays[step.site], step.value)
            assert (f"computed:{step.site}" in arrays) == (step.computed is not None)


def test_meta_is_json_with_all_that_arrays_cannot_say(tiny_trace: Trace, tmp_path: Path) -> None:
    with np.load(written(tiny_trace, tmp_path), allow_pickle=False) as arrays:
        meta = json.loads(str(arrays["meta"]))
    assert meta["request"] == tiny_trace.request.to_plain()
    assert [token["text"] for token in meta["tokens"]["source"]] == [
        t.text for t in tiny_trace.tokens["source"]
    ]
    assert set(meta["parameters"]) == set(tiny_trace.parameters)
    assert {"site", "kind", "axes", "sources"} <= meta["steps"][0].keys()


def test_an_older_file_is_replaced_and_nothing_else_left(tiny_trace: Trace, tmp_path: Path) -> None:
    path = tmp_path / "trace.npz"
    path.write_text("old")
    write_trace(tiny_trace, path)
    assert list(tmp_path.iterdir()) == [path]
    assert read_trace(path).output_text == tiny_trace.output_text


@pytest.mark.parametrize("name", ["missing/trace.npz", ".", "nul\0.npz", "x" * 300])
def test_a_place_that_cannot_be_written_is_a_problem(tiny_trace: Trace, tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        write_trace(tiny_trace, tmp_path / name)
    assert caught.value.problem.kind == "unwritable_file"
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_not_replaced_by_a_file(tiny_trace: Trace) -> None:
    with pytest.raises(ProblemError, match="not a file"):
        write_trace(tiny_trace, Path("/dev/null"))


def problem_of(path: Path) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_trace(path)
    return caught.value.problem


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "none.npz").kind == "unreadable_file"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x93NUMPY", b"\x80\x04]\x94.", b"hello" * 100])
def test_something_else_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "trace.npz"
    path.write_bytes(content)
    assert problem_of(path).kind == "unreadable_file"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_truncated_file_is_a_problem(tiny_trace: Trace, tmp_path: Path, share: float) -> None:
    path = written(tiny_trace, tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert problem_of(path).kind == "unreadable_file"


def test_a_flipped_byte_is_a_problem(tiny_trace: Trace, tmp_path: Path) -> None:
    path = written(tiny_trace, tmp_path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    assert problem_of(path).kind == "unreadable_file"


@pytest.mark.parametrize("meta", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "steps": [{}]}'])
def test_a_meta_that_is_none_is_a_problem(tmp_path: Path, meta: str) -> None:
    path = tmp_path / "trace.npz"
    np.savez(path, meta=np.array(meta))
    assert problem_of(path).kind == "unreadable_file"


def test_arrays_that_do_not_fit_their_axes_are_a_problem(tiny_trace: Trace, tmp_path: Path) -> None:
    path = written(tiny_trace, tmp_path)
    with np.load(path) as arrays:
        content = dict(arrays)
    content[tiny_trace.steps[0].site] = np.zeros(3)
    np.savez(path, **content)
    assert problem_of(path).kind == "unreadable_file"
