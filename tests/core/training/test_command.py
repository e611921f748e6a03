import argparse
import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from core import catalogue, weights
from core.problems import ProblemError
from core.training import command
from core.training.checkpoint import read_checkpoint
from core.training.data import batches
from core.training.loop import Trainer
from tests.core.training import pairs

ROOT = Path(__file__).parents[3]
LINKS = ROOT / "tests/data/alignments.tsv"
SMALL = "--width 16 --heads 2 --layers 1 --feed-forward 32 --vocabulary 150 --batch-tokens 100 --device cpu"


def train(*words):
    parser = argparse.ArgumentParser()
    command.add_train_arguments(parser)
    return command.run_train(parser.parse_args([*SMALL.split(), *map(str, words)]))


def evaluate(*words):
    parser = argparse.ArgumentParser()
    command.add_evaluate_arguments(parser)
    return command.run_evaluate(parser.parse_args([*map(str, words), "--device", "cpu"]))


@pytest.fixture
def file(tmp_path):
    return pairs.write_pairs(tmp_path / "pairs.tsv")


def test_training_leaves_a_model_that_opens(tmp_path, file, monkeypatch, capsys):
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tmp_path / "models"))
    folder = tmp_path / "models" / "mine"
    words = ["--pairs", file, "--dev", file, "--out", tmp_path / "run", "--epochs", 2, "--norm", "pre"]
    words += ["--alignments", LINKS]
    assert train(*words, "--export", folder, "--title", "Mine") == 0
    loaded = weights.load(catalogue.find("mine"))
    assert loaded.info.title == "Mine"
    assert loaded.info.architecture.norm_placement == "pre"
    card = loaded.info.card.read_text("utf-8")
    assert "24 sentence pairs, in both directions: pairs.tsv" in card
    assert "| zh-en |" in card
    assert "best head cross.0." in card
    assert "zh-en BLEU " in capsys.readouterr().out


def test_a_run_may_begin_with_the_weights_of_another_arrangement(tmp_path, file, monkeypatch):
    monkeypatch.setenv(catalogue.FOLDER_VARIABLE, str(tmp_path))
    words = ["--pairs", file, "--epochs", 1]
    train(*words, "--out", tmp_path / "first", "--export", tmp_path / "post")
    given = weights.load(catalogue.find("post")).parameters
    begun = []
    monkeypatch.setattr(Trainer, "_finished", lambda trainer: begun.append(trainer) or True)
    second = ["--tokenizer", tmp_path / "post" / "tokenizer.json", "--begin-with", tmp_path / "post"]
    train(*words, *second, "--out", tmp_path / "second", "--norm", "pre")
    own = dict(begun[0].model.named_parameters())
    assert {name for name in own if name not in given} == {
        f"{stack}.norm.{name}" for stack in ("encoder", "decoder") for name in ("gamma", "beta")
    }
    assert all((own[name].detach().numpy() == given[name]).all() for name in own if name in given)


def test_weights_to_begin_with_that_are_not_there_are_a_problem(tmp_path, file):
    with pytest.raises(ProblemError, match="unreadable_file"):
        train("--pairs", file, "--out", tmp_path / "run", "--begin-with", tmp_path / "nowhere")


def test_training_draws_its_loss_curve(tmp_path, file):
    train("--pairs", file, "--out", tmp_path / "run", "--epochs", 1)
    rows = (tmp_path / "run" / "loss.csv").read_text("utf-8").splitlines()
    assert rows[0] == "step,loss"
    assert rows[-1].startswith(f"{len(rows) - 1},")
    assert ElementTree.parse(tmp_path / "run" / "loss.svg").getroot().tag.endswith("svg")


def test_ctrl_c_saves_and_the_same_command_goes_on(tmp_path, file, monkeypatch, capsys):
    words = ["--pairs", file, "--out", tmp_path / "run", "--epochs", 2]
    step = Trainer._step

    def interrupted(self, *given):
        if self.state.step == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return step(self, *given)

    monkeypatch.setattr(Trainer, "_step", interrupted)
    assert train(*words) == 130
    assert "stopped after step 4; the same command goes on" in capsys.readouterr().out
    monkeypatch.undo()
    assert train(*words) == 0
    assert "going on after step 4" in capsys.readouterr().out
    train(*words[:2], "--out", tmp_path / "whole", "--epochs", 2)
    runs = [read_checkpoint(tmp_path / name / "checkpoint.pt") for name in ("run", "whole")]
    assert runs[0]["state"]["losses"] == runs[1]["state"]["losses"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["--heads", "3"], "invalid_argument"),
        (["--tokenizer", "missing.json"], "model_corrupted"),
        (["--dev", "missing.tsv"], "unreadable_file"),
        (["--about", "missing.md"], "unreadable_file"),
    ],
)
def test_what_cannot_be_trained_is_a_problem(tmp_path, file, words, kind):
    with pytest.raises(ProblemError, match=kind):
        train("--pairs", file, "--out", tmp_path / "run", *words)


