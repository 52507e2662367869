"""How much sooner a window is filled with a cache and several tokens a step, and what the loop costs beside forwards.

    python -m edit_engine.evaluation.speed_samplers [--parts 4] [--device cpu] [--threads N] [--json]

One window of 1,500 tokens with 20 regions of 40 masked tokens each is filled in three ways, all of which commit each of
the 800 tokens exactly once:

    plain      LLaDA's loop: whole forwards, the surest slot of the window is committed, 800 steps
    dual one   region by region with the dual cache (`models.families.caching`), one token a step, 800 steps
    dual bound the same, but as many tokens a step as an entropy bound allows

The network is LLaDA's with random weights, so the words are noise and the time is that of real ones. How many tokens an
entropy bound lets through does depend on the weights. The head is therefore scaled, before anything is timed, until the
bound commits as many tokens a step as has been published for prose: 1.4, LLaDA 2.1 mini in its quality mode on IFEval
(arXiv:2602.08676; its speed mode has 2.2, and code 9 and more). `dual one` needs no such number.

A slow machine measures a part, says which, and multiplies: some steps of the plain loop, spread evenly, and some
regions. All steps of the plain loop are whole forwards, and all regions are of one size.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import torch
from torch import Tensor

from edit_engine.diffusion import (
    Canvas,
    CommitRule,
    EntropyBound,
    FixedSteps,
    Predict,
    Sampling,
    StepState,
    denoise,
)
from edit_engine.evaluation.random_network import TimedLlada, eight_billion, hundred_million, random_llada
from edit_engine.models.families.caching import CachedPredict, DualCache


WINDOW, REGIONS, REGION = 1_500, 20, 40
# Nats; the default of `EntropyBound`.
BOUND = 0.1
# What the head is scaled to, see above; and how often at most that is tried.
TOKENS_A_STEP = 1.4
_TRIES = 10


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What filling the window takes in one way."""

    # Over the whole window; `measured_steps` of them were timed.
    steps: float
    seconds: float
    measured_steps: int
    # Tokens committed in the whole window.
    tokens: int
    # Seconds beside the network's own, as a share of those.
    overhead: float


def window(network: TimedLlada, filled: int) -> Tensor:
    """(WINDOW,) ids: random text in which the slots are masked but for the first `filled`."""
    generator = torch.Generator().manual_seed(0)
    tokens = torch.randint(0, network.vocab_size - 1, (WINDOW,), generator=generator)
    slots = places()[filled:]
    tokens[slots] = network.mask_id
    return tokens.to(network.device)


def places() -> Tensor:
    """(REGIONS * REGION,) positions of the slots, region by region."""
    stride = WINDOW // REGIONS
    starts = torch.arange(REGIONS) * stride + (stride - REGION) // 2
    return (starts[:, None] + torch.arange(REGION)).flatten()


def plain_steps(network: TimedLlada, numbers: list[int]) -> Measured:
    """Times these steps, numbered from 0, of the plain loop."""

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        return network.logits(tokens, slots=slots)

    seconds = inside = 0.0
    total = REGIONS * REGION
    for done in numbers:
        tokens = window(network, done)
        free = tokens == network.mask_id
        with timed(network) as clock:
            states = _denoise(network, predict, Canvas(tokens=tokens, free=free), FixedSteps(), total - done)
            committed = int(next(states).rows[0].committed.sum())
        if committed != 1:
            raise RuntimeError(f"a plain step committed {committed} tokens")
        seconds, inside = seconds + clock.seconds, inside + clock.inside
    return Measured(
        steps=total,
        seconds=seconds * total / len(numbers),
        measured_steps=len(numbers),
        tokens=total,
        overhead=seconds / inside - 1,
    )


