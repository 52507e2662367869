"""Draws the records of this package with matplotlib, which is an optional part: import this module last.

Colours are those of Okabe and Ito (2008) and the map `cividis` (Nuñez et al. 2018), which people with every kind of
colour vision can tell apart; no picture tells anything by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from edit_engine.evaluation.explain.break_even import BreakEven
from edit_engine.evaluation.explain.sampling import Distributions
from edit_engine.evaluation.explain.steps import StepsCurve
from edit_engine.evaluation.explain.trajectory import Trajectory


BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#666666"
# Inches of a picture's width, and pixels an inch.
WIDTH, DPI = 9.0, 110
# Inches of all cells of a step together. Of tokens that do not fit into a cell the beginning is shown.
_ROW = 7.6
_LONGEST = 9

# A picture: its height in inches, and what draws it into a matplotlib figure.
Picture = tuple[float, Callable[[Any], None]]


def save(pictures: Sequence[Picture], out: Path) -> None:
    """Draw pictures below one another into a file; its ending says which kind (png, svg, pdf).

    Raises:
        ValueError: the ending is none that matplotlib knows.
    """
    mpl.use("agg")
    with mpl.rc_context({"font.size": 9, "axes.titlesize": 10, "svg.fonttype": "path"}):
        heights = [height for height, _ in pictures]
        figure = pyplot.figure(figsize=(WIDTH, sum(heights)), layout="constrained")
        parts = figure.subfigures(len(pictures), 1, height_ratios=heights, squeeze=False)[:, 0]
        for part, (_, draw) in zip(parts, pictures, strict=True):
            draw(part)
        figure.savefig(out, dpi=DPI)
        pyplot.close(figure)


def trajectory_picture(found: Trajectory) -> Picture:
    """Steps from top to bottom, slots from left to right, as tables of tokens over their confidence."""
    steps, slots = found.confidence.shape
    # Points of the letters, which are about 0.65 times as wide as high; there are 72 points in an inch.
    size = 8.0 if slots <= 14 else 6.5
    fits = max(2, min(_LONGEST, int(_ROW / slots / (0.65 * size / 72))))

    def draw(part: Any) -> None:
        axes = part.subplots()
        image = axes.imshow(found.confidence.numpy(), cmap="cividis", vmin=0, vmax=1, aspect="auto")
        for step in range(steps):
            for slot in range(slots):
                kept = int(found.kept_at[slot])
                # Light letters on the dark half of the map, dark ones on the light half.
                colour = "white" if float(found.confidence[step, slot]) < 0.55 else "black"
                if not kept or step + 1 < kept:
                    style, alpha = "italic", 0.75
                else:
                    style, alpha = "normal", 1.0
                axes.text(
                    slot,
                    step,
                    _short(found.words[step][slot], fits),
                    ha="center",
                    va="center",
                    fontsize=size,
                    color=colour,
                    alpha=alpha,
                    style=style,
                    weight="bold" if step + 1 == kept else "normal",
                )
                if step + 1 == kept:
                    axes.add_patch(Rectangle((slot - 0.48, step - 0.46), 0.96, 0.92, fill=False, ec=ORANGE, lw=2))
        axes.set_xticks(range(slots), [_short(word) for word in found.before], rotation=40, ha="left")
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.set_yticks(range(steps), [str(step + 1) for step in range(steps)])
        axes.set(ylabel="step")
        signs = "above: the text that stood there; italic: the likeliest token of a slot; framed: kept in that step"
        axes.set_xlabel(signs, labelpad=8)
        part.colorbar(image, ax=axes, label="chance of the token", pad=0.01)
        part.suptitle("Denoising, step by step", weight="bold")

    return 1.9 + 0.34 * steps, draw


def distributions_picture(found: Distributions) -> Picture:
    """The likeliest tokens under each setting, side by side."""

    def draw(part: Any) -> None:
        panels = part.subplots(1, len(found.chances), sharey=True, sharex=True)
        own = next(iter(found.chances.values())).tolist()
        places = range(len(found.words))
        for panel, (name, chances) in zip(panels, found.chances.items(), strict=True):
            panel.barh(places, chances.tolist(), color=BLUE, height=0.7)
            # The model's own distribution as a line to compare with.
            panel.plot(own, places, color=ORANGE, marker="|", linestyle="none", markersize=9, markeredgewidth=2)
            panel.set_title(f"{name}\n{found.left[name]:,} tokens left")
            panel.grid(axis="x", alpha=0.3)
        panels[0].set_yticks(places, [_short(word) for word in found.words])
        panels[0].invert_yaxis()
        panels[0].set_xlim(0, None)
        part.supxlabel("chance (the marks are those at temperature 1)", size=9)
        stood = f"slot {found.slot + 1}, where {found.before.strip()!r} stood"
        part.suptitle(f"Sampling at the least sure slot: {stood}", weight="bold")

    return 3.3, draw


def steps_picture(found: StepsCurve) -> Picture:
    """Quality and seconds against steps, beside each other."""

    def draw(part: Any) -> None:
        quality, seconds = part.subplots(1, 2)
        steps = [point.steps for point in found.points]
        for point in found.points:
            quality.plot([point.steps] * len(point.quality), point.quality, "o", color=BLUE, alpha=0.35, markersize=4)
        means = [sum(point.quality) / len(point.quality) for point in found.points]
        quality.plot(steps, means, color=BLUE, linewidth=2, label="mean of the texts")
        quality.axhline(found.before, color=ORANGE, linestyle="--", label="the text that stood there")
        quality.set(ylabel="log-chance a token, nats", title="Quality, by the model itself")
        quality.legend(loc="lower right", frameon=False)
        times = [1000 * point.seconds for point in found.points]
        seconds.plot(steps, times, color=GREEN, linewidth=2, marker="s", markersize=4)
        seconds.set(ylabel="milliseconds", title="Time of one text", ylim=(0, None))
        for axes in (quality, seconds):
            axes.set_xscale("log", base=2)
            axes.set_xticks(steps, [str(step) for step in steps])
            axes.minorticks_off()
            axes.set_xlabel("denoising steps")
            axes.grid(alpha=0.3)
        part.suptitle("Quality and time against the number of steps", weight="bold")

    return 3.1, draw


def break_even_picture(found: BreakEven) -> Picture:
    """Forwards and seconds against the length of a region."""
    tokens = [length.tokens for length in found.lengths]

    def draw(part: Any) -> None:
        forwards, seconds = part.subplots(1, 2)
        bound = f"denoised, entropy bound {found.bound:g} nats"
        forwards.plot(tokens, tokens, color=ORANGE, linestyle="--", marker="^", markersize=4, label="one by one")
        forwards.plot(tokens, [length.forwards for length in found.lengths], color=BLUE, marker="o", label=bound)
        forwards.set(ylabel="forwards", title="Forwards")
        seconds.plot(
            tokens,
            [1000 * length.one_by_one_s for length in found.lengths],
            color=ORANGE,
            linestyle="--",
            marker="^",
            markersize=4,
            label="one by one, whole canvas",
        )
        kept = [1000 * length.one_by_one_kept_s for length in found.lengths if length.one_by_one_kept_s is not None]
        if kept:
            seconds.plot(
                tokens,
                kept,
                color=GREY,
                linestyle=":",
                marker="v",
                markersize=4,
                label="one by one, new token alone",
            )
        seconds.plot(tokens, [1000 * length.seconds for length in found.lengths], color=BLUE, marker="o", label=bound)
        even = found.tokens
        if even is not None:
            seconds.axvline(even, color=GREEN, alpha=0.6)
            seconds.annotate(
                f"sooner from {even} on",
                (even, 0.02),
                xycoords=("data", "axes fraction"),
                xytext=(4, 2),
                textcoords="offset points",
                color=GREEN,
            )
        seconds.set(ylabel="milliseconds", title="Time")
        for axes in (forwards, seconds):
            axes.set_xscale("log", base=2)
            axes.set_yscale("log")
            axes.set_xticks(tokens, [str(count) for count in tokens])
            axes.xaxis.set_minor_locator(NullLocator())
            _plain_ticks(axes.yaxis)
            axes.set_xlabel("tokens of the region")
            axes.grid(alpha=0.3)
            axes.legend(loc="upper left", framealpha=0.9, edgecolor="none", fontsize=8)
        part.suptitle("Denoising against writing one token after another, with this model", weight="bold")

    return 3.3, draw


def _plain_ticks(axis: Any) -> None:
    """Numbers as people write them on a logarithmic axis."""
    axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def _short(word: str, fits: int = _LONGEST) -> str:
    """A token that fits into a cell; a space before it is shown, for it tells words from their endings."""
    shown = word.replace(" ", "\u00b7", 1) if word.startswith(" ") else word
    shown = shown if len(shown) <= fits else shown[: fits - 1] + "\u2026"
    # What a dollar sign begins would be read as mathematics.
    return shown.replace("$", r"\$")
