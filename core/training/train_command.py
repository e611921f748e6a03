"""What ``train`` does: joins the other processes, trains with progress shown, scores and exports."""

from __future__ import annotations

import argparse
import datetime
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import safetensors.torch
import torch
from torch import distributed

from core import devices
from core.catalogue import WEIGHTS
from core.files import reason
from core.models.transformer import Transformer, TransformerConfig
from core.problems import ProblemError
from core.request import DIRECTIONS
from core.tokenizers.bilingual import BilingualTokenizer, learn
from core.training.alignment import LinkedPair, count_hits, read_links
from core.training.card import Measured
from core.training.curve import write_curve
from core.training.data import examples, read_pairs
from core.training.evaluation import evaluate
from core.training.export import averaged_model, export
from core.training.loop import Progress, Trainer, TrainingPlan

LIMIT = 128
"""Longest source or target of a model that is trained here."""

SHOWN_EVERY = 50
"""Steps between two lines of progress where the output is no terminal."""

CHECKPOINT = "checkpoint.pt"
Pairs = list[tuple[str, str]]


class HeldOut(NamedTuple):
    """What a trained model is measured on; either may be empty."""

    pairs: Pairs
    links: list[LinkedPair]


def run(args: argparse.Namespace) -> int:
    """Train as the arguments of ``train`` say; 0 when done, 130 when interrupted."""
    # Read first: a mistake in these should show before hours of training.
    about = _read(args.about) if args.about else ""
    held_out = HeldOut(
        read_pairs(args.dev) if args.dev else [], read_links(args.alignments) if args.alignments else []
    )
    with _processes(args.device) as (rank, device):
        pairs = [pair for path in args.pairs for pair in read_pairs(path)]
        _make_folder(args.out)
        tokenizer = _tokenizer(args, pairs, rank)
        trainer = _trainer(args, pairs, tokenizer, device)
        finished = _train(trainer, quiet=rank > 0)
        if rank:
            return 0 if finished else 130
        write_curve(trainer.state.losses, args.out)
        if not finished:
            print(f"stopped after step {trainer.state.step:,}; the same command goes on from there")
            return 130
        measured = _measure(args.out, tokenizer, held_out, device)
        if args.export:
            title, about = args.title or args.export.name, about or _sources(args, pairs)
            export(args.out / CHECKPOINT, tokenizer, args.export, title, measured, about)
            print(f"wrote {args.export}")
    return 0


def _train(trainer: Trainer, quiet: bool) -> bool:
    """Run to the end or to Ctrl+C; True at the end."""
    if trainer.state.step and not quiet:
        print(f"going on after step {trainer.state.step:,}")
    with _stopping_on_signal(trainer):
        for progress in trainer.run():
            if not quiet:
                _show(progress)
    if not quiet and sys.stdout.isatty():
        print()
    return trainer.fraction >= 1


def _show(progress: Progress) -> None:
    on_terminal = sys.stdout.isatty()
    if not on_terminal and progress.step % SHOWN_EVERY:
        return
    left = progress.seconds * (1 - progress.fraction) / max(progress.fraction, 1e-9)
    line = (
        f"step {progress.step:,}  {progress.fraction:6.1%}  loss {progress.loss:.3f}  "
        f"rate {progress.rate:.2e}  {progress.tokens / max(progress.step_seconds, 1e-9):,.0f} tokens/s  "
        f"{datetime.timedelta(seconds=round(left))} left"
    )
    print(f"\r{line:<100}" if on_terminal else line, end="" if on_terminal else "\n", flush=True)


def _measure(
    folder: Path, tokenizer: BilingualTokenizer, held_out: HeldOut, device: torch.device
) -> Measured:
    """How good the averaged weights are on what was held out, if anything was."""
    model = averaged_model(folder / CHECKPOINT, device)
    directions = DIRECTIONS if held_out.pairs else ()
    scores = {direction: evaluate(model, tokenizer, held_out.pairs, direction) for direction in directions}
    for direction, reached in scores.items():
        print(f"{direction} BLEU {reached.bleu:.1f} chrF {reached.chrf:.1f}")
    alignment = count_hits(model, tokenizer, held_out.links).summary if held_out.links else ""
    print(alignment, end="\n" if alignment else "")
    return Measured(datetime.date.today().isoformat(), scores, alignment)


def _sources(args: argparse.Namespace, pairs: Pairs) -> str:
    files = ", ".join(path.name for path in args.pairs)
    return f"## What it is trained on\n\n{len(pairs):,} sentence pairs, in both directions: {files}."


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error


def _trainer(
    args: argparse.Namespace, pairs: Pairs, tokenizer: BilingualTokenizer, device: torch.device
) -> Trainer:
    plan = TrainingPlan(
        epochs=args.epochs,
        minutes=args.minutes,
        batch_tokens=args.batch_tokens,
        learning_rate=args.learning_rate,
        seed=args.seed,
    )
    torch.manual_seed(args.seed)  # the same first weights in every process
    model = _model(args, tokenizer.vocabulary_size)
    if args.begin_with:
        _take_over(model, args.begin_with / WEIGHTS)
    model.to(device)
    return Trainer(model, examples(pairs, tokenizer, LIMIT, args.directions), plan, args.out / CHECKPOINT)


def _take_over(model: Transformer, path: Path) -> None:
    """Give the model every tensor of the file that has the name and the shape of one of its own."""
    try:
        given = safetensors.torch.load_file(path)
    except (OSError, safetensors.SafetensorError) as error:
        raise ProblemError("unreadable_file", path=str(path), reason=reason(error)) from error
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name in given and given[name].shape == parameter.shape:
                parameter.copy_(given[name])


def _model(args: argparse.Namespace, vocabulary: int) -> Transformer:
    config = TransformerConfig(
        vocabulary=vocabulary,
        width=args.width,
        heads=args.heads,
        encoder_layers=args.layers,
        decoder_layers=args.layers,
        feed_forward_width=args.feed_forward,
        norm_placement=args.norm,
        limit=LIMIT,
    )
    try:
        return Transformer(config)
    except ValueError as error:
        raise ProblemError("invalid_argument", argument="--heads", reason=str(error)) from error


def _tokenizer(args: argparse.Namespace, pairs: Pairs, rank: int) -> BilingualTokenizer:
    """The tokenizer of the run folder; in a new run the given one, or one learned by the first process."""
    path = args.out / "tokenizer.json"
    if rank == 0 and not path.exists():
        if args.tokenizer:
            chosen = BilingualTokenizer.load(args.tokenizer)
        else:
            chosen = learn([side for pair in pairs for side in pair], args.vocabulary)
        chosen.save(path)
    if distributed.is_initialized():
        distributed.barrier()
    return BilingualTokenizer.load(path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError("unwritable_file", path=str(folder), reason=reason(error)) from error


@contextmanager
def _processes(device: str) -> Iterator[tuple[int, torch.device]]:
    """(rank, device) of this process; under torchrun it joins the others while the context lasts."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        yield 0, devices.choose(device)
        return
    chosen = devices.choose(device)
    if chosen.type == "cuda":
        chosen = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
        torch.cuda.set_device(chosen)
    distributed.init_process_group("nccl" if chosen.type == "cuda" else "gloo")
    try:
        yield distributed.get_rank(), chosen
    finally:
        distributed.destroy_process_group()


@contextmanager
def _stopping_on_signal(trainer: Trainer) -> Iterator[None]:
    """Ctrl+C and a request to terminate end the training after the step that it is at, and it is saved."""

    def stop(*_: Any) -> None:
        trainer.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