def cached_regions(network: TimedLlada, numbers: list[int], rule: CommitRule) -> Measured:
    """Times these regions, numbered from 0, with the dual cache; those before them are filled already."""
    seconds = inside = 0.0
    steps = committed = 0
    slots = places().to(network.device)
    for number in numbers:
        tokens = window(network, number * REGION)
        free = torch.zeros_like(tokens, dtype=torch.bool)
        free[slots[number * REGION : (number + 1) * REGION]] = True
        with timed(network) as clock:
            predict = CachedPredict(network, DualCache(), [WINDOW])
            for state in _denoise(network, predict, Canvas(tokens=tokens, free=free), rule, REGION):
                steps += 1
                committed += int(state.rows[0].committed.sum())
        seconds, inside = seconds + clock.seconds, inside + clock.inside
    if committed != len(numbers) * REGION:
        raise RuntimeError(f"{len(numbers)} regions of {REGION} slots got {committed} tokens")
    share = REGIONS / len(numbers)
    return Measured(
        steps=steps * share,
        seconds=seconds * share,
        measured_steps=steps,
        tokens=REGIONS * REGION,
        overhead=seconds / inside - 1,
    )


@dataclass
class Clock:
    """Seconds of a stretch, and how many of them the network ran."""

    seconds: float = 0.0
    inside: float = 0.0


@contextmanager
def timed(network: TimedLlada) -> Iterator[Clock]:
    """Times what is done in its body."""
    clock = Clock()
    inside, started = network.seconds, network.now()
    yield clock
    clock.seconds, clock.inside = network.now() - started, network.seconds - inside


def _denoise(
    network: TimedLlada, predict: Predict, canvas: Canvas, rule: CommitRule, steps: int
) -> Iterator[StepState]:
    return denoise(predict, [canvas], rule=rule, sampling=Sampling(), mask_id=network.mask_id, max_steps=steps)


@torch.inference_mode()
def scaled_to(network: TimedLlada, tokens_a_step: float) -> float:
    """Scale the head until the entropy bound fills the first region with about that many tokens a step; the factor.

    Each region goes its own way, so what is measured over several comes near to the number and is printed as it was.
    """
    tokens = window(network, 0)
    free = torch.zeros_like(tokens, dtype=torch.bool)
    free[places()[:REGION].to(network.device)] = True
    canvas = Canvas(tokens=tokens, free=free)
    # Keys and values do not know of the head: one cache serves every try, so each costs a region and no window.
    predict = CachedPredict(network, DualCache(), [WINDOW])
    wanted = REGION / tokens_a_step
    low, high, scale = 1.0, 1000.0, 1.0
    for _ in range(_TRIES):
        middle = math.sqrt(low * high)
        network.scale_head(middle / scale)
        scale = middle
        steps = len(list(_denoise(network, predict, canvas, EntropyBound(bound=BOUND), REGION)))
        if abs(steps - wanted) <= 1:
            break
        # The larger the logits, the surer it is and the fewer steps it takes.
        low, high = (middle, high) if steps > wanted else (low, middle)
    return scale


