"""The training loop: seeded, resumable to the step, on CPU or CUDA, in bfloat16, logged as JSON lines.

Matrices of the blocks are trained with Muon (Jordan et al. 2024), the rest with AdamW. The rate is warmup, then
constant, then linear to zero over the last `decay` steps (WSD, Hu et al. 2024), so a run can be ended from any of its
checkpoints: resume it with `--steps NOW+DECAY`. An exponential average of the weights is kept beside them.
"""

from __future__ import annotations

import json
import math
import os
import signal
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.config import ModelConfig
from edit_engine.models.memory import PhraseMemory
from edit_engine.models.registry import CONFIG, MEMORY, TOKENIZER, WEIGHTS, file_hash
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.training.allocator import keep_freed_memory
from edit_engine.training.batches import Pack
from edit_engine.training.feed import StepExamples, Steps, feed
from edit_engine.training.growth import deepened
from edit_engine.training.mixture import Mixture
from edit_engine.training.network import SpellingTransformer, initialise
from edit_engine.training.own_mistakes import with_own_mistakes
from edit_engine.training.shapes import rounded_up
from edit_engine.training.token_loss import token_loss


@dataclass(frozen=True, kw_only=True)
class LoopSettings:
    """How long and how fast; the recipe sets them."""

    seed: int = 1
    steps: int = 100_000
    # Examples a step and process, and positions a pack within it (gradients are summed over the packs of a step).
    examples: int = 64
    pack_tokens: int = 16384
    # Processes that make examples ahead, for each training process; 0 where all cores train.
    loaders: int = 0
    warmup: int = 100
    decay: int = 600
    # Peak rates: Muon for matrices, AdamW for tables, norms and heads.
    matrix_rate: float = 0.02
    table_rate: float = 0.003
    weight_decay: float = 0.02
    clip: float = 1.0
    # Decay of the average of the weights at each of its updates, and steps between them.
    ema: float = 0.98
    ema_every: int = 5
    # Weights of the noise and gap losses beside the token loss.
    noise_weight: float = 8.0
    gap_weight: float = 8.0
    # Steps between log lines and between checkpoints.
    log_every: int = 20
    save_every: int = 100


@dataclass(frozen=True)
class Ranks:
    """The processes that train together (started by torchrun); one alone by default."""

    rank: int = 0
    count: int = 1

    @classmethod
    def join(cls) -> Ranks:
        """Join the group that torchrun's environment describes."""
        count = int(os.environ.get("WORLD_SIZE", "1"))
        if count > 1:
            torch.distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        return cls(rank=int(os.environ.get("RANK", "0")), count=count)

    def average(self, parameters: Iterable[nn.Parameter], *, stop: bool) -> bool:
        """Average the gradients over all processes; returns whether any of them was asked to `stop`."""
        if self.count == 1:
            return stop
        gradients = [p.grad if p.grad is not None else torch.zeros_like(p) for p in parameters]
        flat = torch.cat([*(gradient.flatten() for gradient in gradients), gradients[0].new_tensor([float(stop)])])
        torch.distributed.all_reduce(flat)
        flat /= self.count
        at = 0
        for gradient in gradients:
            gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient))
            at += gradient.numel()
        return bool(flat[-1] > 0)


