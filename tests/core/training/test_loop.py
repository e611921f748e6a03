import numpy as np
import pytest
import torch

from core.problems import ProblemError
from core.tokenizers.bilingual import PAD
from core.training.data import collate
from core.training.loop import Objective, Trainer
from tests.core.training import pairs


def test_the_loss_is_label_smoothed_cross_entropy_over_what_is_no_padding():
    model, smoothing = pairs.model().eval(), 0.1
    batch = collate(pairs.data())
    with torch.no_grad():
        loss = Objective(model, smoothing)(batch.source, batch.fed, batch.predicted)
        logits = model(batch.source, batch.fed, batch.source != PAD, batch.fed != PAD).double().numpy()
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    target = batch.predicted.numpy()
    wanted = np.take_along_axis(log_p, target[..., None], axis=-1)[..., 0]
    losses = -(1 - smoothing) * wanted - smoothing * log_p.mean(axis=-1)
    assert float(loss) == pytest.approx(losses[target != PAD].mean(), abs=1e-5)


def test_padding_changes_no_loss():
    objective = Objective(pairs.model().eval().requires_grad_(False), 0.1)
    batch = collate(pairs.data()[:4])
    more = [
        torch.nn.functional.pad(ids, (0, 5), value=PAD) for ids in (batch.source, batch.fed, batch.predicted)
    ]
    loss = objective(batch.source, batch.fed, batch.predicted)
    assert float(objective(*more)) == pytest.approx(float(loss), abs=1e-5)


def test_training_lowers_the_loss():
    losses = [progress.loss for progress in pairs.trainer(epochs=12, learning_rate=5e-3).run()]
    assert losses[-1] < 0.75 * losses[0]


def test_it_reports_every_step_once():
    trainer = pairs.trainer()
    reported = list(trainer.run())
    assert [progress.step for progress in reported] == list(range(1, len(reported) + 1))
    assert reported[-1].fraction == 1
    assert [(p.step, p.loss) for p in reported] == trainer.state.losses
    assert sum(progress.tokens for progress in reported) == 2 * sum(len(e.target) + 1 for e in pairs.data())


@pytest.mark.parametrize("steps", [1, 4, 9])
def test_an_interrupted_run_goes_on_as_if_nothing_had_happened(tmp_path, steps):
    whole = pairs.trainer()
    list(whole.run())

    first = pairs.trainer(tmp_path / "checkpoint.pt")
    for progress in first.run():
        if progress.step == steps:
            first.stop()
    assert first.state.step == steps + 1  # the step that it was at when it was told
    second = pairs.trainer(tmp_path / "checkpoint.pt")
    list(second.run())

    assert second.state.losses == whole.state.losses
    for name, tensor in whole.model.state_dict().items():
        assert torch.equal(tensor, second.model.state_dict()[name]), name
    for name, tensor in whole.average.items():
        assert torch.equal(tensor, second.average[name]), name


def test_a_finished_run_does_nothing_more(tmp_path):
    list(pairs.trainer(tmp_path / "checkpoint.pt").run())
    assert list(pairs.trainer(tmp_path / "checkpoint.pt").run()) == []


def test_it_saves_on_the_way(tmp_path):
    trainer = pairs.trainer(tmp_path / "checkpoint.pt", save_every=2)
    running = trainer.run()
    next(running)
    assert not (tmp_path / "checkpoint.pt").exists()
    next(running)
    assert pairs.trainer(tmp_path / "checkpoint.pt").state.step == 2


def test_minutes_end_a_run_too():
    trainer = pairs.trainer(minutes=1e-9)
    assert [progress.fraction for progress in trainer.run()] == [1.0]


def test_a_checkpoint_of_another_model_is_a_problem(tmp_path):
    pairs.trainer(tmp_path / "checkpoint.pt").save()
    with pytest.raises(ProblemError, match="invalid_argument"):
        Trainer(pairs.model(width=32), pairs.data(), pairs.plan(), tmp_path / "checkpoint.pt")


def test_a_damaged_checkpoint_is_a_problem(tmp_path):
    path = tmp_path / "checkpoint.pt"
    pairs.trainer(path).save()
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ProblemError, match="unreadable_file"):
        pairs.trainer(path)


def test_no_data_is_a_problem():
    with pytest.raises(ProblemError, match="invalid_argument"):
        Trainer(pairs.model(), [], pairs.plan())


def test_a_checkpoint_that_cannot_be_written_is_a_problem(tmp_path):
    with pytest.raises(ProblemError, match="unwritable_file"):
        pairs.trainer(tmp_path / "missing" / "checkpoint.pt").save()
