"""The training loop: resumes where it stopped, and runs alone or as one of several processes.

Matrices inside the layers are updated by Muon (Jordan et al. 2024), everything else by AdamW (Loshchilov and
Hutter 2019), both from torch; weights are averaged exponentially, and the average is what is kept.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, nn
from torch.nn.functional import cross_entropy

from core.files import write_whole
from core.models.transformer import Transformer
from core.problems import ProblemError
from core.tokenizers.bilingual import PAD
from core.training.checkpoint import read_checkpoint
from core.training.data import Example, TrainingBatch, batches, collate
from core.training.dropout import pool_dropout
from core.training.schedule import rate


@dataclass(frozen=True)
class TrainingPlan:
    """How to train; ends after ``epochs``, or after ``minutes`` of training time where that is given."""

    epochs: int = 14
    minutes: float | None = None
    batch_tokens: int = 4000
    learning_rate: float = 1.5e-3
    warm_up: int = 300
    label_smoothing: float = 0.1
    weight_decay: float = 0.05
    averaging: float = 0.998
    save_every: int = 200
    seed: int = 1


@dataclass(frozen=True)
class Progress:
    """Where training stands, reported after every step.

    ``seconds`` are those of the whole training, ``step_seconds`` of this step, in which all processes
    together had ``tokens`` to predict.
    """

    step: int
    fraction: float
    loss: float
    rate: float
    seconds: float
    step_seconds: float
    tokens: int


@dataclass
class TrainingState:
    """What a checkpoint holds besides weights and optimisers."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0
    losses: list[tuple[int, float]] = field(default_factory=list)


class Objective(nn.Module):
    """The mean label-smoothed cross-entropy of a batch in nats per token; padded positions do not count."""

    def __init__(self, model: Transformer, label_smoothing: float) -> None:
        super().__init__()
        self.model = model
        self.label_smoothing = label_smoothing

    def forward(self, source: Tensor, fed: Tensor, predicted: Tensor) -> Tensor:
        """Source [b, n], fed and predicted [b, t] ids; a scalar."""
        source_present, present = source != PAD, fed != PAD
        encoded = self.model.encoder(source, source_present)
        hidden = self.model.decoder.hidden(fed, encoded, present, source_present)[present]
        logits = hidden @ self.model.decoder.embedding.table.weight.mT
        return cross_entropy(logits.float(), predicted[present], label_smoothing=self.label_smoothing)