class Trainer:
    """One run in one folder: run.json, log.jsonl, checkpoint.pt."""

    def __init__(
        self, folder: Path, config: ModelConfig, settings: LoopSettings, tokenizer: EditTokenizer, mixture: Mixture
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.tokenizer = tokenizer
        self.mixture = mixture
        self.ranks = Ranks.join()
        self.device = torch.device(f"cuda:{os.environ.get('LOCAL_RANK', '0')}" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(settings.seed)
        # The moments of rarely seen tokens fade to denormal numbers, which a CPU multiplies very slowly.
        torch.set_flush_denormal(True)
        keep_freed_memory()
        self.network = SpellingTransformer(config, tokenizer.token_bytes())
        initialise(self.network)
        self.network.to(self.device)
        self.memory = PhraseMemory.load(folder / MEMORY, tokenizer) if config.memory else None
        named = self.network.named_parameters()
        matrices = [p for n, p in named if n.startswith(("blocks.", "recall.calls")) and p.ndim == 2]
        chosen = {id(p) for p in matrices}
        others = [p for p in self.network.parameters() if id(p) not in chosen]
        self.optimisers: list[tuple[torch.optim.Optimizer, float]] = [
            (
                torch.optim.Muon(matrices, lr=settings.matrix_rate, momentum=0.95, weight_decay=settings.weight_decay),
                settings.matrix_rate,
            ),
            (
                torch.optim.AdamW(others, lr=settings.table_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
                settings.table_rate,
            ),
        ]
        self.average = {name: value.detach().float().clone() for name, value in self.network.named_parameters()}
        self.banned = sorted(tokenizer.special_ids - {tokenizer.delete_id})
        self.step = 0
        self.seconds = 0.0
        self.tokens = 0
        # Whether this process was asked to end, and whether the group ends: all of it after the same step.
        self.asked_to_stop = False
        self.stopping = False
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "run.json").write_text(
            json.dumps({"model": asdict(config), "loop": asdict(settings), "mixture": repr(mixture.settings)}, indent=1)
        )

    def resume(self) -> bool:
        """Continue from the folder's checkpoint if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state: dict[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        for (optimiser, _), saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        self.average = {name: value.float() for name, value in state["average"].items()}
        self.step, self.seconds, self.tokens = state["step"], state["seconds"], state["tokens"]
        return True

    def start_from(self, folder: Path) -> None:
        """Begin a new run with the weights of an exported model of the same sizes and tokenizer, or of fewer blocks.

        The spelling features were folded into its embeddings (`network`), so they begin at zero, and so does what it
        makes of a memory if it had none.

        Raises:
            ValueError: the model has other sizes, another tokenizer or another memory.
        """
        if (folder / TOKENIZER).read_bytes() != (self.folder / "tokenizer.json").read_bytes():
            raise ValueError(f"{folder} has another tokenizer than this run: give its tokenizer.json with --tokenizer")
        config = ModelConfig(**json.loads((folder / CONFIG).read_text()))
        wanted = self.network.config
        depth = wanted.depth if config.body == "rotary" else config.depth
        if replace(config, memory=wanted.memory, depth=depth) != wanted:
            raise ValueError(f"{folder} has other sizes than the recipe's model")
        if config.memory and not (
            self.network.config.memory and file_hash(folder / MEMORY) == file_hash(self.folder / MEMORY)
        ):
            raise ValueError(
                f"{folder} learned to read its own memory: give it with --memory, and say so in the recipe"
            )
        state = {name: value.float() for name, value in load_file(folder / WEIGHTS).items()}
        if config.depth != wanted.depth:
            state = deepened(state, config.depth, wanted.depth)
        fresh = {n: torch.zeros_like(p) for n, p in self.network.named_parameters() if n not in state}
        with torch.no_grad():
            self.network.load_state_dict({**fresh, **state})
        self.average = {name: value.detach().float().clone() for name, value in self.network.named_parameters()}

    def save(self) -> None:
        """Write the checkpoint so that a kill at any moment leaves a whole one."""
        if self.ranks.rank:
            return
        path = self.folder / "checkpoint.pt"
        partial = path.with_suffix(".partial")
        torch.save(
            {
                "network": self.network.state_dict(),
                "optimisers": [optimiser.state_dict() for optimiser, _ in self.optimisers],
                "average": self.average,
                "step": self.step,
                "seconds": self.seconds,
                "tokens": self.tokens,
            },
            partial,
        )
        partial.replace(path)

    def run(self, *, minutes: float | None = None) -> None:
        """Train until `settings.steps`, for `minutes` or until SIGTERM; checkpoints as it goes and at the end."""
        signal.signal(signal.SIGTERM, self._stop)
        started = time.monotonic()
        gathered: dict[str, float] = {}
        steps_gathered = 0
        clock = time.monotonic()
        settings = self.settings
        steps = Steps(
            self.mixture,
            seed=settings.seed,
            rank=self.ranks.rank,
            examples=settings.examples,
            pack_tokens=settings.pack_tokens,
            memory=self.memory,
        )
        for examples in feed(steps, self.step, settings.steps, loaders=settings.loaders):
            found = self._train_step(examples)
            now = time.monotonic()
            self.seconds += now - clock
            clock = now
            for name, value in found.items():
                gathered[name] = gathered.get(name, 0.0) + value
            steps_gathered += 1
            if self.step % settings.log_every == 0:
                self._log({name: value / steps_gathered for name, value in gathered.items()})
                gathered, steps_gathered = {}, 0
            if self.step % settings.save_every == 0:
                self.save()
            if minutes is not None and now - started > minutes * 60:
                self.asked_to_stop = True
            if self.stopping:
                break
        self.save()

    def _stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def rate(self) -> float:
        """Share of the peak rate at this step."""
        settings = self.settings
        warm = min(1.0, (self.step + 1) / max(1, settings.warmup))
        left = (settings.steps - self.step) / max(1, settings.decay)
        return min(warm, max(0.0, min(1.0, left)))

    def _train_step(self, examples: StepExamples) -> dict[str, float]:
        settings = self.settings
        parts = {"token": 0.0, "noise": 0.0, "gap": 0.0}
        chance = torch.Generator().manual_seed(self.ranks.rank + self.ranks.count * (self.step + settings.seed * 2**32))
        for pack in examples.packs:
            token, noise, gap = self._losses(pack.to(self.device), chance)
            losses = {"token": token / examples.weight, "noise": noise / examples.doubts, "gap": gap / examples.gaps}
            total = losses["token"] + settings.noise_weight * losses["noise"] + settings.gap_weight * losses["gap"]
            total.backward()  # type: ignore[no-untyped-call]  # torch leaves Tensor.backward untyped
            for name, loss in losses.items():
                parts[name] += float(loss.detach())
            self.tokens += len(pack.tokens) * self.ranks.count
        self.stopping = self.ranks.average(self.network.parameters(), stop=self.asked_to_stop)
        norm = float(nn.utils.clip_grad_norm_(self.network.parameters(), settings.clip))
        if not math.isfinite(norm):
            raise FloatingPointError(f"gradient norm is {norm} at step {self.step}; lower the rates and resume")
        share = self.rate()
        for optimiser, peak in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = peak * share
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        if self.step % settings.ema_every == 0:
            keep = min(settings.ema, self.step / (self.step + 20))
            with torch.no_grad():
                for name, value in self.network.named_parameters():
                    self.average[name].lerp_(value.detach().float(), 1 - keep)
        return {**parts, "norm": norm}

    def _losses(self, pack: Pack, chance: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """Summed (not averaged) token, noise and gap losses of a pack."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            pack = with_own_mistakes(self.network, pack, self.banned, chance)
            hidden = self.network(pack.tokens, pack.positions, pack.segments, pack.rows, pack.recall)
            doubts = self.network.noise_logits(hidden[rounded_up(pack.noise_at)])[: len(pack.noise_at)]
            gaps = self.network.gap_logits(hidden[rounded_up(pack.gap_at)])[: len(pack.gap_at)]
            answers = self.network.answers(hidden[rounded_up(pack.predict)])[: len(pack.predict)]
        token = token_loss(
            answers.to(hidden.dtype), self.network.table(), self.network.token_bias, pack.answers, pack.weights
        )
        noise = functional.binary_cross_entropy_with_logits(doubts.float(), pack.noise, reduction="sum")
        gap = functional.cross_entropy(gaps.float(), pack.gaps, reduction="sum")
        return token, noise, gap

    def _log(self, values: dict[str, float]) -> None:
        if self.ranks.rank:
            return
        line = {
            "step": self.step,
            **{name: round(value, 4) for name, value in values.items()},
            "rate": round(self.rate(), 3),
            "tokens": self.tokens,
            "seconds": round(self.seconds, 1),
            "tokens_per_second": round(self.tokens / max(self.seconds, 1e-9)),
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
