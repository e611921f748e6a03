"""The commands ``train`` and ``evaluate``: the one place in core that prints, being the command line itself.

Importable without torch, so that ``--help`` is fast; what computes is imported when a command runs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.request import DIRECTIONS

if TYPE_CHECKING:
    from core.weights import TrainedModel

TRAIN_EPILOG = """\
Sentence pairs: lines of english<TAB>chinese[<TAB>id] in UTF-8, plain or gzip (.gz). The bundled models
learned from Tatoeba mostly: https://tatoeba.org/downloads, "sentence pairs", English and Mandarin Chinese,
CC BY 2.0 FR; keep the two columns of text, English first. Tatoeba mixes simplified and traditional
characters: convert them to one kind.

The run folder keeps checkpoint.pt, tokenizer.json, loss.csv and loss.svg. Ctrl+C saves, and the same command
goes on from there. On several GPUs or processes: torchrun --nproc-per-node 2 main.py train ...
On a Linux CPU, tcmalloc (LD_PRELOAD=libtcmalloc_minimal.so.4) saves about a third of the time.
"""


def add_train_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``train``."""
    parser.description = "Train a translation model from sentence pairs, in both directions at once."
    parser.epilog = TRAIN_EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--pairs", type=Path, nargs="+", required=True, metavar="FILE", help="pairs to learn from")
    add("--out", type=Path, required=True, metavar="FOLDER", help="run folder, made or gone on with")
    add("--dev", type=Path, metavar="FILE", help="held-out pairs to score the result on")
    add("--alignments", type=Path, metavar="FILE", help="word links to score the result on, as for evaluate")
    add(
        "--directions",
        nargs="+",
        choices=DIRECTIONS,
        default=list(DIRECTIONS),
        help="what to train; a direction named twice is practised twice as often (default both alike)",
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument(
        "--epochs", type=_positive, default=14, help="times through the pairs (default %(default)s)"
    )
    length.add_argument("--minutes", type=float, help="training time instead of epochs")
    add("--width", type=_positive, default=256, help="d_model (default %(default)s)")
    add("--heads", type=_positive, default=8, help="default %(default)s")
    add("--layers", type=_positive, default=3, help="of encoder and of decoder (default %(default)s)")
    add("--feed-forward", type=_positive, default=768, help="its hidden width (default %(default)s)")
    add("--norm", choices=("post", "pre"), default="post", help="norm placement (default %(default)s)")
    add(
        "--begin-with",
        type=Path,
        metavar="FOLDER",
        help="begin a new run with the weights of an exported model, where names and sizes agree",
    )
    add("--vocabulary", type=_positive, default=8000, help="pieces to learn (default %(default)s)")
    add("--tokenizer", type=Path, metavar="FILE", help="a tokenizer.json to use instead of learning one")
    add("--batch-tokens", type=_positive, default=4000, help="tokens in a batch (default %(default)s)")
    add("--learning-rate", type=float, default=1.5e-3, help="its peak (default %(default)s)")
    add("--device", default="auto", help="auto, cpu, cuda, mps or xpu (default %(default)s)")
    add("--seed", type=int, default=1, help="default %(default)s")
    add("--export", type=Path, metavar="FOLDER", help="write the model there, such as resources/models/NAME")
    add("--title", default="", help="the model's title where it is exported")
    add("--about", type=Path, metavar="FILE", help="Markdown for its card: sources, licences, weaknesses")


def run_train(args: argparse.Namespace) -> int:
    """Train, show progress, write the loss curve, and export where asked; 130 after an interruption."""
    from core.training.train_command import run

    return run(args)


def add_evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``evaluate``."""
    parser.description = (
        "Measure a model: BLEU and chrF on sentence pairs, or word alignment by cross-attention."
    )
    add = parser.add_argument
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--pairs", type=Path, metavar="FILE", help="lines of english<TAB>chinese[<TAB>id]")
    what.add_argument(
        "--alignments", type=Path, metavar="FILE", help="direction, source, target, word=word | ..."
    )
    add("--direction", choices=DIRECTIONS, help="which way to translate the pairs")
    add("--limit", type=_positive, metavar="N", help="the first N pairs only")
    add("--model", default="zh-en", metavar="ID", help="default %(default)s")
    add("--device", default="auto", help="auto, cpu, cuda, mps or xpu (default %(default)s)")
    add("--out", type=Path, metavar="FILE", help="write the translations there, one a line")


def run_evaluate(args: argparse.Namespace) -> int:
    """Print what was measured; the last lines are the results."""
    if args.pairs and not args.direction:
        raise ProblemError("invalid_argument", argument="--direction", reason="is needed with --pairs")
    from core import catalogue, devices, weights

    loaded = weights.load(catalogue.bundled(args.model), devices.choose(args.device))
    if args.alignments:
        _evaluate_alignments(args.alignments, loaded)
    else:
        _evaluate_pairs(args, loaded)
    return 0


def _evaluate_pairs(args: argparse.Namespace, loaded: TrainedModel) -> None:
    from core.files import write_whole
    from core.training import evaluation
    from core.training.data import read_pairs

    sources, references = evaluation.sides(read_pairs(args.pairs)[: args.limit], args.direction)
    if not sources:
        raise ProblemError("unreadable_file", path=str(args.pairs), reason="it holds no pairs")

    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(
                f"\r{done:,} of {len(sources):,}", end="\n" if done == len(sources) else "", file=sys.stderr
            )

    outputs = evaluation.translate(loaded.model, loaded.tokenizer, sources, args.direction, show)
    if args.out:
        lines = "".join(f"{output}\n" for output in outputs).encode()
        write_whole(args.out, lambda file: file.write(lines))
    scores = evaluation.score(outputs, references, args.direction.split("-")[1])
    print(f"{loaded.info.id.name} {args.direction}, {scores.sentences:,} sentences")
    print(f"BLEU {scores.bleu:.1f}")
    print(f"chrF {scores.chrf:.1f}")


def _evaluate_alignments(path: Path, loaded: TrainedModel) -> None:
    from core.training.alignment import count_hits, read_links

    hits = count_hits(loaded.model, loaded.tokenizer, read_links(path))
    for layer, row in enumerate(hits.counts.tolist()):
        for head, count in enumerate(row):
            print(f"cross.{layer}.{head} {count}/{hits.links}")
    print(hits.summary)


def _positive(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)