@torch.inference_mode()
def measure(network: TimedLlada, parts: int) -> dict[str, float]:
    """Fill the window in three ways.

    Args:
        network: with random weights.
        parts: how many of the 20 regions to time, and twice as many steps of the plain loop; 20: all of both.

    Returns:
        By name, `plain.seconds` and so on: see `Measured`. `ratio_*` says how often the plain loop's seconds hold those
        of another way.

    Raises:
        ValueError: parts does not lie in 1..20.
    """
    if not 1 <= parts <= REGIONS:
        raise ValueError(f"parts must lie in 1..{REGIONS} regions, got {parts}")
    scale = scaled_to(network, TOKENS_A_STEP)
    regions = [number * REGIONS // parts for number in range(parts)]
    total = REGIONS * REGION
    steps = range(total) if parts == REGIONS else [number * total // (2 * parts) for number in range(2 * parts)]
    # Memory is taken and kernels are chosen in the first forwards of each kind.
    plain_steps(network, [0])
    cached_regions(network, regions[:1], EntropyBound(bound=9.0))
    ways = {
        "plain": plain_steps(network, list(steps)),
        "dual_one": cached_regions(network, regions, FixedSteps()),
        "dual_bound": cached_regions(network, regions, EntropyBound(bound=BOUND)),
    }
    found = {f"{way}.{name}": float(value) for way, one in ways.items() for name, value in asdict(one).items()}
    return found | {
        "measured_regions": float(parts),
        "head_scale": scale,
        "tokens_a_step": total / ways["dual_bound"].steps,
        "ratio_dual_one": ways["plain"].seconds / ways["dual_one"].seconds,
        "ratio_dual_bound": ways["plain"].seconds / ways["dual_bound"].seconds,
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="redraft bench samplers", description="Speed of cached samplers, as ratios.")
    parser.add_argument("--parts", type=int, help="regions of 20 to time; by default 20 on a GPU and 3 on a CPU")
    parser.add_argument("--device", help="cpu or cuda; by default a GPU if there is one")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.parts is not None and not 1 <= options.parts <= REGIONS:
        parser.error(f"--parts {options.parts}: choose 1 to {REGIONS}")
    if options.threads is not None:
        torch.set_num_threads(options.threads)
    device = torch.device(options.device or ("cuda" if torch.cuda.is_available() else "cpu"))
    on_gpu = device.type == "cuda"
    network = random_llada(
        eight_billion() if on_gpu else hundred_million(),
        device=device,
        dtype=torch.bfloat16 if on_gpu else torch.float32,
    )
    parts = options.parts or (REGIONS if on_gpu else 3)
    found = measure(network, parts)
    parameters = sum(weight.numel() for weight in network.parameters())
    about = {
        "device": torch.cuda.get_device_name(device) if on_gpu else f"CPU, {torch.get_num_threads()} threads",
        "parameters": parameters,
        "window_tokens": WINDOW,
        "regions": REGIONS,
        "region_tokens": REGION,
        "entropy_bound": BOUND,
    }
    if options.json:
        print(json.dumps(about | {name: round(value, 4) for name, value in found.items()}, indent=1))
    else:
        print("\n".join(report(about, found)))
    return 0


_TITLES = {"plain": "plain, one token a step", "dual_one": "dual cache, one token a step", "dual_bound": ""}


def report(about: dict[str, object], found: dict[str, float]) -> Iterator[str]:
    """What was measured, line by line, as a person reads it."""
    yield f"{about['device']}; LLaDA's network of {int(str(about['parameters'])) / 1e6:,.0f} M random parameters"
    slots = f"{REGIONS} regions of {REGION} masked tokens"
    yield f"{slots} in a window of {WINDOW:,}; every way commits the same {REGIONS * REGION} tokens"
    yield ""
    yield f"{'':<34}{'tokens':>8}{'steps':>8}{'seconds':>10}{'sooner':>9}{'overhead':>10}{'measured':>20}"
    titles = _TITLES | {"dual_bound": f"dual cache, entropy bound {BOUND} nats"}
    for way, title in titles.items():
        steps, seconds = found[f"{way}.steps"], found[f"{way}.seconds"]
        measured = f"{found[f'{way}.measured_steps']:.0f} steps"
        if way != "plain":
            measured += f", {found['measured_regions']:.0f} regions"
        yield (
            f"{title:<34}{found[f'{way}.tokens']:>8.0f}{steps:>8.0f}{seconds:>10.1f}"
            f"{found['plain.seconds'] / seconds:>8.1f}x{found[f'{way}.overhead']:>9.1%} {measured:>19}"
        )
    yield ""
    if found["measured_regions"] < REGIONS:
        yield "Steps and seconds are those of the measured part, multiplied to all of the window."
    published = f"{TOKENS_A_STEP} tokens a step, as is published for prose; it was {found['tokens_a_step']:.2f}"
    yield f"The head was scaled by {found['head_scale']:.1f} for the bound to commit about {published}."
    yield "Overhead is what the loop and the cache take beside the network, as a share of the network's seconds."


if __name__ == "__main__":
    sys.exit(main())