class Trainer:
    """Trains one model on examples, on one device, keeping its state in a checkpoint file."""

    def __init__(
        self, model: Transformer, data: Sequence[Example], plan: TrainingPlan, checkpoint: Path | None = None
    ) -> None:
        self.model, self.data, self.plan, self.checkpoint = model, data, plan, checkpoint
        self.device = next(model.parameters()).device
        self.state = TrainingState()
        if self.device.type == "cpu":
            pool_dropout(model)
        self.objective = Objective(model, plan.label_smoothing)
        self.optimizers = _optimizers(model, plan)
        self.average = {name: tensor.detach().clone() for name, tensor in model.named_parameters()}
        self._stop_wished = self._stopping = False
        self._steps_an_epoch = len(batches(data, plan.batch_tokens, plan.seed)) // self._processes
        if not self._steps_an_epoch:
            raise ProblemError("invalid_argument", argument="pairs", reason="too few for one batch a process")
        if checkpoint and checkpoint.exists():
            self._load(checkpoint)

    @property
    def _processes(self) -> int:
        return distributed.get_world_size() if distributed.is_initialized() else 1

    @property
    def _rank(self) -> int:
        return distributed.get_rank() if distributed.is_initialized() else 0

    @property
    def fraction(self) -> float:
        """How much of the training is done, 0 to 1."""
        if self.plan.minutes is not None:
            return min(1.0, self.state.seconds / (60 * self.plan.minutes))
        return min(1.0, self.state.step / max(1, self.plan.epochs * self._steps_an_epoch))

    def run(self) -> Iterator[Progress]:
        """Train to the plan's end or to ``stop``, yielding after every step; saves on the way and at last.

        A run that was stopped and is resumed goes the same way as one that was not, bit for bit on the same
        machine (as long as the plan counts epochs: minutes depend on the clock).
        """
        objective = self._distributed(self.objective)
        self.model.train()
        before = time.monotonic()
        while not self._finished():
            for batch in self._rest_of_epoch():
                tokens = int((batch.predicted != PAD).sum()) * self._processes
                loss = self._step(objective, batch.to(self.device))
                now = time.monotonic()
                seconds, before = self._agree(now - before), now
                yield self._report(loss, tokens, seconds)
                if self._finished():
                    break
            else:
                self.state.epoch, self.state.batch = self.state.epoch + 1, 0
        self.save()

    def stop(self) -> None:
        """Let ``run`` end after the step that it is at; of several processes the first one's word counts."""
        self._stop_wished = True

    def _finished(self) -> bool:
        return self._stopping or self.fraction >= 1

    def save(self) -> None:
        """Write the checkpoint, whole or not at all; ProblemError ``unwritable_file`` where that fails."""
        if self.checkpoint is None or self._rank:
            return
        held = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "state": asdict(self.state),
            "plan": asdict(self.plan),
            "config": asdict(self.model.config),
        }
        write_whole(self.checkpoint, lambda file: torch.save(held, file))

    def _load(self, path: Path) -> None:
        held = read_checkpoint(path)
        if held.get("config", asdict(self.model.config)) != asdict(self.model.config):
            raise ProblemError("invalid_argument", argument="out", reason="holds a model of other sizes")
        self.model.load_state_dict(held["model"])
        self.average = {name: tensor.to(self.device) for name, tensor in held["average"].items()}
        for optimizer, state in zip(self.optimizers, held["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        self.state = TrainingState(**held["state"])

    def _rest_of_epoch(self) -> Iterator[TrainingBatch]:
        """This process's batches of the epoch that are still to do; the same number for every process."""
        epoch = batches(self.data, self.plan.batch_tokens, self.plan.seed + self.state.epoch)
        mine = itertools.islice(epoch, self._rank, self._steps_an_epoch * self._processes, self._processes)
        return map(collate, itertools.islice(mine, self.state.batch, None))

    def _step(self, objective: nn.Module, batch: TrainingBatch) -> float:
        # Anew at every step, so that a resumed run draws the masks that it would have drawn.
        torch.manual_seed((self.plan.seed * 1_000_003 + self.state.step) * 1009 + self._rank)
        share = rate(self.fraction, self.state.step, self.plan.warm_up)
        for optimizer in self.optimizers:
            optimizer.param_groups[0]["lr"] = share * self.plan.learning_rate
            optimizer.zero_grad()
        with self._precision():
            loss: Tensor = objective(batch.source, batch.fed, batch.predicted)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.state.step += 1
        self.state.batch += 1
        self._update_average()
        return float(loss.detach())

    def _update_average(self) -> None:
        keep = min(self.plan.averaging, (1 + self.state.step) / (10 + self.state.step))
        parameters = dict(self.model.named_parameters())
        with torch.no_grad():
            names = list(self.average)
            torch._foreach_lerp_([self.average[n] for n in names], [parameters[n] for n in names], 1 - keep)

    def _report(self, loss: float, tokens: int, seconds: float) -> Progress:
        state = self.state
        state.losses.append((state.step, loss))
        if state.step % self.plan.save_every == 0:
            self.save()
        learning_rate = self.plan.learning_rate * rate(self.fraction, state.step, self.plan.warm_up)
        return Progress(state.step, self.fraction, loss, learning_rate, state.seconds, seconds, tokens)

    def _precision(self) -> AbstractContextManager[Any]:
        if self.device.type in ("cpu", "cuda") and next(self.model.parameters()).dtype == torch.float32:
            return torch.autocast(self.device.type, torch.bfloat16)
        return nullcontext()

    def _distributed(self, objective: nn.Module) -> nn.Module:
        if self._processes == 1:
            return objective
        return nn.parallel.DistributedDataParallel(objective)

    def _agree(self, seconds: float) -> float:
        """The step's duration, and whether to stop, as the first process sees them: all end together."""
        shared = torch.tensor([seconds, self._stop_wished], dtype=torch.float64)
        if self._processes > 1:
            shared = shared.to(self.device)
            distributed.broadcast(shared, src=0)
        self._stopping = bool(shared[1])
        self.state.seconds += float(shared[0])
        return float(shared[0])


def _optimizers(model: Transformer, plan: TrainingPlan) -> list[torch.optim.Optimizer]:
    inner = [p for name, p in model.named_parameters() if p.dim() == 2 and "embedding" not in name]
    chosen = {id(parameter) for parameter in inner}
    other = [p for p in model.parameters() if id(p) not in chosen]
    muon = torch.optim.Muon(
        inner, lr=plan.learning_rate, weight_decay=plan.weight_decay, adjust_lr_fn="match_rms_adamw"
    )
    adam = torch.optim.AdamW(other, lr=plan.learning_rate, weight_decay=0.0, betas=(0.9, 0.98))
    return [muon, adam]