def test_evaluating_pairs_ends_with_the_scores(tmp_path, file, tiny_models, capsys):
    out = tmp_path / "out.txt"
    words = ["--pairs", file, "--direction", "zh-en", "--limit", 3, "--out", out]
    assert evaluate(*words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[-2:]] == ["BLEU", "chrF"]
    assert all(len(line.split()[1].partition(".")[2]) == 1 for line in lines[-2:])
    assert len(out.read_text("utf-8").splitlines()) == 3


def test_evaluating_alignments_ends_with_the_best_head(tiny_models, capsys):
    assert evaluate("--alignments", LINKS, "--model", "zh-en-prenorm") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["cross.0.0", "cross.0.1", "cross.1.0", "cross.1.1"]
    assert lines[-1].startswith("best head cross.")


def test_pairs_need_a_direction(file):
    with pytest.raises(ProblemError, match="--direction"):
        evaluate("--pairs", file)


@pytest.mark.parametrize("number", ["0", "-1", "many", "²", "9" * 5000])
def test_a_number_that_is_none_is_called_so(file, capsys, number):
    with pytest.raises(SystemExit):
        evaluate("--pairs", file, f"--limit={number}")
    assert f"argument --limit: '{number}' is no whole number" in capsys.readouterr().err


NOT_TEXT = b"\xff\xfe"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"head\nzh-en\tonly two", "line 2: it is not direction, source, target and linked words"),
        ("head\nzh-en\t狗\tdog\t狗 dog".encode(), "line 2: '狗 dog' is no link like word=word"),
        (NOT_TEXT, "it is not UTF-8 text"),
    ],
    ids=["columns", "links", "bytes"],
)
def test_alignments_of_another_form_are_a_problem(tmp_path, tiny_models, content, words):
    (tmp_path / "links.tsv").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        evaluate("--alignments", tmp_path / "links.tsv")
    assert caught.value.problem.values["reason"].startswith(words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"direction\tsource\ttarget\tlinks", "line 1 has 4 columns instead of english, chinese"),
        (b"a dog", "line 1 has no tab"),
        (b"a\tb\n" + NOT_TEXT, "it is not UTF-8 text"),
    ],
    ids=["columns", "no tab", "bytes"],
)
def test_pairs_of_another_form_are_a_problem(tmp_path, tiny_models, content, words):
    (tmp_path / "pairs.tsv").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        evaluate("--pairs", tmp_path / "pairs.tsv", "--direction", "zh-en")
    assert caught.value.problem.values["reason"].startswith(words)


def test_help_needs_no_torch():
    script = "import sys, core.training.command; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0


WORKER = """
import sys, torch
from pathlib import Path
from torch import distributed
from tests.core.training import pairs
distributed.init_process_group("gloo")
trainer = pairs.trainer(Path(sys.argv[1]) / "checkpoint.pt")
steps = sum(1 for _ in trainer.run())
held = {"weights": trainer.model.state_dict(), "steps": steps}
torch.save(held, Path(sys.argv[1]) / f"rank{distributed.get_rank()}.pt")
distributed.destroy_process_group()
"""


def test_two_processes_under_torchrun_end_with_the_same_weights(tmp_path):
    (tmp_path / "worker.py").write_text(WORKER, "utf-8")
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    env = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*launch, tmp_path / "worker.py", tmp_path], env=env, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    first, second = (read_checkpoint(tmp_path / f"rank{rank}.pt") for rank in (0, 1))
    batches_an_epoch = len(batches(pairs.data(), pairs.plan().batch_tokens, seed=1))
    assert first["steps"] == second["steps"] == pairs.plan().epochs * (batches_an_epoch // 2)
    assert all(first["weights"][name].equal(second["weights"][name]) for name in first["weights"])
