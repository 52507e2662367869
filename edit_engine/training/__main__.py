"""Command line of training.

    python -m edit_engine.training tokenizer --data DIR --out runs/tokenizer.json
    python -m edit_engine.training memory --data DIR --tokenizer runs/tokenizer.json --out runs/memory.safetensors
    python -m edit_engine.training encoder --encoder FOLDER --tokenizer runs/tokenizer.json --out runs/start
    python -m edit_engine.training fillings --data DIR --model FOLDER --out runs/fillings.jsonl [--count N]
    python -m edit_engine.training tricky --data DIR --out runs/tricky.jsonl [--each N]
    python -m edit_engine.training alarms --data DIR --model FOLDER --out runs/alarms.jsonl [--count N] [--among FILE]
    python -m edit_engine.training train --data DIR --folder runs/first --recipe RECIPE.json [--steps N] [--minutes M]
        [--tokenizer FILE --memory FILE [--fillings FILE] [--alarms FILE] [--tricky FILE] [--weights MODEL]]   (new run)
    torchrun --nproc-per-node N -m edit_engine.training train ...      (several GPUs, or several CPU cores)
    python -m edit_engine.training plot --folder runs/first --out runs/first.png
    python -m edit_engine.training calibrate --data DIR --model FOLDER [--check]
    python -m edit_engine.training export --folder runs/first --out edit_engine/assets/builtin

`train` resumes the run's checkpoint if there is one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from pathlib import Path

from edit_engine.request import BALANCED, boldness_of


# Passages that are read at most for each one that is to be written.
_MOST_READ = 200
RECIPE = Path(__file__).with_name("recipe.json")


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="redraft train", description="Train the built-in model.")
    commands = parser.add_subparsers(dest="command", required=True)
    tokenizer = commands.add_parser("tokenizer", help="train the byte-level BPE tokenizer")
    tokenizer.add_argument("--data", type=Path, required=True)
    tokenizer.add_argument("--out", type=Path, required=True)
    tokenizer.add_argument("--size", type=int, default=16384)
    memory = commands.add_parser("memory", help="count the phrases that the network reads about")
    memory.add_argument("--data", type=Path, required=True)
    memory.add_argument("--tokenizer", type=Path, required=True)
    memory.add_argument("--out", type=Path, required=True)
    encoder = commands.add_parser("encoder", help="make weights to begin a run with from a BERT encoder")
    encoder.add_argument("--encoder", type=Path, required=True, help="config.json, vocab.txt, model.safetensors")
    encoder.add_argument("--tokenizer", type=Path, required=True)
    encoder.add_argument("--out", type=Path, required=True)
    for name, purpose in (
        ("fillings", "have a model write words of its own into clean prose"),
        ("alarms", "find clean prose that a model would change"),
    ):
        prepare = commands.add_parser(name, help=purpose)
        prepare.add_argument("--data", type=Path, required=True)
        prepare.add_argument("--model", required=True, help="name or folder")
        prepare.add_argument("--out", type=Path, required=True)
        prepare.add_argument("--count", type=int, default=20_000, help="passages that are written")
        prepare.add_argument("--seed", type=int, default=1)
        prepare.add_argument("--recipe", type=Path, default=RECIPE, help="for lengths and markup of the passages")
        prepare.add_argument("--threads", type=int, help="of torch; all cores if not given")
        if name == "alarms":
            prepare.add_argument("--among", type=Path, help="a file that `tricky` wrote; of all prose if not given")
    tricky = commands.add_parser("tricky", help="find clean prose with places that look wrong")
    tricky.add_argument("--data", type=Path, required=True)
    tricky.add_argument("--out", type=Path, required=True)
    tricky.add_argument("--each", type=int, default=1000, help="passages of each sort")
    tricky.add_argument("--seed", type=int, default=1)
    tricky.add_argument("--recipe", type=Path, default=RECIPE, help="for lengths and markup of the passages")
    train = commands.add_parser("train", help="train, or resume, a run")
    train.add_argument("--data", type=Path, required=True)
    train.add_argument("--folder", type=Path, required=True)
    train.add_argument("--recipe", type=Path, default=RECIPE)
    train.add_argument("--tokenizer", type=Path, help="needed for a new run; copied into its folder")
    train.add_argument("--memory", type=Path, help="likewise, if the recipe's model reads one")
    train.add_argument("--fillings", type=Path, help="likewise, if the recipe's mixture has a share of own_fillings")
    train.add_argument("--alarms", type=Path, help="likewise, of false_alarms")
    train.add_argument("--tricky", type=Path, help="likewise, of tricky")
    train.add_argument("--weights", type=Path, help="a new run begins with the weights of this model folder")
    train.add_argument("--steps", type=int, help="end (with decay) at this step")
    train.add_argument("--minutes", type=float, help="stop (without decay) after this long")
    plot = commands.add_parser("plot", help="draw a run's losses and speed (needs matplotlib)")
    plot.add_argument("--folder", type=Path, required=True)
    plot.add_argument("--out", type=Path, required=True)
    export = commands.add_parser("export", help="write a run's weights as a model folder")
    export.add_argument("--folder", type=Path, required=True)
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--version", default="0.1.0")
    export.add_argument("--averaged", action="store_true", help="the running average: for a run that is not finished")
    calibrate = commands.add_parser("calibrate", help="set a model's thresholds and confidence on tuning data")
    calibrate.add_argument("--data", type=Path, required=True)
    calibrate.add_argument("--model", type=Path, required=True)
    calibrate.add_argument("--sentences", type=int, default=250)
    calibrate.add_argument("--passages", type=int, default=60, help="with errors; twice as many without")
    calibrate.add_argument("--threads", type=int, help="of torch; all cores if not given")
    calibrate.add_argument("--check", action="store_true", help="write nothing; score what is there on the test halves")
    calibrate.add_argument("--boldness", type=boldness_of, default=BALANCED, help="of --check")
    options = parser.parse_args(arguments)
    if options.command == "tokenizer":
        from edit_engine.training.tokenizer import train_tokenizer

        train_tokenizer(options.data, options.out, size=options.size)
    elif options.command == "memory":
        from edit_engine.models.tokenizer import EditTokenizer
        from edit_engine.training.phrase_counts import count_phrases

        print(count_phrases(options.data, EditTokenizer.load(options.tokenizer), options.out))
    elif options.command == "encoder":
        from edit_engine.training.encoder import start_folder

        try:
            print(start_folder(options.encoder, options.tokenizer, options.out))
        except ValueError as error:
            raise SystemExit(str(error)) from error
    elif options.command in ("fillings", "alarms"):
        _prepare(options)
    elif options.command == "tricky":
        _tricky(options)
    elif options.command == "train":
        _train(options)
    elif options.command == "calibrate":
        from edit_engine.editing.editor import set_threads
        from edit_engine.training.calibration import calibrate as tune
        from edit_engine.training.calibration import check

        set_threads(options.threads)
        amount = {"sentences": options.sentences, "passages": options.passages}
        if options.check:
            print(check(options.data, options.model, boldness=options.boldness, **amount))
        else:
            print(tune(options.data, options.model, **amount))
    elif options.command == "plot":
        _plot(options)
    else:
        from edit_engine.training.export import export_model

        export_model(options.folder, options.out, version=options.version, averaged=options.averaged)
    return 0


def _plot(options: argparse.Namespace) -> None:
    from edit_engine.training.plot import plot_run

    try:
        plot_run(options.folder / "log.jsonl", options.out)
    except ModuleNotFoundError as error:
        raise SystemExit("plot needs matplotlib: pip install 'redraft[plot]'") from error
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error


def _prepare(options: argparse.Namespace) -> None:
    from edit_engine.editing import load_editor
    from edit_engine.training.corpus import Prose
    from edit_engine.training.false_alarms import false_alarms
    from edit_engine.training.mixture import passage
    from edit_engine.training.own_fillings import fillings
    from edit_engine.training.prepared_texts import read_prepared, write_prepared
    from edit_engine.training.recipe import read_recipe

    settings = read_recipe(options.recipe).mixture
    rng = random.Random(options.seed)
    if options.command == "alarms" and options.among is not None:
        try:
            among = [text.after for text in read_prepared(options.among)]
        except OSError as error:
            raise SystemExit(f"{options.among} cannot be read: write it with the `tricky` command ({error})") from error
        passages = iter(rng.sample(among, len(among)))
    else:
        prose = Prose.read(options.data)
        passages = (passage(prose, settings, rng) for _ in range(_MOST_READ * options.count))
    editor = load_editor(options.model, threads=options.threads)
    if options.command == "fillings":
        found = fillings(editor.denoiser, passages, rng)
    else:
        found = false_alarms(editor, passages)
    try:
        print(write_prepared(options.out, found, options.count))
    except ValueError as error:
        raise SystemExit(str(error)) from error


def _tricky(options: argparse.Namespace) -> None:
    from edit_engine.training.corpus import Prose
    from edit_engine.training.corruption import Lexicon
    from edit_engine.training.prepared_texts import write_prepared
    from edit_engine.training.recipe import read_recipe
    from edit_engine.training.tricky import SORTS, tricky_passages

    settings = read_recipe(options.recipe).mixture
    prose, frequency = Prose.read(options.data), Lexicon.read(options.data / "lexicon").frequency
    found = tricky_passages(prose, settings, frequency, random.Random(options.seed), of_each=options.each)
    print(write_prepared(options.out, found, options.each * len(SORTS)))


def _train(options: argparse.Namespace) -> None:
    from edit_engine.models.registry import MEMORY, TOKENIZER
    from edit_engine.models.tokenizer import EditTokenizer
    from edit_engine.training.loop import Trainer
    from edit_engine.training.mixture import PREPARED_BY, Mixture
    from edit_engine.training.recipe import read_recipe

    overrides = {} if options.steps is None else {"steps": options.steps}
    recipe = read_recipe(options.recipe, overrides)
    options.folder.mkdir(parents=True, exist_ok=True)
    needed = [("tokenizer", TOKENIZER)]
    needed += [("memory", MEMORY)] if recipe.model.memory else []
    prepared = {
        kind: (option, f"{option}.jsonl") for kind, option in PREPARED_BY.items() if getattr(recipe.mixture, kind)
    }
    needed += prepared.values()
    for option, name in needed:
        if not (options.folder / name).exists():
            given = getattr(options, option)
            if given is None:
                raise SystemExit(f"a new run needs --{option}: make one with the `{option}` command")
            # Other processes of the run look for it meanwhile, and must not find half of it.
            partial = options.folder / f"{name}.{os.getpid()}"
            shutil.copyfile(given, partial)
            partial.replace(options.folder / name)
    tokenizer = EditTokenizer.load(options.folder / TOKENIZER)
    mixture = Mixture(
        options.data, tokenizer, recipe.mixture, recipe.noising, recipe.model.gap_classes,
        prepared={kind: options.folder / name for kind, (_, name) in prepared.items()},
    )  # fmt: skip
    trainer = Trainer(options.folder, recipe.model, recipe.loop, tokenizer, mixture)
    resumed = trainer.resume()
    if not resumed and options.weights is not None:
        try:
            trainer.start_from(options.weights)
        except (OSError, ValueError) as error:
            raise SystemExit(str(error)) from error
    print("resumed" if resumed else "new run", f"at step {trainer.step}", file=sys.stderr)
    trainer.run(minutes=options.minutes)


if __name__ == "__main__":
    sys.exit(main())
