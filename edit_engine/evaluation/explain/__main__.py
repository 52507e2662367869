"""Draw what a model does at one place of a text.

    python -m edit_engine.evaluation.explain FILE (--find TEXT | --region START:END) [--intent fix] [--out explain.png]
        [--picture trajectory|sampling|steps|break-even]... [--model built-in] [--seed 0] [--steps 8] [--bound 1.0]

The region is masked, and the model fills it: nothing is changed, in the file or anywhere else. It sees what stands
there now, as in an edit; with `--intent infill` it does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edit_engine.request import Intent
from edit_engine.text.spans import Span


if TYPE_CHECKING:
    from edit_engine.evaluation.explain.draw import Picture
    from edit_engine.evaluation.explain.place import Place

PICTURES = ("trajectory", "sampling", "steps", "break-even")
FAILED = 3


def main(arguments: list[str] | None = None) -> int:
    """Explain one place; returns the exit code."""
    parser = argparse.ArgumentParser(prog="redraft explain", description="Draw what a model does at a place of a text.")
    parser.add_argument("file", type=Path, help="a text in UTF-8")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--region", metavar="START:END", help="range in characters, END exclusive")
    where.add_argument("--find", metavar="TEXT", help="the first place where this stands")
    parser.add_argument("--intent", choices=[intent.value for intent in Intent], default=Intent.FIX.value)
    parser.add_argument("--out", type=Path, default=Path("explain.png"), help="a .png, .svg or .pdf file")
    parser.add_argument("--picture", action="append", choices=PICTURES, help="one of them; may be repeated")
    parser.add_argument("--model", default="built-in")
    parser.add_argument("--seed", type=int, default=0, help="of what is drawn in the trajectory")
    parser.add_argument("--steps", type=int, default=8, help="most steps of the trajectory")
    parser.add_argument("--bound", type=float, default=1.0, help="entropy committed in a step, nats")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args(arguments)
    if options.steps < 1:
        parser.error(f"--steps {options.steps}: at least 1")
    if not 0 <= options.bound < float("inf"):
        parser.error(f"--bound {options.bound}: 0 nats or more")
    if options.out.suffix not in (".png", ".svg", ".pdf"):
        parser.error(f"--out {options.out}: the name must end with .png, .svg or .pdf")
    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"{options.file} cannot be read as UTF-8: {error}")
    try:
        span = _span(text, options)
    except ValueError as error:
        parser.error(str(error))
    return _explain(text, span, options)


def _span(text: str, options: argparse.Namespace) -> Span:
    """The region that was named.

    Raises:
        ValueError: there is none.
    """
    if options.find is not None:
        at = text.find(options.find) if options.find else -1
        if at < 0:
            raise ValueError(f"--find {options.find!r}: {options.file} does not hold that")
        return Span(at, at + len(options.find))
    start, colon, end = options.region.partition(":")
    if not colon or not start.isdecimal() or not end.isdecimal() or not int(start) < int(end) <= len(text):
        raise ValueError(f"--region {options.region}: give START:END with 0 <= START < END <= {len(text)}")
    return Span(int(start), int(end))


def _explain(text: str, span: Span, options: argparse.Namespace) -> int:
    try:
        from edit_engine.evaluation.explain.draw import save
    except ModuleNotFoundError as error:
        print(f"pictures need matplotlib ({error}): pip install 'redraft[plot]'", file=sys.stderr)
        return FAILED
    from edit_engine.editing import load_editor
    from edit_engine.evaluation.explain.place import NoPlace, place_of
    from edit_engine.models.errors import ModelError

    try:
        denoiser = load_editor(options.model, threads=options.threads).denoiser
        place = place_of(denoiser, text, span, Intent(options.intent))
        save(list(_pictures(place, options)), options.out)
    except (ModelError, NoPlace) as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{options.out} cannot be written: {error}; name another file with --out", file=sys.stderr)
        return FAILED
    print(f"wrote {options.out}")
    return 0


def _pictures(place: Place, options: argparse.Namespace) -> Iterator[Picture]:
    """The wanted pictures, in the order of PICTURES; a line about each goes to stdout."""
    from edit_engine.diffusion import EntropyBound, Sampling
    from edit_engine.evaluation.explain import draw
    from edit_engine.evaluation.explain.break_even import break_even
    from edit_engine.evaluation.explain.sampling import distributions
    from edit_engine.evaluation.explain.steps import steps_curve
    from edit_engine.evaluation.explain.trajectory import trajectory

    wanted = options.picture or PICTURES
    print(f"{place.denoiser.about.name}: {len(place.slots)} tokens of {place.window.text!r:.60}")
    if "trajectory" in wanted:
        rule, sampling = EntropyBound(bound=options.bound), Sampling()
        walked = trajectory(place, rule, sampling=sampling, max_steps=options.steps, seed=options.seed)
        print(f"trajectory: {len(walked.words)} steps, {''.join(walked.words[-1])!r}")
        yield draw.trajectory_picture(walked)
    if "sampling" in wanted:
        told = distributions(place)
        print(f"sampling: slot {told.slot + 1}, {', '.join(f'{name}: {left}' for name, left in told.left.items())}")
        yield draw.distributions_picture(told)
    if "steps" in wanted:
        curve = steps_curve(place)
        for point in curve.points:
            mean = sum(point.quality) / len(point.quality)
            print(f"steps: {point.steps:>3}  {mean:7.3f} nats a token  {1000 * point.seconds:8.1f} ms")
        yield draw.steps_picture(curve)
    if "break-even" in wanted:
        found = break_even(place, bound=options.bound)
        for length in found.lengths:
            denoised = f"{length.forwards:>3} forwards {1000 * length.seconds:8.1f} ms"
            one_by_one = f"one by one {1000 * length.one_by_one_s:8.1f} ms"
            if length.one_by_one_kept_s is not None:
                one_by_one += f", or {1000 * length.one_by_one_kept_s:8.1f} ms if a forward is over the new token alone"
            print(f"break-even: {length.tokens:>3} tokens  {denoised}  {one_by_one}")
        yield draw.break_even_picture(found)


if __name__ == "__main__":
    sys.exit(main())
