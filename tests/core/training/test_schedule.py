import pytest

from core.training.schedule import rate


def test_the_rate_rises_linearly_during_warm_up():
    assert [rate(0.0, step, 4) for step in range(5)] == pytest.approx([0.25, 0.5, 0.75, 1.0, 1.0])


@pytest.mark.parametrize(("progress", "share"), [(0.0, 1.0), (0.5, 0.5), (1.0, 0.0), (1.2, 0.0)])
def test_the_rate_then_falls_as_a_cosine(progress, share):
    assert rate(progress, 1000, 10) == pytest.approx(share)
